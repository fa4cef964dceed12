"""Names that stand in tables, files and addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Refuse = Callable[..., Any]


@pytest.mark.parametrize(
    ("changes", "at", "words"),
    [
        (("  J6: {", "  J 4: {name: x}\n  J6: {"), "J 4:", "Kode juri “J 4” tidak dapat dipakai"),
        (
            ("  J6: {", "  committee: {name: x}\n  J6: {"),
            "committee: {",
            "“committee” sudah berarti panitia",
        ),
        (
            ("  J6: {", "  j5: {name: x}\n  J6: {"),
            "j5: {",
            "Kode juri “j5” dan “J5” hanya berbeda huruf besar-kecil",
        ),
        (("{head: {", "{kepala dinas: {"), "kepala dinas", "penanda tangan “kepala dinas”"),
        (("  karang-taruna:", "  Karang Taruna:"), "Karang Taruna:", "misalnya karang-taruna"),
        (("      tes:", "      Tes.Tulis:"), "Tes.Tulis:", "Kode tahap “Tes.Tulis”"),
        (("legalitas: {", "legal itas: {"), "legal itas: {", "Kode kriteria “legal itas”"),
    ],
)
def test_a_name_that_cannot_stand_in_an_address_is_refused(
    refuse: Refuse, changes: tuple[str, ...], at: str, words: str
) -> None:
    """Each kind of name has its signs, and the message shows a good one."""
    refuse(*changes).must_say(at, words)
