"""What is wrong in a cell itself, wherever it stands."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.intake.cell_checks import MARKUP, around_cells, check_cells, stale_formulas
from helpers.intake.notices import level


def told(book: Any, **how: Any) -> list[tuple[str, str, str]]:
    """Code, level and cell of everything that is told about the first sheet."""
    sheet = book.sheets[0]
    cells = check_cells(book, sheet, sheet.cells.values(), ",", **how)
    found = [*cells, *around_cells(sheet), *stale_formulas(sheet)]
    return [(one.code, level(one), one.cell) for one in found]


@pytest.mark.parametrize(
    ("attributes", "inner", "code", "grade"),
    [
        ('t="e"', "<v>#REF!</v>", "ERROR_CELL", "block"),
        ('t="e"', "<v>#SPILL!</v>", "ERROR_CELL", "block"),
        ('t="e"', "<f>B1/0</f><v>#DIV/0!</v>", "ERROR_CELL", "block"),
        ('t="e"', "<f>_xlfn.XLOOKUP(1,B1,B1)</f><v>#NAME?</v>", "FORMULA_UNKNOWN", "info"),
        ("", "<v>NaN</v>", "BAD_LITERAL", "block"),
        ("", "<v>1E309</v>", "BAD_LITERAL", "block"),
        ('s="999"', "<v>85</v>", "BAD_STYLE", "warn"),
        ('s="7"', "<v>85</v>", "STRIKE", "warn"),
        ('s="6"', "<v>85</v>", "INVISIBLE", "warn"),
        ('s="5"', "<v>85</v>", "FORMAT_LIES", "warn"),
        ("", "<f>[1]S!A1</f><v>85</v>", "EXTERNAL_LINK", "warn"),
        ("", "<f>RAND()</f><v>85</v>", "VOLATILE", "warn"),
        ("", "<f>B1</f>", "FORMULA_NO_CACHE", "info"),
        ("", '<f t="array" ref="A1:A1">B1*2</f><v>0</v>', "FORMULA_KIND", "info"),
        ("", "<f>2*3</f><v>7</v>", "STALE_CACHE", "warn"),
        ('t="str"', "<f>TEXT(B1,0)</f><v>2147483647</v>", "TEXT_NUMBER", "info"),
    ],
)
def test_stored_cells(forge: Any, attributes: str, inner: str, code: str, grade: str) -> None:
    """What is certainly broken stops, and what would stop a mark is told."""
    assert told(forge.cell(attributes, inner)) == [(code, grade, "A1")]


@pytest.mark.parametrize(
    ("written", "code", "grade"),
    [
        ("\u202e58\u202c", "BIDI", "warn"),
        ("\u3000Siti", "INVISIBLE_CHAR", "info"),
        ("Si\u200bti", "INVISIBLE_CHAR", "info"),
        ("Siti Cont\u043ehwati", "HOMOGLYPH", "warn"),
        ("JosÃ©", "MOJIBAKE", "warn"),
        ("87,5", "TEXT_NUMBER", "info"),
        ("1.250", "AMBIGUOUS_SEPARATOR", "warn"),
        ("=HYPERLINK(A1)", "NAME_SUSPICIOUS", "info"),
    ],
)
def test_texts(forge: Any, written: str, code: str, grade: str) -> None:
    """Signs that deceive and texts that are numbers are told wherever they stand."""
    assert told(forge.read({"S": forge.sheet({"A1": written})})) == [(code, grade, "A1")]


@pytest.mark.parametrize(
    "written",
    ["Siti Contohwati", "2024.1", "7,5 km", "-", "197001011990011001", "Nur’aini", "a\u00a0b"],
)
def test_usual_texts_are_not_told(forge: Any, written: str) -> None:
    """Names, versions, numbers of persons and dashes are what they seem."""
    assert told(forge.read({"S": forge.sheet({"A1": written})})) == []


@pytest.mark.parametrize(
    ("attributes", "inner"),
    [
        ("", "<v>3.2399999999999998</v>"),
        ('s="2"', "<v>45481</v>"),
        ("", "<f>B1+1</f><v>1</v>"),
        ("", '<f t="shared" si="0"/><v>85</v>'),
        ('t="b"', "<v>1</v>"),
        ("", "<f>1/3*81714000</f><v>27238000.000000004</v>"),
    ],
)
def test_usual_cells_are_not_told(forge: Any, attributes: str, inner: str) -> None:
    """Noise, days, formulas and truth values are nothing wrong where no mark is asked for."""
    assert told(forge.cell(attributes, inner)) == []


def test_runs_are_told(forge: Any) -> None:
    """A struck piece and a raised digit are told; a raised letter is no digit."""
    struck = "<is><r><rPr><strike/></rPr><t>75</t></r><r><t> poin</t></r></is>"
    raised = '<is><r><t>{}</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r></is>'
    kind = 't="inlineStr"'
    assert told(forge.cell(kind, struck)) == [("RICH_STRIKE", "warn", "A1")]
    assert ("SUPERSCRIPT", "warn", "A1") in told(forge.cell(kind, raised.format("85")))
    assert told(forge.cell(kind, raised.format("m"))) == []


@pytest.mark.parametrize(
    ("style", "told_alone"),
    [("percent", ("PERCENT_CELL", "block")), ("time", ("TIME_IN_SCORE", "warn")), ("date", None)],
)
def test_formats_count_where_no_number_is_plain(
    forge: Any, style: str, told_alone: tuple[str, str] | None
) -> None:
    """Percentages beside plain numbers are weights; alone, the marks can only be among them."""
    number = (f's="{forge.styles[style]}"', "<v>0.85</v>")
    alone = forge.read({"S": forge.sheet({"A1": number})})
    beside = forge.read({"S": forge.sheet({"A1": number, "A2": 85})})
    assert told(alone) == ([(*told_alone, "A1")] if told_alone else [])
    assert told(alone, formats=False) == told(beside) == []


def test_hidden_lines_are_told_once(forge: Any) -> None:
    """A hidden row or column that holds something is told at its first cell."""
    xml = forge.sheet(
        {"A1": "a", "B1": "b", "A2": "c", "B2": "d"},
        extra='<cols><col min="2" max="9" hidden="1"/></cols>',
    ).replace('<row r="2"', '<row r="2" ht="0"')
    assert told(forge.read({"S": xml})) == [
        ("HIDDEN_COL", "warn", "B1"), ("HIDDEN_ROW", "warn", "A2")
    ]  # fmt: skip


def test_a_csv_holds_texts_only(forge: Any) -> None:
    """In a .csv a whole number says nothing, and one with a decimal mark how it is read."""
    book = forge.read_bytes(b"No;Nilai\n1;85\n2;87,5\n3;1.250\n", "a.csv")
    assert told(book) == [("TEXT_NUMBER", "info", "B3"), ("AMBIGUOUS_SEPARATOR", "warn", "B4")]


def test_long_texts_cost_nothing() -> None:
    """A text of any length is no trap for the pattern of markup."""
    assert not MARKUP.fullmatch("x" * 1_000_000)
