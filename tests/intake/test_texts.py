"""Texts as stored: plain or in runs, and nothing of them lost."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.intake.texts import unescape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def shared(forge: Any, items: str) -> Any:
    """A workbook whose only cell, A1, is the first text of a table."""
    return forge.read(
        {"S": forge.sheet({"A1": ('t="s"', "<v>0</v>")})},
        parts={"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{items}</sst>'},
    )


@pytest.mark.parametrize(
    ("stored", "meant"),
    [
        ("a_x000D_b", "a\rb"),
        ("_x005F_x000D_", "_x000D_"),
        ("_xD83D__xDE00_", "\N{GRINNING FACE}"),
        ("_xD83D_", "_xD83D_"),
        ("_x00_", "_x00_"),
        ("data_x", "data_x"),
    ],
)
def test_escaped_characters_are_read(stored: str, meant: str) -> None:
    """An escape stands for its character; half a pair stands for none and stays as stored."""
    assert unescape(stored) == meant


@pytest.mark.parametrize(
    ("item", "text", "runs"),
    [
        ("<t>85</t>", "85", 0),
        ("<t></t>", "", 0),
        ("", "", 0),
        ("<t>8</t><t>5</t>", "85", 0),
        ("<r><t>8</t></r><r><t>5</t></r>", "85", 2),
        ("<t>7</t><r><rPr><strike/></rPr><t>85</t></r>", "785", 2),
        ("<r><t>8</t></r><t>5</t>", "85", 2),
        ("<t>8</t><rPh><t>9</t></rPh><phoneticPr/>", "8", 0),
        (" <t> 85\n</t> ", " 85\n", 0),
        ("<t>8<!-- 9 -->5</t>", "85", 0),
        ("<t>&lt;8&#53;&gt;</t>", "<85>", 0),
    ],
)
def test_every_piece_of_a_text_is_kept(forge: Any, item: str, text: str, runs: int) -> None:
    """A text is the sum of its pieces, within runs, before and behind them."""
    cell = shared(forge, f"<si>{item}</si>").sheets[0].cells[1, 1]
    assert (cell.literal, len(cell.runs)) == (text, runs)


def test_a_long_text_arrives_whole(forge: Any) -> None:
    """A text across several pieces of the stream has no seam."""
    pieces = "".join(chr(65 + number % 26) for number in range(32_000))
    filler = "<si><t>x</t></si>" * 3_800
    cell = shared(forge, f"<si><t>{pieces}</t></si>{filler}").sheets[0].cells[1, 1]
    assert cell.literal == pieces


@pytest.mark.parametrize(
    ("items", "code"),
    [
        (f"<si><t>{'9' * 32_768}</t></si>", "BOMB"),
        (f"<si><t>{'9 8 7 ' * 60_000}</t></si>", "BOMB"),
        ("<si><si><t>a</t></si></si>", "FOREIGN_ELEMENT"),
    ],
)
def test_a_table_that_no_program_writes_is_refused(forge: Any, items: str, code: str) -> None:
    """A text longer than a cell holds, and a text within a text, are refused."""
    assert shared(forge, items).notices[0].code == code
