"""How a form looks: colours, formats, widths, and how high a row must be."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from helpers.rules.values import plain_number

LINE = 13.0  # points; one line of text
HIGHEST = 409.0  # points; no spreadsheet has a higher row
ROOM = 19.5  # points; a row that may be written in by hand
LETTERS = 1.1  # letters are narrower than the digits that widths are measured in
# Without a scheme: else the theme of the workbook would set another font in its place.
FONT = {"font_name": "Arial", "font_size": 10, "font_scheme": "none"}
MANY = 9  # criteria; with more of them their names stand upright and all columns are narrow
UPRIGHT = 7  # the width of a column under an upright name
NARROWEST, WIDEST = 13, 20  # columns of criteria else
UPRIGHT_LETTER, UPRIGHT_LINES = 5.6, 2  # points, in bold; lines that fit side by side
GREY = "#D9D9D9"

Look = dict[str, Any]


@dataclass(frozen=True)
class Colour:
    """The dark and the pale colour of one kind of form."""

    dark: str
    pale: str


# By entry: the juror's own form is green, the first entry blue, the second orange.
COLOURS = {
    "": Colour("#0B5A52", "#E3F0ED"),
    "1": Colour("#1F4E8C", "#E1EBF7"),
    "2": Colour("#9A4A00", "#FBE9D7"),
}


def looks(colour: Colour) -> dict[str, Look]:
    """The looks of everything but marks and counts, by name; all of it is locked."""
    edge = _edge(colour)
    pale = {**edge, "bg_color": colour.pale}
    found: dict[str, Look] = {
        "office": {"bold": True},
        "title": {"bold": True, "font_size": 13},
        "heading": {"bold": True, "font_size": 16, "font_color": colour.dark},
        "label": {"bold": True},
        "value": {},
        "instruction": {"text_wrap": True, "valign": "vcenter", "bg_color": colour.pale},
        "header": {**pale, "bold": True, "text_wrap": True, "align": "center"},
        "upright": {**pale, "bold": True, "text_wrap": True, "align": "center", "rotation": 90},
        "side": {**pale, "align": "right", "indent": 1, "italic": True},
        "fact": {**pale, "align": "center", "italic": True},
        "number": {**pale, "align": "center"},
        "text": {**pale, "text_wrap": True, "indent": 1, "num_format": "@"},
        "spared": {**edge, "bg_color": GREY, "align": "center"},
        "rubric": {"text_wrap": True, "valign": "top"},
        "full": {"bold": True, "font_color": "#0B5A52", "bg_color": "#BFE3D9"},
    }
    return {name: {**FONT, **look} for name, look in found.items()}


def mark_look(colour: Colour, decimals: int) -> Look:
    """The look of a mark: open, white, with the decimals of its scale."""
    shown = f"0.{'0' * decimals}" if decimals else "0"
    return {**FONT, **_edge(colour), "num_format": shown, "align": "center", "locked": False}


def count_look(colour: Colour, due: int) -> Look:
    """The look of a count of what is filled in: 3 of 4 stands as ``3 / 4``."""
    shown = f'0" / {due}"'
    return {
        **FONT, **_edge(colour), "num_format": shown, "align": "center", "bg_color": colour.pale,
    }  # fmt: skip


def fact_look(colour: Colour, number: Decimal, before: str = "", after: str = "") -> Look:
    """The look of a number of the rule book with its own decimals: 40 stands as ``40%``."""
    _, _, decimals = plain_number(number).partition(".")
    shown = "0." + "0" * len(decimals) if decimals else "0"
    texts = (f'"{text}"' if text else "" for text in (before, after))
    return {**looks(colour)["fact"], "num_format": shown.join(texts)}


def _edge(colour: Colour) -> Look:
    return {"border": 1, "border_color": colour.dark, "valign": "vcenter"}


def fixed_widths(upright: bool) -> tuple[int, int, int, int]:
    """The widths of the columns before the marks: number, id, name, region."""
    return (4, 9, 30, 22) if upright else (4, 10, 36, 29)


def after_widths(upright: bool) -> tuple[int, int]:
    """The widths of the columns after the marks: count and note."""
    return (8, 18) if upright else (8, 22)


def criterion_width(name: str, upright: bool) -> int:
    """How wide the column of a criterion is: its longest word fits, in bold."""
    longest = max(map(len, name.split()), default=0) + 1
    return UPRIGHT if upright else max(NARROWEST, min(longest, WIDEST))


def header_height(names: Sequence[str], widths: Sequence[int], upright: bool) -> float:
    """How high the header must be, in points, for the names of criteria in their columns."""
    if upright:
        words = max(len(word) for name in names for word in name.split())
        length = max(words, *(len(name) / UPRIGHT_LINES + 4 for name in names))
        return UPRIGHT_LETTER * length + 8
    columns = zip(names, widths, strict=True)
    return LINE * max(lines_of(name, width - 1) for name, width in columns) + 6


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column, words kept whole."""
    return max(1, len(textwrap.wrap(text, max(1, int(LETTERS * width)))))
