"""One score cell: a number by the anchored grammar, or what stands in its way."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from helpers.intake.marks import MarkRules, fits, read_mark, shortest, stopped
from helpers.intake.reader import read_workbook
from helpers.rules import Scale

RULES = MarkRules(
    ",",
    {
        "th": "participant_absent",
        "tidak hadir": "participant_absent",
        "juri berhalangan": "juror_absent",
    },
)
SCALE = Scale(max=Decimal(100))


def read(book: Any, scale: Scale | None = SCALE, rules: MarkRules = RULES) -> Any:
    """The mark in cell A1 of a workbook."""
    sheet = book.sheets[0]
    cell = sheet.cells.get((1, 1))
    return read_mark(cell, book.style(cell) if cell else None, sheet, scale, rules)


def text(forge: Any, written: str) -> Any:
    """The mark in a text cell."""
    return read(forge.read({"S": forge.sheet({"A1": written})}))


def codes(mark: Any) -> list[str]:
    """The codes of a mark's notices."""
    return [notice.code for notice in mark.notices]


@pytest.mark.parametrize(
    ("literal", "value", "seen"),
    [
        ("85", "85", []),
        ("84.5", "84.5", []),
        ("+85", "85", []),
        (".5e2", "50", []),
        ("85.", "85", []),
        ("0", "0", ["ZERO_SCORE"]),
        ("3.2399999999999998", "3.24", ["FLOAT_NOISE"]),
        ("85.299999999999997", "85.3", ["FLOAT_NOISE"]),
        ("85.300000000000111", "85.3000000000001", ["FLOAT_NOISE", "TOO_MANY_DECIMALS"]),
        ("105", "105", ["OUT_OF_RANGE"]),
        ("-5", "-5", ["OUT_OF_RANGE"]),
        ("84.555", "84.555", ["TOO_MANY_DECIMALS"]),
        ("123456789012345678", "123456789012345678", ["PRECISION_15", "OUT_OF_RANGE"]),
    ],
)
def test_a_numeric_cell_is_the_decimal_of_its_literal(
    forge: Any, literal: str, value: str, seen: list[str]
) -> None:
    """The value is exactly that of the literal, within the scale or waiting for a person."""
    mark = read(forge.cell("", f"<v>{literal}</v>"))
    assert mark.value == Decimal(value)
    assert codes(mark) == seen


@pytest.mark.parametrize("literal", ["NaN", "INF", "1E309", "8_5", "0x55", "87,5", "٨٥", "8" * 41])
def test_a_numeric_cell_without_a_number_waits(forge: Any, literal: str) -> None:
    """What only a lenient reader takes for a number is none."""
    mark = read(forge.cell("", f"<v>{literal}</v>"))
    assert (mark.kind, codes(mark)) == ("unread", ["BAD_LITERAL"])


@pytest.mark.parametrize(
    ("style", "seen"),
    [
        ("general", []),
        ("percent", ["PERCENT_CELL"]),
        ("date", ["DATE_IN_SCORE"]),
        ("time", ["TIME_IN_SCORE"]),
        ("whole", ["DISPLAY_DIFFERS"]),
        ("lies", ["FORMAT_LIES"]),
        ("hidden", ["INVISIBLE"]),
        ("struck", ["STRIKE"]),
    ],
)
def test_the_format_decides_whether_a_number_may_be_used(
    forge: Any, style: str, seen: list[str]
) -> None:
    """The stored number is read, and a format that gives it another meaning stops it."""
    mark = read(forge.cell(f's="{forge.styles[style]}"', "<v>84.5</v>"))
    assert mark.value == Decimal("84.5")
    assert codes(mark) == seen


def test_a_style_that_is_not_there_stops_only_its_cell(forge: Any) -> None:
    """A style number out of range is a finding of that cell and no crash."""
    assert codes(read(forge.cell('s="999"', "<v>85</v>"))) == ["BAD_STYLE"]


def test_a_day_is_not_decoded_but_proposed(forge: Any) -> None:
    """8-7 that became 8 July waits, with what it may have been."""
    notice = read(forge.cell(f's="{forge.styles["date"]}"', "<v>45481</v>")).notices[0]
    assert notice.values["readings"] == (Decimal("8.7"), Decimal(87))


@pytest.mark.parametrize(
    ("attributes", "inner", "code"),
    [
        ('t="b"', "<v>1</v>", "BOOL_CELL"),
        ('t="e"', "<v>#SPILL!</v>", "ERROR_CELL"),
        ('t="d"', "<v>2024-07-08</v>", "DATE_IN_SCORE"),
        ("", "<f>AVERAGE(B1:C1)</f><v>80</v>", "FORMULA_IN_SCORE"),
        ("", "<f>[1]Penilaian!$D$13</f><v>80</v>", "EXTERNAL_LINK"),
        ("", "<f>RANDBETWEEN(70,90)</f><v>80</v>", "VOLATILE"),
        ("", "<f>_xlfn.LET(x,1,x)</f><v>80</v>", "FORMULA_UNKNOWN"),
        ('t="str"', "<f>A2</f><v>88</v>", "FORMULA_IN_SCORE"),
        ("", '<f t="shared" si="0"/><v>80</v>', "FORMULA_KIND"),
    ],
)
def test_what_nobody_typed_waits(forge: Any, attributes: str, inner: str, code: str) -> None:
    """Errors, truth values, days and calculated cells are no marks."""
    mark = read(forge.cell(attributes, inner))
    assert stopped(mark) == code


def test_a_formula_without_a_result_is_no_blank(forge: Any) -> None:
    """A formula that stores no result is told from an empty cell."""
    assert "FORMULA_NO_CACHE" in codes(read(forge.cell("", "<f>B1</f>")))


def test_constant_arithmetic_is_counted_again(forge: Any) -> None:
    """=90-5 is used as 85, whatever result is stored, and is noted."""
    mark = read(forge.cell("", "<f>90-5</f><v>99</v>"))
    assert (mark.value, stopped(mark)) == (Decimal(85), "")
    assert codes(mark) == ["FORMULA_IN_SCORE"]


@pytest.mark.parametrize(
    ("written", "value"),
    [("87,5", "87.5"), ("85", "85"), (" 85\t", "85"), ("\u00a085\n", "85"), ("'85", "85")],
)
def test_a_text_number_is_read_and_noted(forge: Any, written: str, value: str) -> None:
    """A text with the declared decimal mark is its number, and says so."""
    mark = text(forge, written)
    assert (mark.value, codes(mark)) == (Decimal(value), ["TEXT_NUMBER"])


def test_the_other_decimal_mark_is_read_where_it_is_declared(forge: Any) -> None:
    """With a declared decimal point 87.5 is a number and 87,5 is not."""
    rules = MarkRules(".", {})
    book = forge.read({"S": forge.sheet({"A1": "87.5"})})
    assert read(book, rules=rules).value == Decimal("87.5")
    book = forge.read({"S": forge.sheet({"A1": "87,5"})})
    assert codes(read(book, rules=rules)) == ["AMBIGUOUS_SEPARATOR"]


@pytest.mark.parametrize(
    ("written", "kind"),
    [("TH", "participant_absent"), (" tidak  hadir ", "participant_absent"),
     ("Juri berhalangan", "juror_absent"), ("  ", "blank"), ("'", "blank")],
)  # fmt: skip
def test_declared_words_are_absences(forge: Any, written: str, kind: str) -> None:
    """A declared word is an absence, whatever its case and blanks; blanks alone are nothing."""
    mark = text(forge, written)
    assert (mark.kind, mark.value, stopped(mark)) == (kind, None, "")


def test_a_slot_without_a_cell_is_blank(forge: Any) -> None:
    """What is not there is blank, never zero."""
    mark = read(forge.read({"S": forge.sheet({})}))
    assert (mark.kind, mark.value, mark.notices) == ("blank", None, ())


def test_a_text_of_no_length_is_blank_and_counted(forge: Any) -> None:
    """A pasted empty text is blank, with a note."""
    mark = text(forge, "")
    assert (mark.kind, codes(mark)) == ("blank", ["EMPTY_STRING"])


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("-", "DASH"), ("…", "DASH"), ("sakit", "ABSENCE_WORD"), ("absen", "ABSENCE_WORD"),
        ("\u202e58\u202c", "BIDI"), ("8\u200b5", "INVISIBLE_CHAR"), ("8\u00a05", "INVISIBLE_CHAR"),
        ("\ufeff85", "INVISIBLE_CHAR"), ("8\u200e5", "INVISIBLE_CHAR"),
        ("85%", "PERCENT_CELL"), ("87.5", "AMBIGUOUS_SEPARATOR"), ("1.250", "AMBIGUOUS_SEPARATOR"),
        ("87,500", "AMBIGUOUS_SEPARATOR"), ("1.000,50", "AMBIGUOUS_SEPARATOR"),
        ("85/100", "OUT_OF_N"), ("17 dari 20", "OUT_OF_N"), ("80-85", "RANGE"),
        ("80 s/d 85", "RANGE"), ("80 sampai 85", "RANGE"), ("75 85", "TWO_NUMBERS"),
        ("85;88", "TWO_NUMBERS"), ("85\n88", "TWO_NUMBERS"), (">80", "REMARK"), ("~85", "REMARK"),
        ("85*", "REMARK"), ("85 (revisi)", "REMARK"), ("85 → 88", "REMARK"), ("85 poin", "REMARK"),
        ("Rp85", "REMARK"), ("delapan puluh", "WORD_SCORE"), ("Baik", "WORD_SCORE"),
        ("B+", "WORD_SCORE"), ("✓", "WORD_SCORE"), ("９０", "NOT_A_NUMBER"),
        ("٨٥", "NOT_A_NUMBER"), ("87½", "NOT_A_NUMBER"), ("8O", "NOT_A_NUMBER"),
        ("l5", "NOT_A_NUMBER"), ("+85", "NOT_A_NUMBER"), ("(85)", "NOT_A_NUMBER"),
        ("8.5e1", "NOT_A_NUMBER"), ("1e3", "NOT_A_NUMBER"), ("0x55", "NOT_A_NUMBER"),
        ("8_5", "NOT_A_NUMBER"), ("NaN", "NOT_A_NUMBER"), ("inf", "NOT_A_NUMBER"),
        ("TRUE", "NOT_A_NUMBER"), ("#N/A", "NOT_A_NUMBER"), ("Ⅷ", "NOT_A_NUMBER"),
        ("⁸⁵", "NOT_A_NUMBER"), ("1250", "NOT_A_NUMBER"),
    ],
)  # fmt: skip
def test_every_other_text_waits_with_its_reason(forge: Any, written: str, code: str) -> None:
    """No other spelling becomes a number, and each says why."""
    mark = text(forge, written)
    assert (mark.kind, mark.value, codes(mark)) == ("unread", None, [code])


def test_struck_and_raised_pieces_wait(forge: Any) -> None:
    """A struck 75 before an 85 is not 7585, and a footnote is not a digit."""
    struck = "<is><r><rPr><strike/></rPr><t>75</t></r><r><t>85</t></r></is>"
    raised = '<is><r><t>85</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r></is>'
    assert "RICH_STRIKE" in codes(read(forge.cell('t="inlineStr"', struck)))
    assert "SUPERSCRIPT" in codes(read(forge.cell('t="inlineStr"', raised)))


@pytest.mark.parametrize(
    ("literal", "meant"),
    [
        ("10.375", "10.375"),
        ("2.8569999999999998", "2.857"),
        ("8.0000000000000142", "8.00000000000001"),
    ],
)
def test_noise_is_told_from_digits(literal: str, meant: str) -> None:
    """Digits that nobody can type are set aside, and no others."""
    assert shortest(literal)[0] == Decimal(meant)


def test_what_fits_a_scale() -> None:
    """A mark fits where it is between the limits and has no more decimals than allowed."""
    scale = Scale(max=Decimal(50), decimals=0)
    assert [fits(Decimal(v), scale) for v in ("0", "50", "50.0", "49.5", "51", "-1")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


def test_cells_of_the_outside_set(shared: Path) -> None:
    """Read as marks, the cells of the outside set show at least the codes that they should."""
    rows = json.loads((shared / "hostile" / "manifest.json").read_text())
    for row in rows:
        if "marks" not in row or not row["file"].endswith(".xlsx"):
            continue
        book = read_workbook(next((shared / "hostile").glob(f"*/{row['file']}")))
        sheet = book.sheets[0]
        marks = [
            read_mark(cell, book.style(cell), sheet, SCALE, RULES) for cell in sheet.cells.values()
        ]
        seen = {code for mark in marks for code in codes(mark)}
        assert set(row["codes"]) - {"HOMOGLYPH"} <= seen, row["file"]
