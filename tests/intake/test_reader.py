"""Reading a workbook: its parts by their relationships, and nothing raised for what is in it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.intake import reader
from helpers.intake.reader import read_bytes
from helpers.intake.workbook import DefinedName


def code(book: Any) -> str:
    """The code with which a workbook was refused."""
    assert book.refused
    assert book.sheets == ()
    return str(book.notices[0].code)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("[Content_Types].xml", "MISSING_PART"),
        ("_rels/.rels", "MISSING_PART"),
        ("xl/_rels/workbook.xml.rels", "MISSING_PART"),
        ("xl/styles.xml", "MISSING_PART"),
        ("xl/workbook.xml", "BROKEN_REL"),
        ("xl/worksheets/sheet1.xml", "BROKEN_REL"),
    ],
)
def test_a_missing_part_is_refused_by_name(forge: Any, part: str, expected: str) -> None:
    """A part that must be there and is not is never an empty sheet."""
    book = forge.read({"S": forge.sheet({"A1": 1})}, parts={part: None})
    assert code(book) == expected
    assert book.notices[0].values["part"] == part


def rels(forge: Any, old: str, new: str) -> Any:
    """A workbook whose relationships were changed."""
    parts = forge.parts({"S": forge.sheet({"A1": 1}), "T": forge.sheet({"A1": 2})})
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = parts[name].replace(old.encode(), new.encode())
    return forge.read_bytes(forge.zip(parts))


def test_targets_are_resolved(forge: Any) -> None:
    """A target may go up and down again, or start at the root."""
    assert rels(forge, "worksheets/sheet1", "../xl/worksheets/sheet1").cells == 2
    assert rels(forge, "worksheets/sheet1", "/xl/worksheets/sheet1").cells == 2


def test_targets_that_lead_elsewhere_are_refused(forge: Any) -> None:
    """A sheet outside the file, in no part, or in another sheet's part is refused."""
    assert code(rels(forge, "worksheets/sheet1", "xl/worksheets/sheet1")) == "BROKEN_REL"
    assert code(rels(forge, "sheet2.xml", "sheet1.xml")) == "DUPLICATE_PART"
    outside = 'sheet1.xml" TargetMode="External'
    assert code(rels(forge, "sheet1.xml", outside)) == "EXTERNAL_PART"


def test_sheet_names_are_told_apart(forge: Any) -> None:
    """Two names that differ in case only are refused; an odd name is only noted."""
    empty = forge.sheet({})
    assert code(forge.read({"Nilai": empty, "nilai": empty})) == "DUPLICATE_SHEET_NAME"
    book = forge.read({"../../evil": forge.sheet({"A1": 1})})
    assert [one.code for one in book.notices] == ["SHEET_NAME"]


def test_a_workbook_without_sheets_is_refused(forge: Any) -> None:
    """A workbook that lists no sheet is refused."""
    assert code(forge.read({})) == "NO_SHEETS"


def test_macros_are_noted(forge: Any) -> None:
    """A macro is never run and always mentioned."""
    book = forge.read({"S": forge.sheet({"A1": 1})}, parts={"xl/vbaProject.bin": b"x"})
    assert [one.code for one in book.notices] == ["MACROS"]


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    """Whatever bytes a file has, reading it ends with a workbook or a refusal."""
    book = read_bytes("x.xlsx", data)
    assert book.refused
    assert book.notices


def test_damage_anywhere_never_raises(forge: Any) -> None:
    """A workbook with any one byte changed is read alike or refused."""
    data = forge.data({"S": forge.sheet({"A1": 80, "B1": "KT-01"})})
    step = max(1, len(data) // 250)
    for place in range(0, len(data), step):
        damaged = data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]
        book = read_bytes("x.xlsx", damaged)
        assert book.refused or book.cells == 2


def test_reading_leaves_the_file_alone(forge: Any) -> None:
    """The raw file is the same after it was read, and nothing lies beside it."""
    data = forge.data({"S": forge.sheet({"A1": 1})})
    forge.read_bytes(data)
    assert (forge.folder / "book.xlsx").read_bytes() == data
    assert [path.name for path in forge.folder.iterdir()] == ["book.xlsx"]


@pytest.mark.slow
def test_a_part_with_too_many_elements_is_refused(forge: Any) -> None:
    """Styles by the hundred thousand are refused before they cost memory."""
    styles = "<styleSheet>" + "<xf/>" * 200_001 + "</styleSheet>"
    book = forge.read({"S": forge.sheet({"A1": 1})}, parts={"xl/styles.xml": styles})
    assert code(book) == "BOMB"


def test_what_belongs_to_the_whole_workbook_is_known(forge: Any) -> None:
    """The 1904 calendar, the names and the links to other workbooks are kept; none is opened."""
    parts = forge.parts({"S": forge.sheet({"A1": 1})})
    workbook = parts["xl/workbook.xml"].decode()
    names = (
        '<definedNames><definedName name="bobot" localSheetId="0" hidden="1">S!$A$1</definedName>'
        "<definedName name=\"semua\">'[1]Nilai'!$D:$D</definedName></definedNames>"
    )
    workbook = workbook.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    parts["xl/workbook.xml"] = workbook.replace("</workbook>", f"{names}</workbook>").encode()
    links = parts["xl/_rels/workbook.xml.rels"].decode()
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts["xl/_rels/workbook.xml.rels"] = links.replace(
        "</Relationships>",
        f'<Relationship Id="x" Type="{office}/externalLink" Target="externalLinks/one.xml"/>'
        "</Relationships>",
    ).encode()
    parts["xl/externalLinks/one.xml"] = b"<externalLink/>"
    parts["xl/externalLinks/_rels/one.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r" Type="{office}/externalLinkPath" TargetMode="External" '
        'Target="file:///D:/Siti/nilai.xlsx"/></Relationships>'
    ).encode()
    book = forge.read_bytes(forge.zip(parts))
    assert book.from_1904
    assert book.linked == ("file:///D:/Siti/nilai.xlsx",)
    assert book.names == (
        DefinedName("bobot", "S!$A$1", "0", hidden=True),
        DefinedName("semua", "'[1]Nilai'!$D:$D"),
    )
    assert not forge.read({"S": forge.sheet({"A1": 1})}).from_1904


def test_a_link_in_a_cell_is_harmless(forge: Any) -> None:
    """A hyperlink leads outside too, but nothing is read from there."""
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="h" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/hyperlink" Target="https://contoh.example/a b" TargetMode="External"/>'
        "</Relationships>"
    )
    book = forge.read(
        {"S": forge.sheet({"A1": 1})}, parts={"xl/worksheets/_rels/sheet1.xml.rels": links}
    )
    assert book.cells == 1


@pytest.mark.parametrize("kind", ["officeDocument", "styles", "sharedStrings"])
def test_two_parts_for_one_purpose_are_refused(forge: Any, kind: str) -> None:
    """Two workbook parts, two styles or two tables of texts are two contents for two readers."""
    parts = forge.parts(
        {"S": forge.sheet({"A1": 1})}, parts={"xl/sharedStrings.xml": "<sst/>", "xl/b.xml": "<a/>"}
    )
    name = "_rels/.rels" if kind == "officeDocument" else "xl/_rels/workbook.xml.rels"
    more = (
        '<Relationship Id="z" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="/xl/b.xml"/></Relationships>'
    )
    parts[name] = parts[name].replace(b"</Relationships>", more.encode())
    assert code(forge.read_bytes(forge.zip(parts))) == "BROKEN_REL"


def test_a_file_saved_as_strict_is_named(forge: Any) -> None:
    """The strict form of the format is told from a broken file, whichever part shows it first."""
    parts = forge.parts({"S": forge.sheet({"A1": 1})})
    for name, part in parts.items():
        parts[name] = part.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
    assert code(forge.read_bytes(forge.zip(parts))) == "STRICT_OOXML"


def test_too_large_a_file_is_not_even_read(forge: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file above the limit is hashed piece by piece and refused."""
    data = forge.data({"S": forge.sheet({"A1": 1})})
    monkeypatch.setattr(reader, "FILE_LIMIT", len(data))
    assert forge.read_bytes(data).cells == 1
    monkeypatch.setattr(reader, "FILE_LIMIT", len(data) - 1)
    book = forge.read_bytes(data)
    assert code(book) == "FILE_TOO_BIG"
    assert (book.size, book.sha256) == (len(data), hashlib.sha256(data).hexdigest())


def test_a_file_that_needs_too_much_memory_is_refused(
    forge: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where memory ends, the file is refused, and the program goes on."""

    def fail(*_arguments: object) -> None:
        raise MemoryError

    monkeypatch.setattr(reader, "read_sheet", fail)
    assert code(forge.read({"S": forge.sheet({"A1": 1})})) == "BOMB"


def test_too_many_sheets_are_refused(forge: Any) -> None:
    """Fifty sheets are read, and one more is refused."""
    empty = forge.sheet({})
    names = [f"L{number}" for number in range(51)]
    assert len(forge.read(dict.fromkeys(names[:50], empty)).sheets) == 50
    assert code(forge.read(dict.fromkeys(names, empty))) == "TOO_MANY_SHEETS"


def test_a_filter_in_a_table_counts(forge: Any) -> None:
    """A filter that is on in a table hides rows like one of the sheet."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="t" Type="{office}/table" Target="../tables/table1.xml"/>'
        "</Relationships>"
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"/>'
    book = forge.read(
        {"S": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'},
        parts={
            "xl/worksheets/_rels/sheet1.xml.rels": links,
            "xl/tables/table1.xml": '<table><autoFilter><filterColumn colId="0"/></autoFilter>'
            "</table>",
        },
    )
    assert [one.code for one in book.notices] == ["FILTER_ACTIVE"]


# A large workbook is read by a process of its own, under the limit that it must keep.
UNDER_LIMIT = """
import resource, sys
from pathlib import Path
limit = int(sys.argv[2]) << 20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
from helpers.intake.reader import read_workbook
book = read_workbook(Path(sys.argv[1]))
print(book.cells, *(one.code for one in book.notices))
"""


@pytest.mark.parametrize(
    ("rows", "megabytes"),
    [
        pytest.param(10_000, 160, marks=pytest.mark.slow),
        pytest.param(50_000, 512, marks=pytest.mark.long),
    ],
)
def test_many_cells_are_read_in_little_memory(
    forge: Any, tmp_path: Path, rows: int, megabytes: int
) -> None:
    """A workbook of a million cells is read within 512 MB of addresses, a fifth of it in 160."""
    pytest.importorskip("resource")
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    data = "".join(
        f'<row r="{row}">'
        + "".join(
            f'<c r="{letter}{row}" s="4"><v>{row % 99}.{number}{row}</v></c>'
            for number, letter in enumerate("ABCDEFGHIJKLMNOPQRST")
        )
        + "</row>"
        for row in range(1, rows + 1)
    )
    path = tmp_path / "besar.xlsx"
    xml = f'<worksheet xmlns="{main}"><sheetData>{data}</sheetData></worksheet>'
    path.write_bytes(forge.data({"S": xml}))
    done = subprocess.run(
        [sys.executable, "-c", UNDER_LIMIT, path, str(megabytes)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [str(20 * rows)]
