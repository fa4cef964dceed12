"""A sheet's part: cells by address, as stored; what two readers could see otherwise is refused."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.intake import sheet_facts, sheet_parser, sheets, texts
from helpers.intake.workbook import Area, Notice, Validation, Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


MANY_ATTRIBUTES = " ".join(f'a{number}="1"' for number in range(70))


def first_code(book: Workbook) -> str:
    """The code with which a workbook was refused."""
    assert book.refused
    return book.notices[0].code


def sheet(data: str, tail: str = "") -> str:
    """A sheet with the given rows."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData>{tail}</worksheet>'


@pytest.mark.parametrize(
    ("attributes", "inner", "kind", "literal"),
    [
        ("", "<v>85</v>", "number", "85"),
        ("", "<v>1E309</v>", "number", "1E309"),
        ("", "<v>8<!-- x -->5</v>", "number", "85"),
        ('t="b"', "<v>1</v>", "bool", "1"),
        ('t="e"', "<v>#N/A</v>", "error", "#N/A"),
        ('t="d"', "<v>2024-07-08</v>", "date", "2024-07-08"),
        ('t="str"', "<f>A2</f><v>delapan</v>", "text", "delapan"),
        ('t="inlineStr"', "<is><t> 85 </t></is>", "text", " 85 "),
        ('t="inlineStr"', "<is><t><![CDATA[a<b]]></t></is>", "text", "a<b"),
        ('t="inlineStr"', "<is><t>a_x000D_b</t></is>", "text", "a\rb"),
    ],
)
def test_literals_are_kept_to_the_letter(
    forge: Any, attributes: str, inner: str, kind: str, literal: str
) -> None:
    """What is stored comes out as it is stored, with the kind that the file says."""
    cell = forge.cell(attributes, inner).sheets[0].cells[1, 1]
    assert (cell.kind, cell.literal) == (kind, literal)


def test_empty_cells_are_no_cells(forge: Any) -> None:
    """A cell that only carries a format is not counted, one with an empty text is."""
    cells = {"A1": ('s="1"', ""), "A2": ('t="inlineStr"', "<is><t></t></is>")}
    book = forge.read({"S": forge.sheet(cells)})
    assert [cell.literal for cell in book.sheets[0].cells.values()] == [""]
    assert book.cells == 1
    pasted = forge.cell('t="str"', "<v></v>").sheets[0].cells[1, 1]
    assert (pasted.kind, pasted.literal) == ("text", "")


def test_formulas_and_what_they_fill_are_known(forge: Any) -> None:
    """Shared children, empty formulas and the cells of an array are derived, not typed."""
    cells = {
        "A1": ("", '<f t="shared" ref="A1:A2" si="0">B1*2</f><v>2</v>'),
        "A2": ("", '<f t="shared" si="0"/><v>4</v>'),
        "A3": ("", "<f/><v>6</v>"),
        "C1": ("", '<f t="array" ref="C1:C2">B1:B2</f><v>1</v>'),
        "C2": 2,
        "D1": ("", "<f>1+1</f><v>2</v>"),
        "D2": 3,
    }
    found = forge.read({"S": forge.sheet(cells)}).sheets[0].cells
    assert {cell.address: cell.derived for cell in found.values()} == {
        "A1": "shared", "A2": "shared", "A3": "shared", "C1": "array", "C2": "spill",
        "D1": "", "D2": "",
    }  # fmt: skip
    assert found[1, 4].formula == "1+1"


def test_runs_are_kept_apart(forge: Any) -> None:
    """A struck and a raised piece of a text are known; phonetic hints are left out."""
    rich = (
        "<is><r><rPr><strike/></rPr><t>75</t></r><r><t>85</t></r>"
        '<r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r>'
        '<rPh sb="0" eb="1"><t>x</t></rPh></is>'
    )
    cell = forge.cell('t="inlineStr"', rich).sheets[0].cells[1, 1]
    assert cell.literal == "75852"
    assert [(run.text, run.struck, run.raised) for run in cell.runs] == [
        ("75", True, False), ("85", False, False), ("2", False, True),
    ]  # fmt: skip


def test_shared_texts_are_looked_up(forge: Any) -> None:
    """A text of the shared table is found by its number, whatever counts the table declares."""
    shared = f'<sst xmlns="{MAIN}" uniqueCount="4000000000"><si><t>Nur\'aini</t></si></sst>'
    book = forge.read(
        {"S": forge.sheet({"A1": ('t="s"', "<v>0</v>")})}, parts={"xl/sharedStrings.xml": shared}
    )
    assert book.sheets[0].cells[1, 1].literal == "Nur'aini"


@pytest.mark.parametrize("index", ["1", "-1", "x"])
def test_a_number_of_no_shared_text_is_refused(forge: Any, index: str) -> None:
    """A reference to a text that is not there is never another text."""
    shared = f'<sst xmlns="{MAIN}"><si><t>a</t></si></sst>'
    cells = {"A1": ('t="s"', f"<v>{index}</v>")}
    book = forge.read({"S": forge.sheet(cells)}, parts={"xl/sharedStrings.xml": shared})
    assert first_code(book) == "SST_INDEX"


def test_shared_texts_that_are_missing_are_refused(forge: Any) -> None:
    """Without the table of texts nothing is read as empty."""
    assert first_code(forge.cell('t="s"', "<v>0</v>")) == "SST_MISSING"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ('<row r="1"><c r="A1"><v>90</v></c><c r="A1"><v>10</v></c></row>', "DUPLICATE_CELL"),
        ('<row r="1"><c r="A1"><v>90</v></c></row><row r="1"/>', "DUPLICATE_ROW"),
        ('<row r="2"><c r="A5"><v>1</v></c></row>', "REF_MISMATCH"),
        ('<row r="1"><c r="a1"><v>1</v></c></row>', "BAD_REF"),
        ('<row r="1"><c r="$A$1"><v>1</v></c></row>', "BAD_REF"),
        ('<row r="1"><c r="XFE1"><v>1</v></c></row>', "REF_LIMIT"),
        ('<row r="1048577"/>', "REF_LIMIT"),
        ('<row r="0"/>', "BAD_REF"),
        ('<row r="1"><c r="A1" t="q"><v>1</v></c></row>', "BAD_TYPE"),
        ('<x:row xmlns:x="urn:other" r="1"/>', "FOREIGN_ELEMENT"),
        (
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
            'markup-compatibility/2006"/>',
            "ALTERNATE_CONTENT",
        ),
        ('<row r="1"><c r="A1"><v>1</v></row>', "XML_ILL_FORMED"),
    ],
)
def test_what_two_readers_could_see_otherwise_is_refused(forge: Any, data: str, code: str) -> None:
    """A sheet that leaves a choice to its reader is refused as a whole."""
    assert first_code(forge.read({"S": sheet(data)})) == code


def test_cells_are_placed_by_address_or_by_order(forge: Any) -> None:
    """Rows and cells out of order are placed by their addresses, those without by their order."""
    book = forge.read(
        {
            "S": sheet('<row r="3"><c r="C3"><v>1</v></c><c r="A3"><v>2</v></c></row><row r="1"/>'),
            "T": sheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"),
            "U": sheet('<row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c></row>'),
        }
    )
    assert set(book.sheets[0].cells) == {(3, 1), (3, 3)}
    assert set(book.sheets[1].cells) == {(1, 1), (1, 2), (2, 1)}
    assert set(book.sheets[2].cells) == {(2, 2), (2, 3)}
    assert {(one.code, one.sheet) for one in book.notices} == {
        ("ROW_ORDER", "S"), ("CELL_ORDER", "S"), ("REF_MISSING", "U"),
    }  # fmt: skip


def test_prefixes_and_utf16_are_read(forge: Any) -> None:
    """The main namespace under a prefix, and a part in UTF-16, are legal."""
    prefixed = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    wide = f'<?xml version="1.0" encoding="UTF-16"?>{prefixed}'.encode("utf-16")
    book = forge.read({"S": prefixed, "T": "x"}, parts={"xl/worksheets/sheet2.xml": wide})
    assert [s.cells[1, 1].literal for s in book.sheets] == ["7", "7"]


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (
            f'<?xml version="1.0" encoding="windows-1252"?><worksheet xmlns="{MAIN}"/>',
            "XML_ENCODING",
        ),
        (f'<worksheet xmlns="{MAIN}"/>', "NO_SHEETDATA"),
        ('<worksheet xmlns="urn:other"><sheetData/></worksheet>', "NAMESPACE"),
        (
            '<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><sheetData/>'
            "</worksheet>",
            "STRICT_OOXML",
        ),
        (f'<worksheet xmlns="{MAIN}"><sheetData/>{"<a>" * 70}', "XML_DEPTH"),
        (
            f'<worksheet xmlns="{MAIN}" {MANY_ATTRIBUTES}/>',
            "XML_ATTRS",
        ),
    ],
)
def test_parts_that_are_no_plain_sheet_are_refused(forge: Any, xml: str, code: str) -> None:
    """Encoding, namespace, depth and attributes are those of a plain sheet, or it is refused."""
    assert first_code(forge.read({"S": xml})) == code


def test_cells_are_limited_for_the_workbook(forge: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit counts the cells of all sheets together; empty ones have a limit of their own."""
    two = forge.sheet({"A1": 1, "A2": 2, "A3": ('s="1"', "")})
    monkeypatch.setattr(sheet_parser, "CELL_LIMIT", 4)
    monkeypatch.setattr(sheet_parser, "STORED_LIMIT", 6)
    assert forge.read({"S": two, "T": two}).cells == 4
    monkeypatch.setattr(sheet_parser, "CELL_LIMIT", 3)
    assert first_code(forge.read({"S": two, "T": two})) == "TOO_MANY_CELLS"
    monkeypatch.setattr(sheet_parser, "CELL_LIMIT", 4)
    monkeypatch.setattr(sheet_parser, "STORED_LIMIT", 5)
    assert first_code(forge.read({"S": two, "T": two})) == "TOO_MANY_CELLS"


def test_limits_are_kept(forge: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many merges, texts and other elements, and merges over too many cells, are refused."""
    merged = forge.sheet({"A1": 1, "B1": 2}, merges=["A1:B1", "C1:D1"])
    monkeypatch.setattr(sheets, "EFFORT_LIMIT", 3)
    assert first_code(forge.read({"S": merged})) == "BOMB"
    monkeypatch.setattr(sheet_facts, "MERGE_LIMIT", 1)
    assert first_code(forge.read({"S": merged})) == "TOO_MANY_MERGES"
    monkeypatch.setattr(texts, "STRING_LIMIT", 0)
    shared = f'<sst xmlns="{MAIN}"><si><t>a</t></si></sst>'
    book = forge.read({"S": forge.sheet({})}, parts={"xl/sharedStrings.xml": shared})
    assert first_code(book) == "TOO_MANY_STRINGS"
    monkeypatch.setattr(sheet_parser, "OTHER_LIMIT", 5)
    assert first_code(forge.read({"S": sheet("", "<a/>" * 9)})) == "BOMB"


@pytest.mark.parametrize("length", [texts.LENGTH_LIMIT, texts.LENGTH_LIMIT + 1, 200_000])
@pytest.mark.parametrize(
    ("attributes", "inner"),
    [
        ("", "<v>{}</v>"),
        ('t="str"', "<f>A2</f><v>{}</v>"),
        ("", "<f>{}</f><v>1</v>"),
        ('t="inlineStr"', "<is><t>{}</t></is>"),
        ('t="inlineStr"', "<is><r><t>{}</t></r><r><t></t></r></is>"),
    ],
)
def test_a_text_is_as_long_as_a_cell_can_hold(
    forge: Any, attributes: str, inner: str, length: int
) -> None:
    """What no program lets anybody type is refused, also where it spans pieces of the stream."""
    book = forge.cell(
        attributes, inner.format("9 8 7 6 5 "[:10] * (length // 10) + "9" * (length % 10))
    )
    if length > texts.LENGTH_LIMIT:
        assert first_code(book) == "BOMB"
    else:
        assert book.cells == 1


def test_a_tag_without_end_is_refused(forge: Any) -> None:
    """A tag or comment of more than a megabyte is refused while it streams."""
    letters = "abcdefghij" * 300_000
    assert first_code(forge.read({"S": sheet(f'<row r="{letters}"/>')})) == "BOMB"
    assert first_code(forge.read({"S": sheet(f"<!-- {letters} -->")})) == "BOMB"


def test_a_bad_merge_is_refused(forge: Any) -> None:
    """A merge whose reference cannot be read is refused."""
    assert first_code(forge.read({"S": forge.sheet({}, merges=["A1:foo"])})) == "BAD_MERGE"


def test_a_sheet_without_a_width_hides_its_columns(forge: Any) -> None:
    """Where the usual width or height is zero, all is hidden but what has a size of its own."""
    extra = (
        '<sheetFormatPr defaultColWidth="0" defaultRowHeight="0"/>'
        '<cols><col min="2" max="3" width="9"/><col min="5" max="5"/></cols>'
    )
    data = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" ht="15"/>'
    xml = f'<worksheet xmlns="{MAIN}">{extra}<sheetData>{data}</sheetData></worksheet>'
    found = forge.read({"S": xml}).sheets[0]
    assert found.hidden_rows == {1}
    hidden = [column for column in (1, 2, 3, 4, 5, 6, 16_384) if found.column_hidden(column)]
    assert hidden == [1, 4, 5, 6, 16_384]


def test_what_folds_filters_checks_and_protects_is_known(forge: Any) -> None:
    """Collapsed rows, filter, validation and protection are kept as they are written."""
    data = '<row r="1" hidden="1" outlineLevel="1"/><row r="2" collapsed="1"/>'
    tail = (
        '<sheetProtection sheet="1" objects="1"/><autoFilter ref="A1:C9">'
        '<filterColumn colId="0"/></autoFilter><dataValidations><dataValidation type="decimal" '
        'sqref="B2:B9 D2"><formula1>0</formula1><formula2>100</formula2></dataValidation>'
        '<dataValidation type="list" operator="equal" sqref="E2"><formula1>"ya,tidak"</formula1>'
        "</dataValidation></dataValidations>"
    )
    book = forge.read({"S": sheet(data, tail)})
    found = book.sheets[0]
    assert (found.collapsed, found.filter_area, found.protected) == ({2}, "A1:C9", True)
    assert found.validations == (
        Validation((Area(2, 2, 9, 2), Area(2, 4, 2, 4)), "decimal", "between", "0", "100"),
        Validation((Area(2, 5, 2, 5),), "list", "equal", '"ya,tidak"', ""),
    )
    assert "FILTER_ACTIVE" in {one.code for one in book.notices}


def test_what_only_some_programs_see_is_left_out(forge: Any) -> None:
    """Merges in an alternative content or an extension are not merges of the sheet."""
    merge = '<mergeCell ref="A1:B2"/>'
    other = '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice>{}</mc:Choice></mc:AlternateContent>'
    tail = f"{other.format(merge)}<extLst><ext>{merge}</ext></extLst>"
    row = '<row r="1"><c r="A1"><v>1</v><extLst><ext>9</ext></extLst></c><extLst/></row>'
    found = forge.read({"S": sheet(row, tail)}).sheets[0]
    assert found.merges == ()
    assert found.cells[1, 1].literal == "1"


@pytest.mark.parametrize(
    "data",
    [
        "<c/>",
        '<row r="1"><v>5</v></row>',
        '<row r="1"><row r="2"/></row>',
        '<row r="1"><c r="A1"><c r="B1"/></c></row>',
        '<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>',
        '<row r="1"><c r="A1"><f>1</f><f>2</f></c></row>',
        '<row r="1"><c r="A1"><v>1<v>2</v></v></c></row>',
        '<row r="1"><c r="A1"><v>8<b/>5</v></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is><is><t>b</t></is></c></row>',
        '<row r="1"><c r="A1">85</c></row>',
        '<row r="1">85<c r="A1"><v>1</v></c></row>',
        "85",
        "</sheetData><sheetData>",
    ],
)
def test_what_stands_where_nothing_belongs_is_refused(forge: Any, data: str) -> None:
    """A value, cell, row or text out of its place is lost by some programs, and so is refused."""
    assert first_code(forge.read({"S": sheet(data)})) == "FOREIGN_ELEMENT"


@pytest.mark.parametrize(
    ("attributes", "inner", "code"),
    [
        ("", "<is><t>85</t></is>", "BAD_TYPE"),
        ('t="b"', "<is><t>85</t></is>", "BAD_TYPE"),
        ('t="inlineStr"', "<v>80</v><is><t>85</t></is>", "BAD_TYPE"),
        ("", '<f t="array" ref="a1:B2">C1</f><v>1</v>', "BAD_REF"),
        ("", '<f t="dataTable" ref="B2:A1"/><v>1</v>', "BAD_REF"),
    ],
)
def test_a_cell_with_two_contents_is_refused(
    forge: Any, attributes: str, inner: str, code: str
) -> None:
    """A text in a cell of numbers, two texts, and a formula that fills no area are refused."""
    assert first_code(forge.cell(attributes, inner)) == code


def test_cells_without_address_end_at_the_last_column(forge: Any) -> None:
    """More cells in a row than a sheet has columns are refused."""
    assert first_code(forge.read({"S": sheet(f"<row>{'<c/>' * 16_385}</row>")})) == "REF_LIMIT"


def test_a_cell_is_never_twice_whatever_the_order(forge: Any) -> None:
    """The same address twice is refused, also where one is empty or others stand between."""
    for cells in (("C1", "A1", "C1"), ("A1", "B1", "A1")):
        found = "".join(f'<c r="{name}"><v>1</v></c>' for name in cells)
        assert first_code(forge.read({"S": sheet(f'<row r="1">{found}</row>')})) == "DUPLICATE_CELL"
    empty = '<row r="1"><c r="A1" s="1"/><c r="A1"><v>1</v></c></row>'
    assert first_code(forge.read({"S": sheet(empty)})) == "DUPLICATE_CELL"


def test_formula_areas_are_kept(forge: Any) -> None:
    """What an array formula or a data table fills is known, with its kind."""
    cells = {
        "A1": ("", '<f t="array" ref="A1:A2">B1:B2</f><v>1</v>'),
        "C1": ("", '<f t="dataTable" ref="C1:D2" dt2D="1" r1="A1" r2="A2"/><v>1</v>'),
        "D2": 5,
        "E1": ("", '<f t="shared" ref="E1:E2" si="0">A1</f><v>1</v>'),
    }
    found = forge.read({"S": forge.sheet(cells)}).sheets[0]
    assert found.formula_areas == (("array", Area(1, 1, 2, 1)), ("dataTable", Area(1, 3, 2, 4)))
    assert {cell.address: cell.derived for cell in found.cells.values()} == {
        "A1": "array", "C1": "dataTable", "D2": "spill", "E1": "shared",
    }  # fmt: skip


def test_hidden_rows_and_columns_are_known(forge: Any) -> None:
    """What is hidden, or has no height or width, is known as hidden."""
    extra = '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/></cols>'
    data = (
        '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2" ht="0"/>'
        '<row r="3" hidden="0" ht="15"/>'
    )
    xml = f'<worksheet xmlns="{MAIN}">{extra}<sheetData>{data}</sheetData></worksheet>'
    found = forge.read({"S": xml}).sheets[0]
    assert found.hidden_rows == {1, 2}
    assert [found.column_hidden(column) for column in range(1, 6)] == [
        False, True, True, False, True,
    ]  # fmt: skip


def test_a_refusal_names_its_sheet(forge: Any) -> None:
    """The notice of a refused sheet says which sheet it was."""
    book = forge.read({"Baik": sheet(""), "Rusak": sheet('<row r="0"/>')})
    assert book.notices == (Notice("BAD_REF", sheet="Rusak", values={"detail": "0"}),)
