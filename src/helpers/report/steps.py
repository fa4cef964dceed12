"""The blocks of which a notebook's steps are made, so that an auditor can read and recount them.

A step is: the rule quoted from the rule book, the formula with its symbols, the call, a worked
example with this season's numbers, and an independent check. Below the formula stands, folded, the
source of the function that ran with its SHA-256 and the tests that cover it.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from html import escape
from pathlib import Path
from textwrap import dedent
from types import CodeType
from typing import Any

from helpers.records.numbers import show
from helpers.records.words import say, sentences

PROJECT = Path(__file__).resolve().parents[3]


class CheckFailed(Exception):
    """An independent check of a step does not hold."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a notebook: as HTML for people, as text for everything else."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def together(*blocks: Block) -> Block:
    """Several blocks one below the other, as one output of a cell."""
    return Block("".join(block.html for block in blocks), "\n".join(map(repr, blocks)))


def rule(*clauses: str, language: str = "id") -> Block:
    """The rule, quoted from the rule book."""
    label = say("steps.rule", language)
    body = "".join(f"<p>{escape(clause)}</p>" for clause in clauses)
    return Block(
        f'<blockquote class="rule"><p><strong>{escape(label)}</strong></p>{body}</blockquote>',
        f"{label}: {' '.join(clauses)}",
    )


def remark(sentence: str) -> Block:
    """What must be read before a table; it is no rule of the rule book."""
    return Block(f"<blockquote><p>{escape(sentence)}</p></blockquote>", sentence)


def formula(name: str, *functions: Callable[..., Any], language: str = "id") -> Block:
    """The formula ``name`` with its symbols, and the source of the functions that compute it.

    Both stand in the catalogue ``formulas``: ``name`` is the formula itself, ``name.1``, ``name.2``
    and so on say what a symbol means, in the order of the formula: "symbol: meaning".
    """
    words = sentences("formulas", language)
    symbols = [
        tuple(words[key].split(": ", 1)) for key in sorted(words) if key.startswith(f"{name}.")
    ]
    rows = "".join(
        f"<dt>{escape(symbol)}</dt><dd>{escape(meaning)}</dd>" for symbol, meaning in symbols
    )
    sources = "".join(source_of(function, language).html for function in functions)
    return Block(
        f'<p class="formula">{escape(words[name])}</p><dl class="symbols">{rows}</dl>{sources}',
        "\n".join([words[name], *(f"  {symbol}: {meaning}" for symbol, meaning in symbols)]),
    )


def source_of(function: Callable[..., Any], language: str = "id") -> Block:
    """The source of a function, folded, with its SHA-256 and the tests that cover it."""
    source = dedent(inspect.getsource(function))
    digest = hashlib.sha256(source.encode()).hexdigest()
    name = f"{function.__module__}.{function.__qualname__}"
    tests = covering_tests(function)
    covered = say("steps.tests", language) + " " + (", ".join(tests) or "–")
    return Block(
        f"<details class='source'><summary><code>{escape(name)}</code></summary>"
        f"<pre>{escape(source)}</pre><p>SHA-256 <code>{digest}</code><br>{escape(covered)}</p>"
        "</details>",
        f"{name} (SHA-256 {digest[:12]}; {covered})",
    )


def covering_tests(function: Callable[..., Any]) -> tuple[str, ...]:
    """The tests in the mirrored test file that use the function; none where no tests lie here."""
    room, _, module = function.__module__.removeprefix("helpers.").rpartition(".")
    path = PROJECT / "tests" / room / f"test_{module}.py"
    if not path.exists():
        return ()
    shown = path.relative_to(PROJECT).as_posix()
    used = _names_used(path.read_text(encoding="utf-8"))
    return tuple(f"{shown}::{test}" for test, names in used if function.__name__ in names)


@cache
def _names_used(source: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The tests of a file, each with the names of others that it uses.

    The compiler knows them; a word in a docstring or a name of the test's own is none of them.
    """
    tests = _inner(compile(source, "tests", "exec", dont_inherit=True))
    return tuple(
        (test.co_name, frozenset(_names(test)))
        for test in tests
        if test.co_name.startswith("test_")
    )


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for inner in _inner(code):
        yield from _names(inner)


def _inner(code: CodeType) -> list[CodeType]:
    return [one for one in code.co_consts if isinstance(one, CodeType)]


def table(
    rows: Iterable[Sequence[Any]], columns: Sequence[str], caption: str, language: str = "id"
) -> Block:
    """A table with a caption; numbers are written as people read them, and stand to the right."""
    values = [list(row) for row in rows]
    shown = [[written(value, language) for value in row] for row in values]
    head = "".join(
        _heading(column, place, [row[place] for row in values])
        for place, column in enumerate(columns)
    )
    lines = "".join(
        f"<tr>{''.join(map(_cell, row, texts, range(len(row))))}</tr>"
        for row, texts in zip(values, shown, strict=True)
    )
    if not values:
        nothing = escape(say("steps.nothing", language))
        lines = f'<tr><td colspan="{len(columns)}">{nothing}</td></tr>'
    return Block(
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{lines}</tbody></table>",
        "\n".join([caption, *("  ".join(line) for line in [list(columns), *shown])]),
    )


@dataclass(frozen=True, slots=True)
class SignedNumber:
    """A number with the sign of what a person changed in it."""

    value: Decimal | Fraction | int | None
    sign: str


# JupyterLab sets all cells to the right; the pages drop the style and know the class.
LEFT = 'style="text-align: left"'


def _heading(column: str, place: int, values: Iterable[Any]) -> str:
    how = "" if place and any(map(_is_number, values)) else f" {LEFT}"
    return f'<th scope="col"{how}>{escape(column)}</th>'


def _cell(value: Any, shown: str, place: int) -> str:
    if place == 0:
        return f'<th scope="row" {LEFT}>{escape(shown)}</th>'
    return f"<td {'class=number' if _is_number(value) else LEFT}>{escape(shown)}</td>"


def _is_number(value: Any) -> bool:
    value = value.value if isinstance(value, SignedNumber) else value
    return isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool)


def written(value: Any, language: str = "id") -> str:
    """A value as people read it; a fraction without an end is cut at four decimals and marked …"""
    if isinstance(value, SignedNumber):
        return written(value.value, language) + value.sign
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return say("steps.yes" if value else "steps.no", language)
    if isinstance(value, Fraction):
        short = show(value, 4, language) if value.denominator > 1 else show(value, 0, language)
        text = short.rstrip("0").rstrip(",.") if value.denominator > 1 else short
        exact = Fraction(value * 10**4).denominator == 1
        return text if exact else f"{text}…"
    if isinstance(value, Decimal):
        text = show(value, max(0, -int(value.as_tuple().exponent)), language)
        return text.replace("-", "−")
    if isinstance(value, int):
        return show(value, 0, language)
    return str(value)


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure in a notebook, with the alternative text that its page needs."""

    svg: str
    alt: str
    caption: str

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        about = {"alt": self.alt, "caption": self.caption}
        return {"image/svg+xml": self.svg, "text/plain": self.alt}, {"image/svg+xml": about}


def example(*sentences_: str, language: str = "id") -> Block:
    """A worked example with this season's numbers."""
    label = say("steps.example", language)
    told = sentences_ or (say("steps.nothing", language),)
    lines = "".join(f"<p>{escape(sentence)}</p>" for sentence in told)
    return Block(
        f'<div class="example"><p><strong>{escape(label)}</strong></p>{lines}</div>',
        "\n".join([f"{label}:", *told]),
    )


def check(pairs: Iterable[tuple[str, Any, Any]], what: str, language: str = "id") -> Block:
    """Compare pairs (name, one way, the other way) and say how many agree, or that none is there.

    Raises
    ------
    CheckFailed
        A pair differs; the message names the first five.
    """
    compared = list(pairs)
    wrong = [
        f"{name}: {written(one, language)} ≠ {written(other, language)}"
        for name, one, other in compared
        if one != other
    ]
    if wrong:
        raise CheckFailed(f"{what}: {'; '.join(wrong[:5])}")
    if not compared:
        sentence = say("steps.unchecked", language, what=what)
        return Block(f'<p class="check">– {escape(sentence)}</p>', f"– {sentence}")
    sentence = say("steps.checked", language, what=what, count=len(compared))
    return Block(f'<p class="check">✓ {escape(sentence)}</p>', f"✓ {sentence}")
