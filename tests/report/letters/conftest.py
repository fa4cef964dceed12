"""Letters opened for reading, and a season whose sealed winner has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from docx.document import Document

from helpers.proof.comparing import ActChange, Comparison, MarkChange, PlaceChange
from helpers.proof.journal import JournalLine
from helpers.proof.revisions import Standing
from helpers.report.digest import SeasonDigest

Read = Callable[[Path], str]


def all_text(document: Document) -> str:
    """Everything that is printed: paragraphs, tables, header and footer."""
    section = document.sections[0]
    parts = [*section.header.paragraphs, *document.paragraphs, *section.footer.paragraphs]
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(part.text for part in parts), *(cell.text for cell in cells)])


@pytest.fixture
def read() -> Read:
    """The text of a letter."""
    return lambda path: all_text(docx.Document(str(path)))


@pytest.fixture
def revised(digest: SeasonDigest) -> SeasonDigest:
    """The made-up season after a correction turned the first two places round."""
    line = JournalLine(
        number=2, day="2024-07-29", kind="result_sealed", category="karang-taruna",
        folder="karang-taruna/2", status="FINAL", fingerprint="", files="", marks=None,
        same_titles="", by="CONTOH Petugas Satu", approved_by="", basis="",
        reason="Berita Acara Nomor 12 tanggal 29 Juli 2024",
    )  # fmt: skip
    since = Comparison(
        "revisi 1", "sekarang", True,
        marks=(
            MarkChange(
                "karang-taruna", "lapangan", "inovasi", "KT-02", "J3", Decimal("95"),
                Decimal("86"), "nilai J3.xlsx › Lapangan › D8", "K-1",
                "Salah ketik: tertulis 95.", "CONTOH Petugas Satu",
            ),
        ),
        acts=(
            ActChange(
                "deduction", "added", "karang-taruna", "KT-06",
                points=Decimal("0.5"), reason="Terlambat.", by="CONTOH Petugas Dua",
            ),
        ),
        places=(
            PlaceChange(
                "karang-taruna", "KT-01", "Karang Taruna Bina Muda & Rekan", Decimal("90.23"),
                Decimal("90.23"), 2, 1, "Juara II", "Juara I",
            ),
            PlaceChange(
                "karang-taruna", "KT-02", "Karang Taruna <b>Saijaan</b>", Decimal("90.90"),
                Decimal("87.01"), 1, 2, "Juara I", "Juara II",
            ),
        ),
    )  # fmt: skip
    category = replace(
        digest.category("karang-taruna"),
        standing=Standing("sealed", "FINAL", line), revised=since, announced=since,
    )  # fmt: skip
    return replace(digest, categories=(category, *digest.categories[1:]))
