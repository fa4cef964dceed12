"""Number formats: what they make of a stored number."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.intake.styles import format_kind


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", "general"),
        ("0", "number"),
        ("0.00", "number"),
        ("#,##0.00", "number"),
        ("#,##0;[Red]-#,##0", "number"),
        ("0%", "percent"),
        ("0.00%", "percent"),
        ("d-mmm", "date"),
        ("dd/mm/yyyy", "date"),
        ("[$-421]dd mmmm yyyy", "date"),
        ("h:mm", "time"),
        ("[h]:mm", "time"),
        ("mm:ss", "time"),
        ("0.00E+00", "scientific"),
        ("# ?/?", "fraction"),
        ('"Rp"#,##0', "currency"),
        ("[$Rp-421]#,##0", "currency"),
        ("@", "text"),
        (";;;", "hidden"),
        ('"90"', "other"),
        ('0"0"', "other"),
        ('[<10]0"0";0', "other"),
        ("0.00,", "other"),
    ],
)
def test_formats_have_a_class(code: str, kind: str) -> None:
    """Each format is of the class that decides whether a mark under it may be used."""
    assert format_kind(code) == kind


@pytest.mark.parametrize(
    ("colour", "white"),
    [
        ('rgb="FFFFFFFF"', True),
        ('rgb="FF000000"', False),
        ('indexed="9"', True),
        ('indexed="8"', False),
        ('theme="0"', True),
        ('theme="0" tint="-0.5"', False),
        ('theme="1"', False),
    ],
)
def test_white_is_white_however_it_is_given(forge: Any, colour: str, white: bool) -> None:
    """A font is white by its own colour, by the old palette or by the theme."""
    styles = (
        f"<styleSheet><fonts><font><color {colour}/></font></fonts><cellXfs><xf/></cellXfs>"
        "</styleSheet>"
    )
    book = forge.read({"S": forge.sheet({"A1": 1})}, parts={"xl/styles.xml": styles})
    assert book.styles[0].white is white
