"""How a form looks: colours, formats, widths, and how high a row must be."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Any

LINE = 13.0  # points; one line of text
ROOM = 19.5  # points; a row that may be written in by hand
LETTERS = 1.1  # letters are narrower than the digits that widths are measured in
# Without a scheme: else the theme of the workbook would set another font in its place.
FONT = {"font_name": "Arial", "font_size": 10, "font_scheme": "none"}
FIXED_WIDTHS = (4, 10, 36, 29)  # number, id, name, region
CHECK_WIDTH, NOTE_WIDTH = 8, 22
NARROW, WIDE, WIDEST = 9, 13, 20  # columns of criteria
MANY = 7  # criteria; with more of them their columns are narrow
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


def _edge(colour: Colour) -> Look:
    return {"border": 1, "border_color": colour.dark, "valign": "vcenter"}


def criterion_width(name: str, criteria: int) -> int:
    """How wide the column of a criterion is: its longest word fits, in bold."""
    longest = max(map(len, name.split()), default=0) + 1
    return max(NARROW if criteria > MANY else WIDE, min(longest, WIDEST))


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column, words kept whole."""
    return max(1, len(textwrap.wrap(text, max(1, int(LETTERS * width)))))
