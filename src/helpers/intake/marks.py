"""One score cell: the mark it holds, or what stands in the way. The grammar is anchored.

Values are decimals of the stored literal. Whatever does not fit the grammar waits for a person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from helpers.intake.formulas import Calculator, NotCalculableError, formula_kind
from helpers.intake.notices import stopping
from helpers.intake.score_texts import bare, obstacle, readings, text_number
from helpers.intake.signs import direction_signs, hidden_signs, mixed_scripts
from helpers.intake.vocabulary import key, meaning
from helpers.intake.workbook import Cell, Notice, Sheet, Style, Word
from helpers.records.numbers import as_decimal

if TYPE_CHECKING:
    from helpers.rules import RuleBook, Scale

_DAY_ZERO = date(1899, 12, 30)  # day 0 of the 1900 date system, from March 1900 on
_FIRST_DAY, _LAST_DAY = 60, 60_000  # days that a typed 8-7 can become

_XML_BLANKS = " \t\r\n"  # around a number in XML they mean nothing
PRECISION = 15  # significant digits that a spreadsheet keeps of what was typed

_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_PLAIN_KINDS = ("general", "number", "text", "currency", "hidden")
_KIND_CODES = {"percent": "PERCENT_CELL", "date": "DATE_IN_SCORE", "time": "TIME_IN_SCORE"}
_FORMULA_CODES = {
    "external": "EXTERNAL_LINK",
    "volatile": "VOLATILE",
    "modern": "FORMULA_UNKNOWN",
    "neighbours": "FORMULA_IN_SCORE",
}
_STOPPING_KINDS = {"date": "DATE_IN_SCORE", "bool": "BOOL_CELL", "error": "ERROR_CELL"}


@dataclass(frozen=True)
class MarkRules:
    """How marks are written this season: the decimal mark and the declared words of absence."""

    decimal_mark: str
    absent: Mapping[str, str]  # folded word -> participant_absent or juror_absent


@dataclass(frozen=True)
class Mark:
    """What a score cell holds.

    ``kind`` is number, participant_absent, juror_absent, blank, unread, or not_due for a dash where
    the juror has no mark to give. ``value`` is the number that was read, also where a notice stops
    it: a person may accept it.
    """

    kind: str
    value: Decimal | None = None
    notices: tuple[Notice, ...] = ()


BLANK, NOT_DUE = Mark("blank"), Mark("not_due")
UNCLEAR = Word("unclear")


def mark_rules(book: RuleBook) -> MarkRules:
    """The season's way to write marks."""
    words = dict.fromkeys(map(key, book.absent_words.participant), "participant_absent")
    words |= dict.fromkeys(map(key, book.absent_words.juror), "juror_absent")
    return MarkRules(book.decimal_mark, words)


def read_mark(
    cell: Cell | None, style: Style | None, sheet: Sheet, scale: Scale | None, rules: MarkRules
) -> Mark:
    """Read one score cell.

    Parameters
    ----------
    cell
        The stored cell; None where the slot is empty.
    style
        Its style; None where the file has none of that number.
    sheet
        The sheet it stands in, for formulas.
    scale
        The marks that are possible; None where they are not known.
    rules
        The season's way to write marks.
    """
    if cell is None:
        return BLANK
    if cell.kind in _STOPPING_KINDS:
        code = _STOPPING_KINDS[cell.kind]
        return _unread(cell, code, format=style.code if style else "", readings=UNCLEAR)
    if cell.kind == "text" and not cell.literal and not cell.calculated:
        return Mark("blank", notices=(_notice(cell, "EMPTY_STRING"),))
    if cell.kind == "number" and not cell.literal and not cell.calculated:
        return BLANK
    typed = _typed(cell, sheet)
    if cell.kind == "number":
        mark = _read_number(cell, style, scale, typed.value)
    else:
        mark = _read_text(cell, scale, rules, sheet.typed)
    notices = (*typed.notices, *mark.notices, *_drawn(cell, style))
    return Mark(mark.kind, mark.value, notices)


def is_dash(cell: Cell | None) -> bool:
    """Whether a cell holds a dash that somebody typed, and nothing else."""
    if cell is None or cell.kind != "text" or cell.calculated:
        return False
    text = bare(cell.literal)
    return bool(text) and obstacle(text) == "DASH"


def _typed(cell: Cell, sheet: Sheet) -> Mark:
    """Whether a person typed the value; ``value`` is that of a constant formula, recounted."""
    if cell.derived:
        return Mark("number", None, (_notice(cell, "FORMULA_KIND"),))
    if not cell.formula:
        return Mark("number")
    text = cell.formula
    kind = formula_kind(text)
    if kind != "constant":
        found = [_notice(cell, _FORMULA_CODES[kind], formula=text)]
        if cell.kind == "number" and not cell.literal:
            found.append(_notice(cell, "FORMULA_NO_CACHE", formula=text))
        return Mark("number", None, tuple(found))
    try:
        value = as_decimal(Calculator(sheet).calculate(text))
    except NotCalculableError:
        return Mark("number", None, (_notice(cell, "FORMULA_IN_SCORE", formula=text),))
    return Mark("number", value, (_notice(cell, "FORMULA_IN_SCORE", "warn", formula=text),))


def _read_number(
    cell: Cell, style: Style | None, scale: Scale | None, constant: Decimal | None
) -> Mark:
    if not cell.literal and constant is None:
        return Mark("unread")
    if constant is None and not finite(cell.literal):
        return _unread(cell, "BAD_LITERAL")
    value, noise = shortest(cell.literal) if constant is None else (constant, "")
    notices = [_notice(cell, noise, value=value)] if noise else []
    if style is None:
        return Mark("number", None, (*notices, _notice(cell, "BAD_STYLE")))
    if style.kind not in _PLAIN_KINDS:
        code = _KIND_CODES.get(style.kind, "FORMAT_LIES")
        could = other_readings(style.kind, value, scale)
        stopped = _notice(cell, code, format=style.code, readings=could or UNCLEAR)
        return Mark("number", value, (*notices, stopped))
    return _with_notices(Mark("number", value, tuple(notices)), _judge(cell, value, scale))


def finite(literal: str) -> bool:
    """Whether a stored literal is a number by the grammar, and a finite one."""
    if not _NUMBER.fullmatch(literal.strip(_XML_BLANKS)) or len(literal) > 40:
        return False
    return abs(float(literal)) != float("inf")


def shortest(literal: str) -> tuple[Decimal, str]:
    """The decimal that was meant by a stored literal, and a code where it is not the literal's own.

    A spreadsheet keeps 15 significant digits of what is typed; more are what it makes of a shorter
    decimal. Then the shortest decimal of the same double is meant; where arithmetic left a double
    that has none so short, the 15 digits that a spreadsheet shows. A whole number keeps its digits.
    """
    stored = Decimal(literal) or Decimal(0)  # a minus before nothing means nothing
    if len(stored.as_tuple().digits) <= PRECISION:
        return stored, ""
    if stored == stored.to_integral_value():
        return stored, "PRECISION_15"
    double = float(literal)
    same = Decimal(repr(double))
    short = len(same.as_tuple().digits) <= PRECISION
    return same if short else Decimal(f"{double:.{PRECISION}g}"), "FLOAT_NOISE"


def other_readings(kind: str, value: Decimal, scale: Scale | None) -> tuple[Decimal, ...]:
    """What a number under a percent or date format may mean: proposals for a person."""
    if kind == "percent":
        return (value * 100, value)
    if kind != "date" or (scale and scale.min <= value <= scale.max):
        return (value,)
    if value != value.to_integral_value() or not _FIRST_DAY < value < _LAST_DAY:
        return ()
    day = _DAY_ZERO + timedelta(days=int(value))
    return (Decimal(f"{day.day}.{day.month}"), Decimal(f"{day.day}{day.month}"))


def _judge(cell: Cell, value: Decimal, scale: Scale | None) -> tuple[Notice, ...]:
    """Range, decimals and zero."""
    if scale is None:
        return ()
    if not scale.min <= value <= scale.max:
        likely = tuple(v for v in (value / 10, value / 100) if scale.min <= v <= scale.max)
        return (
            _notice(
                cell,
                "OUT_OF_RANGE",
                value=value,
                low=scale.min,
                high=scale.max,
                proposal=proposal(likely),
            ),
        )
    if _decimals(value) > scale.decimals:
        return (_notice(cell, "TOO_MANY_DECIMALS", value=value, decimals=scale.decimals),)
    return (_notice(cell, "ZERO_SCORE"),) if value == 0 else ()


def fits(value: Decimal, scale: Scale) -> bool:
    """Whether a value is a mark of the scale."""
    return scale.min <= value <= scale.max and _decimals(value) <= scale.decimals


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _read_text(cell: Cell, scale: Scale | None, rules: MarkRules, typed: bool) -> Mark:
    text = bare(cell.literal)
    if not text:
        return Mark("blank", notices=(_notice(cell, "EMPTY_STRING"),))
    if kind := rules.absent.get(key(text)):
        return Mark(kind)
    value = text_number(text, rules.decimal_mark)
    if value is not None:
        # Where nothing is typed, only a decimal mark says how the text was meant.
        noted = typed or not cell.literal.isdecimal()
        read = (_notice(cell, "TEXT_NUMBER", value=value),) if noted else ()
        return _with_notices(Mark("number", value, read), _judge(cell, value, scale))
    if meaning("absence", text):
        return _unread(cell, "ABSENCE_WORD", detail=Word("absence_undeclared"))
    could = readings(text)
    return _unread(
        cell,
        obstacle(text),
        readings=could or UNCLEAR,
        proposal=proposal(could),
        points=", ".join(direction_signs(text) or hidden_signs(text) or mixed_scripts(text)),
    )


def proposal(could: tuple[Decimal, ...]) -> Word | str:
    """A sentence with the numbers that may have been meant, '' where there are none."""
    return Word("perhaps", {"readings": could}) if could else ""


def _drawn(cell: Cell, style: Style | None) -> tuple[Notice, ...]:
    """What the way a cell is drawn says about its content."""
    notices = []
    if struck := "".join(run.text for run in cell.runs if run.struck).strip():
        notices.append(_notice(cell, "RICH_STRIKE", struck=struck))
    if raised := "".join(run.text for run in cell.runs if run.raised).strip():
        notices.append(_notice(cell, "SUPERSCRIPT", raised=raised))
    if style is not None:
        if style.struck:
            notices.append(_notice(cell, "STRIKE"))
        if style.kind == "hidden" or (style.white and not style.filled):
            notices.append(_notice(cell, "INVISIBLE"))
        elif _shown_differently(cell, style):
            notices.append(_notice(cell, "DISPLAY_DIFFERS", format=style.code))
    return tuple(notices)


def _shown_differently(cell: Cell, style: Style) -> bool:
    """Whether a number format rounds the number or decorates it."""
    if cell.kind != "number" or style.kind not in ("number", "currency"):
        return False
    if style.kind == "currency":
        return True
    shown = re.search(r"\.([0#?]+)", style.code.split(";")[0])
    return finite(cell.literal) and _decimals(shortest(cell.literal)[0]) > len(
        shown[1] if shown else ""
    )


def _notice(cell: Cell, code: str, level: str = "", **values: object) -> Notice:
    return Notice(code, "", cell.address, cell.literal, level, values)


def _unread(cell: Cell, code: str, **values: object) -> Mark:
    return Mark("unread", None, (Notice(code, "", cell.address, cell.literal, "", values),))


def _with_notices(mark: Mark, more: tuple[Notice, ...]) -> Mark:
    return Mark(mark.kind, mark.value, (*mark.notices, *more))


def stopped(mark: Mark) -> str:
    """The first code that keeps the mark from being used; '' if none does."""
    return next((notice.code for notice in mark.notices if stopping(notice)), "")
