"""The catalogue of what goes wrong in score cells: each kind, by its number, has its code."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest

from helpers.intake.marks import Mark, MarkRules, read_mark, stopped
from helpers.rules import Scale

SCALE = Scale(max=Decimal(100))
RULES = MarkRules(",", {"th": "participant_absent"})
DIVIDED, ODD = ["\xa0", "\u200b", "\u200e", "\ufeff"], ["O5", "l5", "S5", "8O"]

# Texts in score cells, by the number of the catalogue.
TEXTS = {
    2: ("AMBIGUOUS_SEPARATOR", ["87.5", "8.5"]),
    4: ("INVISIBLE_CHAR", [f"8{sign}5" for sign in DIVIDED]),
    5: ("BIDI", ["\u202e58\u202c", "\u200e85\u2066"]),
    6: ("NOT_A_NUMBER", ["９０", "８５，５"]),
    7: ("NOT_A_NUMBER", ["٨٥", "85٫5", "۸۵"]),
    8: ("NOT_A_NUMBER", ["87½", "87 1/2", "87 ½"]),
    9: ("PERCENT_CELL", ["85%", "85 %", "8,5%"]),
    10: ("TWO_NUMBERS", ["8 5", "75 85", "85;88", "85\n88", "75 | 85", "75&85"]),
    11: ("NOT_A_NUMBER", ["8O", "l5", "8S", *ODD]),
    12: ("OUT_OF_N", ["85/100", "17/20", "17 dari 20"]),
    13: ("RANGE", ["80-85", "80 s/d 85", "80–85", "80 sampai 85", "80 sd 85"]),
    14: (
        "REMARK",
        [">80", "~85", "85*", "85 (revisi)", "85 → 88", "85 poin", "Rp85", "Rp 85", "≥80", "85?"],
    ),
    15: ("WORD_SCORE", ["delapan puluh", "Baik", "B+", "V", "✓", "Sangat Baik", "A-"]),
    16: ("AMBIGUOUS_SEPARATOR", ["1.250", "87.500", "87,500"]),
    17: ("AMBIGUOUS_SEPARATOR", ["1.000,50", "1,000.50"]),
    19: ("NOT_A_NUMBER", ["+85", "−85", "-85", "(85)", "85-"]),
    20: ("NOT_A_NUMBER", ["8.5e1", "1e3", "0x55", "8_5", "NaN", "inf", "TRUE", "BENAR", "None"]),
    21: ("NOT_A_NUMBER", ["①", "⁸⁵", "Ⅷ", "八十五"]),
    23: ("RANGE", ["8-7"]),
    26: ("REMARK", ["8 Agt", "8 Juli"]),
    41: ("NOT_A_NUMBER", ["#N/A", "#REF!", "N/A", "<NA>"]),
    59: ("HOMOGLYPH", ["Siti Cont\u043ehwati", "85 p\u043ein"]),
}

# Numbers under a format: its code, the literal, the finding, and what is proposed.
FORMATS = {
    22: ("d\\-mmm", "45481", "DATE_IN_SCORE", ["8.7", "87"]),
    24: ("hh\\.mm", "0.336805555555556", "TIME_IN_SCORE", None),
    25: ("[h]:mm", "3.62847222222222", "TIME_IN_SCORE", None),
    26: ("d mmmm yyyy", "39569", "DATE_IN_SCORE", ["1.5", "15"]),
    27: ("d\\-mmm", "85", "DATE_IN_SCORE", ["85"]),
    29: ("0%", "0.85", "PERCENT_CELL", ["85", "0.85"]),
    30: ("0%", "85", "PERCENT_CELL", ["8500", "85"]),
    31: ("0", "84.5", "DISPLAY_DIFFERS", None),
    34: ('"Rp "#,##0', "85", "DISPLAY_DIFFERS", None),
    38: ("@", "85", "", None),
}
LYING = ['"90"', '0"0"', '[<10]0"0";0', "0.00,"]

# Other cells: their attributes and inner XML, and the finding that stops them.
CELLS = {
    36: [('t="d"', "<v>2024-07-08</v>", "DATE_IN_SCORE"), ('s="999"', "<v>85</v>", "BAD_STYLE")],
    37: [('t="b"', "<v>1</v>", "BOOL_CELL"), ('t="b"', "<v>0</v>", "BOOL_CELL")],
    39: [
        ('t="e"', f"<v>{error}</v>", "ERROR_CELL")
        for error in ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")
    ],
    40: [
        ('t="e"', f"<v>{error}</v>", "ERROR_CELL")
        for error in ("#SPILL!", "#CALC!", "#FIELD!", "#BUSY!", "#PYTHON!", "#GETTING_DATA")
    ],
    42: [("", "<f>B1</f>", "FORMULA_IN_SCORE")],
    46: [
        ("", "<f>AVERAGE(B1:C1)</f><v>80</v>", "FORMULA_IN_SCORE"),
        ("", "<f>RANDBETWEEN(70,90)</f><v>80</v>", "VOLATILE"),
        ("", "<f>TODAY()</f><v>45481</v>", "VOLATILE"),
    ],
    47: [("", "<f>[1]Penilaian!$D$13</f><v>80</v>", "EXTERNAL_LINK")],
    48: [('t="str"', '<f>IF(B1,"88","")</f><v>88</v>', "FORMULA_IN_SCORE")],
    49: [
        ("", '<f t="shared" si="0"/><v>80</v>', "FORMULA_KIND"),
        ("", '<f t="array" ref="A1:A2">B1:B2*2</f><v>80</v>', "FORMULA_KIND"),
        ("", '<f t="dataTable" ref="A1:A2"/><v>80</v>', "FORMULA_KIND"),
        ("", "<f/><v>80</v>", "FORMULA_KIND"),
    ],
    52: [
        ("", "<f>_xlfn.LET(x,1,x)</f><v>80</v>", "FORMULA_UNKNOWN"),
        ("", "<f>LAMBDA(x,x)(80)</f><v>80</v>", "FORMULA_UNKNOWN"),
    ],
    56: [
        ('t="str"', "<v>85_x0007_</v>", "INVISIBLE_CHAR"),
        ('t="str"', "<v>8_x000D_5</v>", "INVISIBLE_CHAR"),
    ],
    96: [
        ("", f"<v>{literal}</v>", "BAD_LITERAL")
        for literal in ("87,5", "NaN", "INF", "1E309", "8_5", "0x55")
    ],
}


def mark_in(book: Any) -> Mark:
    """The mark in A1."""
    sheet = book.sheets[0]
    cell = sheet.cells[1, 1]
    return read_mark(cell, book.style(cell), sheet, SCALE, RULES)


def written(forge: Any, text: str) -> Mark:
    """The mark in a text cell."""
    return mark_in(forge.read({"S": forge.sheet({"A1": text})}))


def formatted(forge: Any, code: str, literal: str) -> Mark:
    """The mark in a number with a format of its own."""
    parts = forge.parts({"S": forge.sheet({"A1": ('s="5"', f"<v>{literal}</v>")})})
    styles = parts["xl/styles.xml"].decode()
    styles = styles.replace('formatCode="&quot;90&quot;"', f"formatCode={quoteattr(code)}")
    return mark_in(forge.read_bytes(forge.zip(parts | {"xl/styles.xml": styles.encode()})))


def codes(mark: Mark) -> list[str]:
    """The codes of what was noticed at a mark."""
    return [notice.code for notice in mark.notices]


@pytest.mark.parametrize("number", TEXTS)
def test_texts_wait_with_their_code(forge: Any, number: int) -> None:
    """Every spelling of a kind has that kind's code and no value."""
    code, spellings = TEXTS[number]
    for text in spellings:
        mark = written(forge, text)
        assert (text, mark.kind, mark.value, codes(mark)) == (text, "unread", None, [code])


@pytest.mark.parametrize(
    ("number", "text", "value"),
    [
        (1, "87,5", "87.5"), (1, "7,25", "7.25"), (3, " 85", "85"), (3, "\t85\n", "85"),
        (3, "\u00a087,5\u00a0", "87.5"), (18, "'85", "85"), (18, "'87,5", "87.5"),
    ],
)  # fmt: skip
def test_texts_that_are_numbers_are_read(forge: Any, number: int, text: str, value: str) -> None:
    """A number with blanks at its ends, one quote or the declared mark is read and noted."""
    mark = written(forge, text)
    assert (number, mark.value, codes(mark)) == (number, Decimal(value), ["TEXT_NUMBER"])


def test_only_one_leading_quote_is_taken_off(forge: Any) -> None:
    """Two quotes, or one behind the number, are part of a text (18)."""
    assert stopped(written(forge, "''85")) == "NOT_A_NUMBER"
    assert stopped(written(forge, "85'")) == "NOT_A_NUMBER"


@pytest.mark.parametrize("number", FORMATS)
def test_formats_have_their_code(forge: Any, number: int) -> None:
    """A format that gives a number another meaning stops it with what it may have been."""
    code, literal, finding, proposed = FORMATS[number]
    mark = formatted(forge, code, literal)
    assert mark.value == Decimal(literal)
    assert codes(mark) == ([finding] if finding else [])
    if proposed is not None:
        assert [str(one.normalize().__format__("f")) for one in _readings(mark)] == proposed


def _readings(mark: Mark) -> tuple[Decimal, ...]:
    found = mark.notices[0].values["readings"]
    return found if isinstance(found, tuple) else ()


@pytest.mark.parametrize("code", LYING)
def test_formats_that_show_another_number_stop(forge: Any, code: str) -> None:
    """What is shown is not what is stored (32)."""
    assert stopped(formatted(forge, code, "8")) == "FORMAT_LIES"


@pytest.mark.parametrize("literal", ["60", "0", "-1", "2958466"])
def test_impossible_days_are_never_decoded(forge: Any, literal: str) -> None:
    """Days around the leap year that was none are days all the same (28)."""
    assert stopped(formatted(forge, "d/m/yyyy", literal)) == "DATE_IN_SCORE"


def test_hidden_numbers_are_used_and_told(forge: Any) -> None:
    """A format that shows nothing does not take a mark away (33)."""
    mark = formatted(forge, ";;;", "85")
    assert (mark.value, codes(mark), stopped(mark)) == (Decimal(85), ["INVISIBLE"], "")


@pytest.mark.parametrize(
    ("literal", "code"),
    [("1250", "OUT_OF_RANGE"), ("-85", "OUT_OF_RANGE"), ("105", "OUT_OF_RANGE")],
)
def test_numbers_outside_the_scale_wait(forge: Any, literal: str, code: str) -> None:
    """What a spreadsheet made of 1.250 or (85) is outside the scale (16, 19, 92)."""
    mark = mark_in(forge.cell("", f"<v>{literal}</v>"))
    assert (stopped(mark), mark.value) == (code, Decimal(literal))


@pytest.mark.parametrize("number", CELLS)
def test_other_cells_wait_with_their_code(forge: Any, number: int) -> None:
    """Truth values, errors, formulas of every kind and broken literals have their codes."""
    for attributes, inner, code in CELLS[number]:
        mark = mark_in(forge.cell(attributes, inner))
        assert (inner, stopped(mark)) == (inner, code)


def test_cells_that_an_array_fills_were_not_typed(forge: Any) -> None:
    """A constant inside the area of an array formula is derived (49)."""
    array = ("", '<f t="array" ref="B1:B2">C1:C2*2</f><v>80</v>')
    book = forge.read({"S": forge.sheet({"B1": array, "B2": 85})})
    sheet = book.sheets[0]
    spill = sheet.cells[2, 2]
    mark = read_mark(spill, book.style(spill), sheet, SCALE, RULES)
    assert (spill.formula, stopped(mark)) == ("", "FORMULA_KIND")


def test_arithmetic_of_constants_is_used_with_a_warning(forge: Any) -> None:
    """=90-5 is recounted, whatever is stored (45)."""
    mark = mark_in(forge.cell("", "<f>90-5</f><v>0</v>"))
    assert (mark.value, stopped(mark)) == (Decimal(85), "")
    assert [(one.code, one.level) for one in mark.notices] == [("FORMULA_IN_SCORE", "warn")]


@pytest.mark.parametrize(
    ("number", "inner", "code"),
    [
        (53, "<r><rPr><strike/></rPr><t>75</t></r><r><t>85</t></r>", "RICH_STRIKE"),
        (54, '<r><t>85</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r>',
         "SUPERSCRIPT"),
        (55, '<t>85</t><rPh sb="0" eb="1"><t>99</t></rPh>', "TEXT_NUMBER"),
        (57, "<t></t>", "EMPTY_STRING"),
    ],
)  # fmt: skip
def test_pieces_of_rich_text(forge: Any, number: int, inner: str, code: str) -> None:
    """Struck and raised pieces are told, what is only pronounced is left out."""
    mark = mark_in(forge.cell('t="inlineStr"', f"<is>{inner}</is>"))
    assert (number, code in codes(mark)) == (number, True)
    if number == 55:
        assert mark.value == 85


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("-", "unread", "DASH"), (".", "unread", "DASH"), ("…", "unread", "DASH"),
        ("absen", "unread", "ABSENCE_WORD"), ("sakit", "unread", "ABSENCE_WORD"),
        ("TH", "participant_absent", ""), ("   ", "blank", ""),
    ],
)  # fmt: skip
def test_what_is_no_mark_has_four_outcomes(forge: Any, text: str, kind: str, code: str) -> None:
    """A blank, a dash, a declared absence and an undeclared one are told apart (93)."""
    mark = written(forge, text)
    assert (mark.kind, mark.value, stopped(mark)) == (kind, None, code)


def test_a_zero_is_a_mark_that_a_person_confirms(forge: Any) -> None:
    """A zero counts and is told; so does one with a minus (93)."""
    for literal in ("0", "-0", "0.00"):
        mark = mark_in(forge.cell("", f"<v>{literal}</v>"))
        assert (str(mark.value), codes(mark), stopped(mark)) == ("0", ["ZERO_SCORE"], "")


@pytest.mark.parametrize("text", ["NA", "None", "nan", "null", "N/A"])
def test_no_word_stands_for_nothing(forge: Any, text: str) -> None:
    """Words that other programs take for a missing value wait (60)."""
    assert stopped(written(forge, text)) in ("WORD_SCORE", "NOT_A_NUMBER")


def test_blanks_around_a_stored_number_mean_nothing(forge: Any) -> None:
    """What XML leaves around a number is no part of it, and any other sign is."""
    assert mark_in(forge.cell("", "<v> 85\n</v>")).value == 85
    assert stopped(mark_in(forge.cell("", "<v>\u00a085</v>"))) == "BAD_LITERAL"
