"""Signs that cannot be seen, or are not what they seem."""

from __future__ import annotations

import pytest

from helpers.intake.signs import (
    damaged,
    direction_signs,
    hidden_signs,
    mixed_scripts,
    strange_signs,
)


def test_hidden_signs_are_named_by_their_numbers() -> None:
    """Characters that cannot be seen are shown as code points; so are blanks of another width."""
    assert hidden_signs("8\u200b5\u00a0") == ("U+200B", "U+00A0")
    assert hidden_signs("8\u30005") == ("U+3000",)
    assert hidden_signs("8 5\n\t") == ()


def test_common_blanks_are_not_strange_in_a_name() -> None:
    """A no-break space comes with every paste; a full-width or zero-width one is told."""
    assert strange_signs("Siti\u00a0Contohwati\r\n") == ()
    assert strange_signs("\u3000Siti\u200b\x07") == ("U+3000", "U+200B", "U+0007")


def test_direction_controls_are_named() -> None:
    """What turns a text around is told by its code points."""
    assert direction_signs("\u202e58\u202c") == ("U+202E", "U+202C")


def test_look_alike_letters_are_found() -> None:
    """A Cyrillic letter in a Latin name is named, one script alone is not."""
    assert mixed_scripts("Ahmad Kа\u0442о") == ("U+0430", "U+0442", "U+043E")
    assert mixed_scripts("Ahmad Kató") == ()
    assert mixed_scripts("Тест") == ()


@pytest.mark.parametrize("text", ["JosÃ©", "8 â€“ 9", "Nurâ€™aini", "Â\u00a085", "Jos\ufffd"])
def test_texts_read_in_a_wrong_encoding_are_seen(text: str) -> None:
    """UTF-8 that was once read as Windows-1252 leaves its traces."""
    assert damaged(text)


@pytest.mark.parametrize(
    "text", ["José", "8 – 9", "Nur’aini", "naïve café", "日期 时间", "“ya”", "é"]
)
def test_sound_texts_are_not_damaged(text: str) -> None:
    """Accents, dashes, quotes and other scripts are no damage."""
    assert not damaged(text)
