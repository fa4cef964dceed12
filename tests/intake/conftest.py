"""Small workbooks and seasons for the tests of intake, written as raw XML: the reader's own input.

Nothing here uses the reader or another library for workbooks, so a mistake cannot hide in both.
"""

from __future__ import annotations

import io
import runpy
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import pytest
from openpyxl import load_workbook

from helpers.forms import due_forms, form_workbook
from helpers.intake import (
    CleanSeason,
    clean,
    merge,
    propose,
    read_officer_tables,
    read_repairs,
    read_workbook,
    write_repairs,
)  # fmt: skip
from helpers.intake.repairs import column_keys
from helpers.intake.workbook import Workbook
from helpers.rules import RuleBook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="&quot;90&quot;"/>'
    '<numFmt numFmtId="165" formatCode=";;;"/></numFmts>'
    "<fonts><font/><font><strike/></font></fonts>"
    '<fills><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"/></fill></fills>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="16"/><xf numFmtId="20"/>'
    '<xf numFmtId="1"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="0" fontId="1"/>'
    '<xf numFmtId="0" fillId="2"/></cellXfs></styleSheet>'
)
# The styles above by what they do to a number.
STYLE_NUMBERS = {
    "general": 0,
    "percent": 1,
    "date": 2,
    "time": 3,
    "whole": 4,
    "lies": 5,
    "hidden": 6,
    "struck": 7,
    "filled": 8,
}


def cell_xml(reference: str, value: object) -> str:
    """One cell: a text, a number, or a tuple of attributes and inner XML for anything else."""
    if isinstance(value, tuple):
        attributes, inner = value
        return f'<c r="{reference}" {attributes}>{inner}</c>'
    if isinstance(value, str):
        text = f'<is><t xml:space="preserve">{escape(value)}</t></is>'
        return f'<c r="{reference}" t="inlineStr">{text}</c>'
    return f'<c r="{reference}"><v>{value}</v></c>'


def sheet_xml(cells: Mapping[str, object], merges: Iterable[str] = (), extra: str = "") -> str:
    """A sheet from its cells by address; ``extra`` stands before the data."""
    rows: dict[int, list[tuple[int, str]]] = {}
    for reference, value in cells.items():
        letters = reference.rstrip("0123456789")
        column = sum((ord(x) - 64) * 26**n for n, x in enumerate(reversed(letters)))
        rows.setdefault(int(reference[len(letters) :]), []).append(
            (column, cell_xml(reference, value))
        )
    data = "".join(
        f'<row r="{row}">{"".join(text for _, text in sorted(found))}</row>'
        for row, found in sorted(rows.items())
    )
    merged = "".join(f'<mergeCell ref="{area}"/>' for area in merges)
    tail = f"<mergeCells>{merged}</mergeCells>" if merged else ""
    return f'{HEAD}<worksheet xmlns="{MAIN}">{extra}<sheetData>{data}</sheetData>{tail}</worksheet>'


def package(
    sheets: Mapping[str, str],
    states: Mapping[str, str] | None = None,
    parts: Mapping[str, str | bytes | None] | None = None,
) -> dict[str, bytes]:
    """The parts of a workbook; ``parts`` adds and replaces, and with None removes."""
    entries, links = [], []
    found: dict[str, str | bytes | None] = {}
    for number, (name, xml) in enumerate(sheets.items(), start=1):
        state = (states or {}).get(name)
        hidden = f' state="{state}"' if state else ""
        entries.append(
            f'<sheet name={quoteattr(name)} sheetId="{number}"{hidden} r:id="rId{number}"/>'
        )
        links.append(
            f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" '
            f'Target="worksheets/sheet{number}.xml"/>'
        )
        found[f"xl/worksheets/sheet{number}.xml"] = xml
    links.append(f'<Relationship Id="rIdS" Type="{OFFICE}/styles" Target="styles.xml"/>')
    if parts and "xl/sharedStrings.xml" in parts:
        links.append(
            f'<Relationship Id="rIdT" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        )
    rels = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    found |= {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'{rels}<Relationship Id="r" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f"{''.join(entries)}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"{rels}{''.join(links)}</Relationships>",
        "xl/styles.xml": STYLES,
    }
    found |= parts or {}
    return {
        name: part.encode() if isinstance(part, str) else part
        for name, part in found.items()
        if part is not None
    }


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as an archive, the same bytes each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part, method)
    return buffer.getvalue()


@dataclass(frozen=True)
class Entry:
    """One member of an archive, with every field that an attacker could choose.

    What is None is filled in truthfully; ``local`` replaces fields of the member's own header only.
    """

    name: bytes
    data: bytes = b""
    method: int = zipfile.ZIP_DEFLATED
    flags: int = 0
    body: bytes | None = None
    checksum: int | None = None
    packed: int | None = None
    size: int | None = None
    extra: bytes = b""
    attributes: int = 0
    version: int = 20
    header: int | None = None
    before: bytes = b""
    after: bytes = b""
    local: Mapping[str, Any] = field(default_factory=dict)


def raw_archive(entries: Iterable[Entry], **end: int) -> bytes:
    """An archive byte by byte; ``end`` replaces fields of the end record."""
    bodies, directory, count = b"", b"", 0
    for entry in entries:
        body = deflated(entry.data) if entry.body is None and entry.method else entry.body
        body = entry.data if body is None else body
        told = {
            "flags": entry.flags,
            "method": entry.method,
            "checksum": zlib.crc32(entry.data) if entry.checksum is None else entry.checksum,
            "packed": len(body) if entry.packed is None else entry.packed,
            "size": len(entry.data) if entry.size is None else entry.size,
            "name": entry.name,
            "version": entry.version,
            "extra": entry.extra,
        }
        here = len(bodies) + len(entry.before)
        directory += _entry(told, entry.attributes, here if entry.header is None else entry.header)
        bodies += entry.before + _local(told | dict(entry.local)) + body + entry.after
        count += 1
    told_end = {"disk": 0, "here": count, "count": count, "size": len(directory),
                "start": len(bodies), "comment": 0} | end  # fmt: skip
    return bodies + directory + struct.pack(
        "<4s4H2IH", b"PK\5\6", told_end["disk"], told_end["disk"], told_end["here"],
        told_end["count"], told_end["size"], told_end["start"], told_end["comment"],
    )  # fmt: skip


def deflated(data: bytes) -> bytes:
    """The data as a deflate stream without a frame."""
    stream = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return stream.compress(data) + stream.flush()


def _local(told: Mapping[str, Any]) -> bytes:
    return struct.pack(
        "<4s5H3I2H", told.get("sign", b"PK\3\4"), 20, told["flags"], told["method"], 0, 33,
        told["checksum"], told["packed"], told["size"], len(told["name"]), len(told["extra"]),
    ) + told["name"] + told["extra"]  # fmt: skip


def _entry(told: Mapping[str, Any], attributes: int, header: int) -> bytes:
    return struct.pack(
        "<4s6H3I5H2I", b"PK\1\2", 20, told["version"], told["flags"], told["method"], 0, 33,
        told["checksum"], told["packed"], told["size"], len(told["name"]), len(told["extra"]),
        0, 0, 0, attributes, header,
    ) + told["name"] + told["extra"]  # fmt: skip


class Forge:
    """Makes workbooks: ``bytes`` of a package, or one as the reader sees it."""

    styles = STYLE_NUMBERS
    sheet = staticmethod(sheet_xml)
    parts = staticmethod(package)
    zip = staticmethod(zipped)
    entry = Entry
    archive = staticmethod(raw_archive)
    deflate = staticmethod(deflated)

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def entries(self, *more: Entry, sheet: str = "", **changed: Any) -> list[Entry]:
        """The members of a sound workbook, one changed where ``changed`` names fields, and more."""
        parts = package({"S": sheet or sheet_xml({"A1": 80, "B1": "KT-01"})})
        entries = [Entry(name.encode(), data) for name, data in parts.items()]
        return [replace(entries[0], **changed), *entries[1:], *more]

    def data(self, sheets: Mapping[str, str], **options: Any) -> bytes:
        """The bytes of a workbook."""
        return zipped(package(sheets, **options))

    def read(self, sheets: Mapping[str, str], **options: Any) -> Workbook:
        """A workbook as the reader sees it."""
        return self.read_bytes(self.data(sheets, **options))

    def read_bytes(self, data: bytes, name: str = "book.xlsx") -> Workbook:
        """Whatever the bytes are, as the reader sees them."""
        path = self.folder / name
        path.write_bytes(data)
        return read_workbook(path)

    def cell(self, attributes: str, inner: str) -> Workbook:
        """A workbook with one cell, A1."""
        return self.read({"S": sheet_xml({"A1": (attributes, inner)})})


@pytest.fixture(scope="session")
def forge_class() -> type[Forge]:
    """What makes parts and archives without a folder to put them into."""
    return Forge


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    """A maker of workbooks."""
    return Forge(tmp_path)


RULES: dict[str, Any] = {
    "season": "2024",
    "title": "Seleksi CONTOH",
    "basis": "CONTOH",
    "sample": True,
    "office": {"name": "CONTOH", "city": "Banjarbaru"},
    "absent_words": {"participant": ["TH", "tidak hadir"], "juror": ["juri berhalangan"]},
    "regions": [
        {"code": "63.03", "name": "Kabupaten Banjar"},
        {"code": "63.06", "name": "Kabupaten Hulu Sungai Selatan", "also": ["HSS"]},
        {"code": "63.10", "name": "Kabupaten Tanah Bumbu", "also": ["Tanah Bumu"]},
    ],
    "jurors": {
        "J1": {"name": "Drs. Juri Satu, M.Si."},
        "J2": {"name": "Juri Dua"},
        "J3": {"name": "Juri Tiga", "replaces": "J2", "from": "2024-07-24"},
    },
    "categories": {
        "kt": {
            "name": "Karang Taruna",
            "per_region": 1,
            "jurors": ["J1", "J2"],
            "scale": {"max": 100},
            "stages": {
                "administrasi": {
                    "name": "Administrasi",
                    "date": "2024-07-22",
                    "weight": 60,
                    "criteria": {
                        "legalitas": {"name": "Legalitas", "weight": 40},
                        "program": {"name": "Program kerja", "weight": 60},
                    },
                },
                "tes": {
                    "name": "Tes tertulis",
                    "date": "2024-07-23",
                    "weight": 40,
                    "source": "committee",
                    "criteria": {
                        "tes": {"name": "Tes tertulis", "weight": 100, "scale": {"max": 50}}
                    },
                },
            },
        }
    },
}
PARTICIPANTS = (
    "id,category,region,name\n"
    "KT-01,kt,63.03,Tunas Muda\n"
    "KT-02,kt,HSS,Nur'aini\n"
    "KT-03,kt,6310,Bina Banua\n"
)


class Season:
    """A season's folder: one category, three participants, two jurors and the committee."""

    sheet = staticmethod(sheet_xml)

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rules: dict[str, Any] = RULES
        (folder / "scores").mkdir(parents=True)
        self.table("participants", PARTICIPANTS)

    @property
    def committee(self) -> dict[str, object]:
        """The cells of the committee's sheet."""
        return committee_cells()

    @property
    def book(self) -> RuleBook:
        return RuleBook.model_validate(self.rules)

    def with_rules(self, **changes: Any) -> None:
        """Change keys of the rule book."""
        self.rules = {**self.rules, **changes}

    def with_category(self, **changes: Any) -> None:
        """Change keys of the category."""
        kt = {**self.rules["categories"]["kt"], **changes}
        self.with_rules(categories={"kt": kt})

    def table(self, name: str, text: str) -> None:
        """Write one officers' table as .csv."""
        (self.folder / f"{name}.csv").write_text(text, encoding="utf-8")

    def score(self, file: str, sheets: Mapping[str, str], **options: Any) -> str:
        """Write a workbook below ``scores``; its SHA-256."""
        path = self.folder / "scores" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(zipped(package(sheets, **options)))
        return read_workbook(path).sha256

    def plain(self, file: str, cells: Mapping[str, object], **how: str) -> str:
        """Write cells as a .csv below ``scores``; its SHA-256."""
        path = self.folder / "scores" / file
        path.write_bytes(plain_table(cells, **how))
        return read_workbook(path).sha256

    def form(self, file: str, juror: str = "J1", **changes: object) -> str:
        """Write the usual form of a juror for the first stage; ``changes`` are cells by address."""
        return self.score(file, {"Penilaian": sheet_xml(form_cells(juror) | changes)})

    def drawn(self, files: Mapping[str, Any]) -> None:
        """Write files that were drawn in some layout."""
        for file, sheets in files.items():
            self.score(file, {name: sheet_xml(*sheet) for name, sheet in sheets.items()})

    def own_form(
        self,
        file: str,
        juror: str = "J1",
        entry: str = "",
        fill: bool = True,
        change: Callable[[Any], None] | None = None,
        made_for: str = "",
    ) -> None:
        """Write a form of ours below ``scores``, filled with 61, 62, ... and then changed.

        ``made_for`` is the season that the form is made for, this one where it is ''.
        """
        participants = read_officer_tables(self.folder, self.book).participants
        stages = self.rules["categories"]["kt"]["stages"]
        fields = {"kt": {stage: [one.id for one in participants] for stage in stages}}
        due = due_forms(self.book, participants, (), fields)[juror]
        form = form_workbook(self.book, made_for or self.folder.name, due, entry)
        workbook = load_workbook(io.BytesIO(form))
        cells = (c for sheet in workbook.worksheets for row in sheet.iter_rows() for c in row)
        opened = [cell for cell in cells if not cell.protection.locked]
        for mark, cell in enumerate(opened, 61):
            cell.value = mark % 45 if juror == "committee" and fill else mark if fill else None
        if change:
            change(workbook)
        workbook.save(self.folder / "scores" / file)

    def complete(self) -> None:
        """Write every sheet that is due."""
        self.form("j1.xlsx", "J1")
        self.form("j2.xlsx", "J2")
        self.score("tes.xlsx", {"Tes": sheet_xml(committee_cells())})

    def clean(self, through: str = "") -> CleanSeason:
        """The season after intake."""
        return clean(self.folder, self.book, through)


def plain_table(
    cells: Mapping[str, object],
    separator: str = ";",
    ending: str = "\r\n",
    encoding: str = "utf-8",
    head: str = "",
) -> bytes:
    """Cells by address as a .csv, as an Indonesian spreadsheet saves it: numbers with a comma."""
    places = {
        (int(at.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), ord(at[0]) - 64): value
        for at, value in cells.items()
    }
    width = max(column for _, column in places)
    lines = []
    for row in range(1, max(row for row, _ in places) + 1):
        values = [places.get((row, column), "") for column in range(1, width + 1)]
        texts = [v if isinstance(v, str) else str(v).replace(".", ",") for v in values]
        quoted = ['"' + t.replace('"', '""') + '"' if set(t) & set(separator + '"\r\n') else t
                  for t in texts]  # fmt: skip
        lines.append(separator.join(quoted))
    return (head + ending.join([*lines, ""])).encode(encoding)


def form_cells(juror: str) -> dict[str, object]:
    """Title, header, three participants with their marks and a total, and a signature."""
    return {
        "A1": "LEMBAR PENILAIAN",
        "A2": "Kategori : Karang Taruna",
        "A3": "Tahap",
        "B3": ": Administrasi",
        "A4": f"Juri : {juror}",
        "A6": "No",
        "B6": "Kode",
        "C6": "Nama",
        "D6": "Legalitas",
        "E6": "Program kerja",
        "F6": "Jumlah",
        "A7": 1,
        "B7": "KT-01",
        "C7": "Tunas Muda",
        "D7": 80,
        "E7": Decimal("85.5"),
        "F7": Decimal("165.5"),
        "A8": 2,
        "B8": "KT-02",
        "C8": "Nur'aini",
        "D8": 70,
        "E8": 75,
        "F8": 145,
        "A9": 3,
        "B9": "KT-03",
        "C9": "Bina Banua",
        "D9": 90,
        "E9": 95,
        "F9": 185,
        "D11": "Banjarbaru, 22 Juli 2024",
        "D15": "Nama jelas",
    }


def committee_cells() -> dict[str, object]:
    """The committee's sheet: one mark for each participant, by region."""
    return {
        "A1": "Karang Taruna",
        "A2": "Panitia",
        "A4": "Kabupaten/Kota",
        "B4": "Tes tertulis",
        "A5": "Kab. Banjar",
        "B5": 40,
        "A6": "HSS",
        "B6": 45,
        "A7": "Tanah Bumu",
        "B7": 30,
    }


@pytest.fixture
def season(tmp_path: Path) -> Season:
    """A season's folder to fill."""
    return Season(tmp_path / "musim-uji")


@pytest.fixture
def form_of() -> Callable[[str], dict[str, object]]:
    """The cells of a juror's usual form."""
    return form_cells


# The marks of the first stage in every layout that an office uses: files by the layout's name.
LAYOUTS: dict[str, Any] = runpy.run_path(str(Path(__file__).with_name("layouts.py")))


@pytest.fixture(scope="session")
def drawn() -> dict[str, Any]:
    """The makers of the layouts, and what they are made of."""
    return LAYOUTS


@pytest.fixture(params=LAYOUTS["LAYOUTS"])
def layout_name(request: pytest.FixtureRequest) -> Any:
    """The name of one layout."""
    return request.param


@pytest.fixture
def layout(layout_name: str) -> Any:
    """The files of one layout, by name: each with its sheets as cells and merges."""
    return getattr(LAYOUTS["Drawing"](), layout_name)()


def codes(cleaned: CleanSeason, *levels: str) -> set[str]:
    """The codes of the findings, of some levels or of all."""
    return {one.code for one in cleaned.findings if not levels or one.level in levels}


@pytest.fixture
def found() -> Callable[..., set[str]]:
    """The codes of a season's findings."""
    return codes


class RepairFile:
    """perbaikan.xlsx of a season: written as check does, filled in as an officer does."""

    def __init__(self, season: Season) -> None:
        self.season = season
        self.path = season.folder / "perbaikan.xlsx"

    def offer(self, through: str = "administrasi") -> dict[str, dict[str, str]]:
        """Write it after a fresh look at the season; its rows by number."""
        cleaned, book = self.season.clean(through), self.season.book
        sheet = read_repairs(self.season.folder)
        rows = merge(sheet, propose(cleaned.findings, cleaned, book, "id"), cleaned, "id")
        write_repairs(self.season.folder, sheet, rows, book, "id")
        return {row["id"]: dict(row.texts) for row in rows}

    def fill(self, number: str, **values: object) -> None:
        """Type into the officers' columns of a row, by key, and save."""
        book = openpyxl.load_workbook(self.path)
        sheet = book.worksheets[0]
        keys = [column_keys()[str(cell.value).casefold()] for cell in sheet[1]]
        row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == number)
        for column, value in values.items():
            row[keys.index(column)].value = value
        book.save(self.path)

    def address(self, number: str, column: str) -> str:
        """The address of a cell."""
        one = next(row for row in read_repairs(self.season.folder).rows
                   if row.repair["id"] == number)  # fmt: skip
        return one.row.cell(column)


@pytest.fixture
def repairs(season: Season) -> RepairFile:
    """The repairs of the season."""
    return RepairFile(season)
