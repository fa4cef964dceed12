"""Styles: what a cell's number format makes of the stored number, and what hides it."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from helpers.intake.package import Element, Package, elements
from helpers.intake.workbook import Style

# White in the three ways to give a colour: as it is, from the old palette, from the theme.
_WHITE = {"rgb": ("FFFFFFFF", "00FFFFFF"), "indexed": ("1", "9", "65"), "theme": ("0",)}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[\$[^\]]*\]')
_COLOURS = re.compile(
    r"\[(?:black|blue|cyan|green|magenta|red|white|yellow|color ?[0-9]+)\]", re.IGNORECASE
)
_SPACING = re.compile(r"[_*].")
_PLAIN = re.compile(r"[-+ (]*[#0?,]*[0?#](?:\.[0#?]+)?[-+ )]*")
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)


@cache
def _built_in() -> dict[int, str]:
    text = (files("helpers.intake") / "number_formats.csv").read_text(encoding="utf-8")
    return {int(row["id"]): row["code"] for row in csv.DictReader(text.splitlines())}


@cache
def format_kind(code: str) -> str:
    """The class of a number format.

    One of general, number, percent, date, time, fraction, scientific, currency, text, hidden
    (shows nothing) or other (may show another number than is stored).
    """
    if code.casefold() in ("general", ""):
        return "general"
    section = _SPACING.sub("", _COLOURS.sub("", code)).split(";")[0]
    bare = _QUOTED.sub("", section)
    if not section and ";" in code:
        return "hidden"
    if "@" in bare:
        return "text"
    if "%" in section:
        return "percent"
    if _ELAPSED.search(bare):
        return "time"
    if re.search(r"[dy]|mmm", bare, re.IGNORECASE):
        return "date"
    if re.search(r"[hs]", bare, re.IGNORECASE):
        return "time"
    if re.search(r"E[+-]", bare):
        return "scientific"
    if "/" in bare:
        return "fraction"
    quoted = "".join(_QUOTED.findall(section))
    if bare.endswith(",") or any(sign.isdigit() for sign in _visible(quoted)):
        return "other"
    if _PLAIN.fullmatch(bare.strip()) or bare.strip().casefold() == "general":
        return "currency" if quoted else "number"
    return "other"


def _visible(quoted: str) -> str:
    """What quoted pieces show: the locale number of ``[$Rp-421]`` is not shown."""
    return re.sub(r"-[0-9A-Fa-f]+\]", "]", quoted)


def read_styles(package: Package, part: str) -> tuple[Style, ...]:
    """The cell styles of a workbook by their number."""
    found = elements(package, part)
    codes = _built_in() | {
        int(element.attributes["numFmtId"]): element.attributes.get("formatCode", "")
        for element in found
        if element.name == "numFmt" and element.attributes.get("numFmtId", "").isdecimal()
    }
    fonts = _fonts(found)
    fills = _fills(found)
    return tuple(
        _style(element, codes, fonts, fills)
        for element in found
        if element.name == "xf" and element.parent == "cellXfs"
    )


def _style(
    element: Element,
    codes: dict[int, str],
    fonts: list[tuple[bool, bool]],
    fills: list[bool],
) -> Style:
    code = codes.get(_number(element, "numFmtId"), "General")
    font, fill = _number(element, "fontId"), _number(element, "fillId")
    struck, white = fonts[font] if 0 <= font < len(fonts) else (False, False)
    filled = fills[fill] if 0 <= fill < len(fills) else False
    return Style(code, format_kind(code), struck, white, filled)


def _number(element: Element, name: str) -> int:
    text = element.attributes.get(name, "0")
    return int(text) if text.isdecimal() else 0


def _fonts(found: list[Element]) -> list[tuple[bool, bool]]:
    """For each font whether it strikes through and whether it is white."""
    fonts: list[tuple[bool, bool]] = []
    struck = white = False
    for element in found:
        if element.parent == "font":
            if element.name == "strike":
                struck = is_on(element.attributes)
            if element.name == "color":
                white = _is_white(element.attributes)
        if element.name == "font":
            if element.parent == "fonts":
                fonts.append((struck, white))
            struck = white = False
    return fonts


def _is_white(colour: dict[str, str]) -> bool:
    """Whether a colour is white; a tint makes it a grey."""
    if colour.get("tint", "0").strip("0.") != "":
        return False
    return any(colour.get(name, "").upper() in values for name, values in _WHITE.items())


def _fills(found: list[Element]) -> list[bool]:
    """For each fill whether it colours the cell."""
    fills: list[bool] = []
    solid = False
    for element in found:
        if element.name == "patternFill":
            solid = element.attributes.get("patternType", "none") not in ("none", "gray125")
        if element.name == "fill":
            if element.parent == "fills":
                fills.append(solid)
            solid = False
    return fills


def is_on(attributes: dict[str, str]) -> bool:
    """Whether an on-off element is on: it is, unless its value says otherwise."""
    return attributes.get("val", "1") not in ("0", "false", "off")
