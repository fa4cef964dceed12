"""Formulas: what kind they are, and the value of the few simple ones, counted exactly.

Only numbers, references, ranges, + - * / and the functions of a score sheet are calculated. What
is not known is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from helpers.intake.workbook import Cell, Position, Sheet, read_area
from helpers.records.numbers import round_half_up

LONGEST = 1_000  # characters of a formula, and binary digits of a value
DEPTH = 6  # formulas that lead to formulas
NESTED = 16  # brackets in brackets
AREA_LIMIT = 10_000  # cells in one range
BUDGET = 200_000  # cells looked at for one sheet
NEARLY = Fraction(1, 10**9)  # binary noise in a stored total is no mistake of the juror

_CONSTANT = re.compile(r"[-+*/(). 0-9]+")
_EXTERNAL = re.compile(r"\[[^\]]+\]")
_VOLATILE = re.compile(r"\b(?:RAND|RANDBETWEEN|RANDARRAY|NOW|TODAY|OFFSET|INDIRECT|CELL|INFO)\(")
_MODERN = re.compile(r"_xl(?:fn|ws)\.|\bLAMBDA\(|\bLET\(")
_TOKEN = re.compile(
    r"\s*(?:([0-9]+(?:\.[0-9]*)?|\.[0-9]+)|(\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?)"
    r"(?![A-Za-z0-9(])|([A-Z]+)\(|([-+*/(),;]))"
)

Value = Fraction | tuple[Fraction | None, ...]  # a number, or a range with texts and blanks as None


class NotCalculableError(Exception):
    """The formula uses something that is not calculated here."""


def formula_kind(formula: str) -> str:
    """What a formula in a score cell is: constant, external, volatile, modern or neighbours."""
    upper = formula.upper()
    if _EXTERNAL.search(formula):
        return "external"
    if _VOLATILE.search(upper):
        return "volatile"
    if _MODERN.search(formula):
        return "modern"
    return "constant" if _CONSTANT.fullmatch(formula) else "neighbours"


def number(cell: Cell | None) -> Fraction | None:
    """The number that a numeric cell stores, or None."""
    if cell is None or cell.kind != "number" or len(cell.literal) > 40:
        return None
    try:
        value = Decimal(cell.literal)
    except InvalidOperation:
        return None
    return Fraction(value) if value.is_finite() and abs(value.adjusted()) < 40 else None


class Calculator:
    """Calculates the formulas of one sheet, each once, within a budget for hostile ones."""

    def __init__(self, sheet: Sheet) -> None:
        self._cells = sheet.cells
        self._known: dict[Position, Fraction | None] = {}
        self._open: set[Position] = set()
        self._budget = BUDGET

    def calculate(self, formula: str) -> Fraction:
        """The value of a formula in this sheet; formulas it leads to are calculated too.

        Raises
        ------
        NotCalculableError
            It uses what is not calculated here, divides by zero, leads round in a circle or too
            far.
        """
        if len(formula) > LONGEST:
            raise NotCalculableError
        reader = _Formula(formula, self._value_at)
        value = reader.expression()
        if isinstance(value, tuple) or reader.rest():
            raise NotCalculableError
        if max(value.numerator.bit_length(), value.denominator.bit_length()) > LONGEST:
            raise NotCalculableError
        return value

    def _value_at(self, position: Position) -> Fraction | None:
        self._budget -= 1
        if self._budget < 0:
            raise NotCalculableError
        cell = self._cells.get(position)
        if cell is None or not cell.formula or cell.derived or cell.kind != "number":
            return number(cell)
        if position not in self._known:
            if position in self._open or len(self._open) >= DEPTH:
                raise NotCalculableError
            self._open.add(position)
            try:
                self._known[position] = self.calculate(cell.formula)
            finally:
                self._open.discard(position)
        return self._known[position]


class _Formula:
    """A formula being read from left to right."""

    def __init__(self, text: str, look_up: Callable[[Position], Fraction | None]) -> None:
        self.text, self.at, self.look_up = text, 0, look_up
        self.nested = 0
        self.token: Sequence[str | None] = ()
        self._next()

    def _next(self) -> None:
        match = _TOKEN.match(self.text, self.at)
        self.token = match.groups() if match else ()
        self.at = match.end() if match else self.at

    def rest(self) -> bool:
        """Whether something is left that was not understood."""
        return bool(self.token) or bool(self.text[self.at :].strip())

    def _sign(self, signs: str) -> str:
        sign = self.token[3] if self.token else None
        if sign and sign in signs:
            self._next()
            return sign
        return ""

    def expression(self) -> Value:
        value = self._product()
        while sign := self._sign("+-"):
            right = _single(self._product())
            value = _single(value) + (right if sign == "+" else -right)
        return value

    def _product(self) -> Value:
        value = self._factor()
        while sign := self._sign("*/"):
            right = _single(self._factor())
            if sign == "/" and right == 0:
                raise NotCalculableError
            value = _single(value) * (right if sign == "*" else 1 / right)
        return value

    def _factor(self) -> Value:
        self.nested += 1
        if self.nested > NESTED:
            raise NotCalculableError
        value = self._signed()
        self.nested -= 1
        return value

    def _signed(self) -> Value:
        if self._sign("-"):
            return -_single(self._factor())
        if self._sign("+"):
            return self._factor()
        if self._sign("("):
            return self._closed(self.expression())
        if not self.token:
            raise NotCalculableError
        digits, reference, function = self.token[:3]
        self._next()
        if digits:
            return Fraction(digits if digits[-1] != "." else digits[:-1])
        if reference:
            return self._refer(reference.replace("$", ""))
        if function and function in _FUNCTIONS:
            return self._closed(_FUNCTIONS[function](self._arguments()))
        raise NotCalculableError

    def _closed(self, value: Value) -> Value:
        if not self._sign(")"):
            raise NotCalculableError
        return value

    def _arguments(self) -> list[Value]:
        found = [self.expression()]
        while self._sign(",;"):
            found.append(self.expression())
        return found

    def _refer(self, reference: str) -> Value:
        area = read_area(reference)
        if area is None or area.size > AREA_LIMIT:
            raise NotCalculableError
        values = tuple(
            self.look_up((row, column))
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        )
        return values if ":" in reference else _known(values[0])


def _known(value: Fraction | None) -> Fraction:
    """A single cell in an arithmetic expression: blank is 0; a text is not told from it here."""
    return value or Fraction(0)


def _single(value: Value) -> Fraction:
    if isinstance(value, tuple):
        raise NotCalculableError
    return value


def _numbers(arguments: Sequence[Value]) -> list[Fraction]:
    """All numbers of the arguments; texts and blanks in ranges are left out, as SUM does."""
    found: list[Fraction] = []
    for value in arguments:
        found += [v for v in value if v is not None] if isinstance(value, tuple) else [value]
    return found


def _sum_products(arguments: Sequence[Value]) -> Fraction:
    ranges = [value if isinstance(value, tuple) else (value,) for value in arguments]
    if len({len(values) for values in ranges}) != 1:
        raise NotCalculableError
    total = Fraction(0)
    for row in zip(*ranges, strict=True):
        product = Fraction(1)
        for value in row:
            product *= value or 0
        total += product
    return total


def _average(arguments: Sequence[Value]) -> Fraction:
    found = _numbers(arguments)
    if not found:
        raise NotCalculableError
    return sum(found, Fraction(0)) / len(found)


def _product_of(arguments: Sequence[Value]) -> Fraction:
    total = Fraction(1)
    for value in _numbers(arguments):
        total *= value
    return total


def _round(arguments: Sequence[Value]) -> Fraction:
    if len(arguments) != 2:
        raise NotCalculableError
    places = _single(arguments[1])
    if places.denominator != 1 or not 0 <= places <= 15:
        raise NotCalculableError
    return round_half_up(_single(arguments[0]), int(places))


_FUNCTIONS: Mapping[str, Callable[[Sequence[Value]], Fraction]] = {
    "SUM": lambda values: sum(_numbers(values), Fraction(0)),
    "SUMPRODUCT": _sum_products,
    "AVERAGE": _average,
    "PRODUCT": _product_of,
    "COUNT": lambda values: Fraction(len(_numbers(values))),
    "MAX": lambda values: max(_numbers(values), default=Fraction(0)),
    "MIN": lambda values: min(_numbers(values), default=Fraction(0)),
    "ROUND": _round,
}
