"""The catalogue of what goes wrong with whole files: one small file of our own for each row.

What goes wrong in a single score cell is in ``test_catalogue``; ``catalogue.csv`` says for every
row of the catalogue which test holds it, or why none can.
"""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

HERE = Path(__file__).parent
ROWS = range(1, 105)
FIRST = "Tunas Muda"


class Case(NamedTuple):
    """A file among the scores: the usual form with what is wrong, and the codes to be told.

    ``cells`` are changed, ``merges`` and ``extra`` added, ``swap`` replaces pieces of the sheet's
    XML, ``parts`` of the package; ``data`` is the whole file instead, ``encoding`` makes it a .csv.
    """

    number: int
    codes: str
    cells: Mapping[str, object] = {}
    merges: tuple[str, ...] = ()
    extra: str = ""
    swap: Mapping[str, str] = {}
    parts: Mapping[str, str | None] = {}
    data: bytes | None = None
    name: str = "nilai.xlsx"
    sheets: tuple[str, ...] = ("Penilaian",)
    states: Mapping[str, str] = {}
    encoding: str = ""  # of a .csv with the cells of the usual form


MARKS = ("D7", "E7", "D8", "E8", "D9", "E9")
MAIN = "schemas.openxmlformats.org/spreadsheetml/2006/main"
SST = f'<sst xmlns="http://{MAIN}"><si><t>85</t></si></sst>'
STRICT = {MAIN: "purl.oclc.org/ooxml/spreadsheetml/main"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

CASES = (
    Case(58, "", {"C8": "  NUR\u2019AINI "}),
    Case(58, "NAME_DRIFT", {"C8": "Nur Aini"}),
    Case(59, "HOMOGLYPH", {"B7": "", "C7": "Tun\u0430s Muda"}),
    Case(60, "UNKNOWN_PARTICIPANT", {"B7": "", "C7": "NA"}),
    Case(61, "UNKNOWN_PARTICIPANT", {"B8": "", "C8": "Nuraini"}),
    Case(61, "NO_KEY", {"B8": "", "C8": ""}),
    Case(62, "KEY_CONFLICT", {"C7": "Nur'aini", "C8": FIRST}),
    Case(63, "DUPLICATE_PARTICIPANT", {"B8": "KT-01", "C8": FIRST}),
    Case(63, "UNKNOWN_PARTICIPANT", {"B9": "KT-77", "C9": "Orang Lain"}),
    Case(64, "SST_MISSING", {"D7": ('t="s"', "<v>0</v>")}),
    Case(64, "SST_INDEX", {"D7": ('t="s"', "<v>4</v>")}, parts={"xl/sharedStrings.xml": SST}),
    Case(65, "SST_INDEX", {"D7": ('t="s"', "<v>-1</v>")}, parts={"xl/sharedStrings.xml": SST}),
    Case(66, "BOMB", {"H1": "x" * 32_768}),
    Case(67, "", {"A5": "Bobot", "D14": "NIP 19700101 199003 1 001"}),
    Case(68, "REPEATED_HEADER SUMMARY_ROW", {
        "A10": "No", "B10": "Kode", "C10": "Nama", "D10": "Legalitas", "E10": "Program kerja",
        "C11": "Rata-rata", "D11": 80, "E11": "85,17"}),
    Case(69, "OUTSIDE_TABLE", {"J8": "Revisi", "K8": 99}),
    Case(70, "DUPLICATE_HEADER", {"G6": "Legalitas", "G7": 80, "G8": 70, "G9": 90}),
    Case(71, "COLUMN_ORDER", {"D6": "Program kerja", "E6": "Legalitas"}),
    Case(71, "UNKNOWN_CRITERION", {"E6": "Programa kerja"}),
    Case(71, "EXTRA_COLUMN", {"G6": "Kerapian", "G7": 80, "G8": 70, "G9": 90}),
    Case(71, "WEIGHT_MISMATCH", {"C5": "Bobot", "D5": 30, "E5": 70}),
    Case(72, "VALUE_UNDER_MERGE", merges=("D7:E7",)),
    Case(73, "MERGED_SCORE", {"D8": ("", "")}, merges=("D7:D8",)),
    Case(74, "MERGE_OVERLAP", merges=("H1:J3", "I2:K4")),
    Case(75, "MERGE_HUGE", merges=("A30:XFD1048576",)),
    Case(75, "TOO_MANY_MERGES", merges=tuple(f"H{n}:I{n}" for n in range(20, 5_021))),
    Case(76, "HIDDEN_ROW", swap={'<row r="8"': '<row hidden="1" r="8"'}),
    Case(76, "HIDDEN_ROW", swap={'<row r="8"': '<row ht="0" customHeight="1" r="8"'}),
    Case(76, "HIDDEN_COL", extra='<cols><col min="4" max="4" hidden="1"/></cols>'),
    Case(77, "HIDDEN_SHEET", states={"Penilaian": "veryHidden"}),
    Case(78, "FILTER_ACTIVE", swap={
        "</sheetData>": '</sheetData><autoFilter ref="A6:F9"><filterColumn colId="3"><filters>'
        '<filter val="80"/></filters></filterColumn></autoFilter>',
        '<row r="8"': '<row hidden="1" r="8"'}),
    Case(79, "ROW_ORDER", {"B7": "KT-02", "C7": "Nur'aini", "B8": "KT-01", "C8": FIRST}),
    Case(80, "DUPLICATE_CELL", swap={'<c r="E7">': '<c r="D7">'}),
    Case(81, "DUPLICATE_ROW", swap={'<row r="9">': '<row r="8">'} | {
        f'"{letter}9"': f'"{letter}8"' for letter in "ABCDEF"}),
    Case(82, "ROW_ORDER"),  # its last two rows change places
    Case(83, "CELL_ORDER", swap={'<c r="A8"><v>2</v></c>': "", "<v>145</v></c>":
                                 '<v>145</v></c><c r="A8"><v>2</v></c>'}),
    Case(84, "REF_MISMATCH", swap={'<c r="E8">': '<c r="E9">'}),
    Case(85, "REF_MISSING", swap={'<c r="E8">': "<c>"}),
    Case(86, "BAD_REF", swap={'<c r="E8">': '<c r="$E$8">'}),
    Case(86, "BAD_REF", swap={'<c r="E8">': '<c r="e8">'}),
    Case(86, "REF_LIMIT", swap={'<c r="F8">': '<c r="XFE8">'}),
    Case(87, "DIMENSION_LIES", extra='<dimension ref="A1"/>'),
    Case(88, "STRAY_CELL", {"XFD1048576": 7}),
    Case(89, "", swap={"</sheetData>": "".join(
        f'<row r="{n}"><c r="A{n}" s="3"/></row>' for n in range(20, 6_000)) + "</sheetData>"}),
    Case(90, "NOT_FILLED", dict.fromkeys((*MARKS, "F7", "F8", "F9"), "")),
    Case(90, "EMPTY_SHEET", sheets=("Penilaian", "Sheet2")),
    Case(90, "MULTIPLE_SCORE_SHEETS", sheets=("Penilaian", "Penilaian (2)")),
    Case(90, "UNIDENTIFIED_SHEET", {"A2": "", "A3": "", "A4": "", "B3": ""}),
    Case(91, "STRIKE", {"D8": ('s="7"', "<v>70</v>")}),
    Case(91, "FILL", {"D8": ('s="8"', "<v>70</v>")}),
    Case(94, "SCALE_SUSPECT", dict.fromkeys(MARKS, 8)),
    Case(94, "SCALE_SUSPECT", {"D8": 7}),
    Case(95, "FLOAT_NOISE", {"D8": ("", "<v>70.299999999999997</v>")}),
    Case(97, "TRUNCATED", data=b"PK\3\4" + b"x" * 90),
    Case(97, "EMPTY_FILE", data=b""),
    Case(97, "WRONG_TYPE", data=b"No;Kode;Nilai\n1;KT-01;85\n"),
    Case(97, "WRONG_TYPE", data=b"<html><table><tr><td>85</td></tr></table></html>"),
    Case(97, "WRONG_TYPE", data=b'{"doc_id": "x"}', name="nilai.gsheet"),
    Case(97, "LOCK_FILE", data=b"\x05Petugas", name="~$nilai.xlsx"),
    Case(97, "LOCK_FILE", data=b",petugas,pc,;", name=".~lock.nilai.xlsx#"),
    Case(98, "ENCRYPTED", data=OLE + "EncryptedPackage".encode("utf-16-le")),
    Case(99, "STRICT_OOXML", swap=STRICT),
    Case(100, "MISSING_PART", parts={"xl/styles.xml": None}),
    Case(100, "BROKEN_REL", parts={"xl/worksheets/sheet1.xml": None}),
    Case(101, "XML_ILL_FORMED", swap={"</sheetData></worksheet>": ""}),
    Case(102, "DTD", swap={"<worksheet": '<!DOCTYPE w [<!ENTITY n "15">]><worksheet'}),
    Case(103, "BOMB", swap={"</sheetData>": " " * 3_000_000 + "</sheetData>"}),
    Case(103, "TOO_MANY_SHEETS", sheets=tuple(f"L{n}" for n in range(51))),
    Case(104, "FIELD_COUNT", data=b"Kode;Nama;Nilai\nKT-01;Tunas;85\nKT-02;70\n", name="n.csv"),
    Case(104, "CSV_QUOTE", data=b'Kode;Nilai\n"KT-01;85\n', name="n.csv"),
    Case(104, "NUL", data=b"Kode;Nilai\nKT-01;8\x005\n", name="n.csv"),
    Case(104, "ENCODING", {"D15": "Jos\u00e9"}, name="n.csv", encoding="cp1252"),
    Case(104, "ENCODING", name="n.csv", encoding="utf-16"),
    Case(104, "MOJIBAKE", {"D15": "Jos\u00c3\u00a9"}, name="n.csv", encoding="utf-8-sig"),
)  # fmt: skip


def file_of(case: Case, forge: Any, usual: Mapping[str, object]) -> bytes:
    """The bytes of a case's file."""
    if case.data is not None:
        return case.data
    cells = {at: value for at, value in {**usual, **case.cells}.items() if value != ""}
    xml = forge.sheet(cells, case.merges, case.extra)
    if case.number == 82:
        *_, moved, last = re.findall(r"<row .*?</row>", xml)
        xml = xml.replace(moved + last, last + moved)
    for old, new in case.swap.items():
        assert old in xml, old
        xml = xml.replace(old, new)
    sheets = dict.fromkeys(case.sheets, xml)
    if case.codes == "EMPTY_SHEET":
        sheets[case.sheets[-1]] = forge.sheet({})
    data: bytes = forge.data(sheets, states=case.states, parts=case.parts)
    return data


@pytest.mark.parametrize("case", CASES, ids=lambda one: f"{one.number}-{one.codes or 'fine'}")
def test_a_file_of_each_row_is_told(
    case: Case, forge: Any, season: Any, form_of: Callable[[str], dict[str, object]]
) -> None:
    """The file has its codes among the season's findings, or is read in full without any."""
    path = season.folder / "scores" / case.name
    usual = form_of("J1")
    if case.encoding:
        season.plain(case.name, {**usual, **case.cells}, encoding=case.encoding)
    else:
        path.write_bytes(file_of(case, forge, usual))
    cleaned = season.clean("administrasi")
    told = {one.code for one in cleaned.findings if path.name in one.file or not one.file}
    assert set(case.codes.split()) <= told
    if not case.codes:
        stopping = {one.code for one in cleaned.findings if one.file and one.level != "info"}
        assert (stopping, len(cleaned.facts.scores)) == (set(), len(MARKS))


@pytest.mark.slow
def test_every_row_of_the_catalogue_has_its_test() -> None:
    """The table names a test that is there for each row, or says why there is none."""
    text = (HERE / "catalogue.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert [int(row["number"]) for row in rows] == list(ROWS)
    assert all(row["defect"] and bool(row["test"]) != bool(row["untested"]) for row in rows)
    for row in rows:
        for test in row["test"].split():
            file, _, name = test.partition("::")
            tree = ast.parse((HERE.parent / file).read_text(encoding="utf-8"))
            names = {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}
            assert name in names, test
    ours = {int(row["number"]) for row in rows if "test_catalogue_files" in row["test"]}
    assert ours == {case.number for case in CASES}


def test_the_table_has_every_row_of_the_specification(shared: Path) -> None:
    """The numbers are those of the catalogue that the table is about."""
    text = (shared / "reference" / "spreadsheets.md").read_text(encoding="utf-8")
    assert [int(n) for n in re.findall(r"(?m)^\|(\d{1,3})\|", text)] == list(ROWS)
