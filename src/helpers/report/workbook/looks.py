"""How cells look: formats, widths, and how high a row must be."""

from __future__ import annotations

from typing import Any

LETTERS = 1.1  # letters are narrower than the digits that widths are measured in
EDGE = {"valign": "top", "border": 1, "border_color": "#CFD9D6"}
WIDTHS = {"text": 22, "number": 12, "input": 11, "whole": 17, "exact": 16, "check": 13}
FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 15, "font_color": "#0B5A52"},
    "about": {"font_color": "#51605D"},
    "header": {
        "bold": True, "text_wrap": True, "valign": "bottom", "bg_color": "#E3F0ED",
        "border": 1, "border_color": "#0B5A52",
    },
    "text": {**EDGE, "text_wrap": True},
    "nothing": {**EDGE, "align": "center", "font_color": "#51605D"},
    "link": {"font_color": "#0B5A52", "underline": 1},
    "alarm": {"bg_color": "#FDECEC", "font_color": "#9B1C1C", "bold": True},
    "good": {"bg_color": "#E3F0ED", "font_color": "#0B5A52", "bold": True},
}  # fmt: skip


def count_lines(text: str, wide: float) -> int:
    """How many lines a text takes in a column, words kept whole."""
    wide *= LETTERS
    lines, filled = 1, 0
    for word in text.split():
        needed = len(word) + (1 if filled else 0)
        if filled and filled + needed > wide:
            lines, filled, needed = lines + 1, 0, len(word)
        filled += needed
        lines, filled = lines + int(filled // (wide + 1)), int(filled % (wide + 1))
    return lines


def number_look(kind: str, decimals: int, sign: str = "") -> dict[str, Any]:
    """The format of a number of a kind; ``exact`` shows what there is, at least two decimals.

    ``sign`` is shown behind the number.
    """
    shown = "0." + "0" * decimals if decimals else "0"
    look: dict[str, Any] = dict(EDGE)
    look["num_format"] = {
        "exact": "0.00########",
        "input": "General",
        "whole": "0",
        "check": f"{shown};-{shown};0",
    }.get(kind, shown)
    if sign:
        look["num_format"] += f'"{sign}"'
    if decimals == 0 and kind in ("number", "check"):
        look["align"] = "center"
    if kind == "input":
        look |= {"bg_color": "#FDF3DC", "font_color": "#0A4F9E"}
    return look
