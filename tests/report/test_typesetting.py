"""Characters that no font holds, in documents laid out by typst."""

from __future__ import annotations

from helpers.report.typesetting import spell_out


def test_spelling_out_leaves_the_rest() -> None:
    """Only the characters that cannot be printed become codes."""
    assert (
        spell_out("a\N{JAVANESE LETTER JA}b", frozenset("\N{JAVANESE LETTER JA}")) == "a[U+A997]b"
    )
