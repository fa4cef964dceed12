"""The ranks with their ranges."""

from __future__ import annotations

import re

from helpers.report.drawing import MOST_ROWS
from helpers.report.ranges_figure import RankRange, draw_ranges

RANGES = (
    RankRange("Kota Banjarbaru (KT-13)", 1, 1, 1),
    RankRange("Kab. Tapin (KT-05)", 2, 2, 4),
    RankRange("Kab. $x$ (KT-06)", 3, 2, 4),
)


def test_range_and_official_rank_are_written() -> None:
    """Each row says the official rank, and the range where there is one; names stay literal."""
    figure = draw_ranges("kt", "Karang Taruna", RANGES)
    assert figure is not None
    drawn = " ".join(re.findall(r"<text[^>]*>(.*?)</text>", figure.svg.decode()))
    for text in ("2 (2–4)", "3 (2–4)", "Kab. $x$ (KT-06)"):
        assert text in drawn
    assert "1 (1–1)" not in drawn


def test_text_and_table_are_made_from_the_data() -> None:
    """The text names the first and the widest range; the table holds the numbers."""
    figure = draw_ranges("kt", "Karang Taruna", RANGES)
    assert figure is not None
    assert "rentang terlebar Kab. Tapin (KT-05), 2 sampai 4" in figure.alt
    assert "Pada 1 peserta rentangnya satu peringkat saja" in figure.alt
    assert figure.rows[1] == ("Kab. Tapin (KT-05)", "2", "2", "4")
    assert len(figure.header) == len(figure.rows[0])


def test_page_holds_so_many_rows_and_the_table_all() -> None:
    """Of many participants the caption says how many are shown; the table has them all."""
    many = [RankRange(f"P{one}", one, one, one) for one in range(1, 51)]
    figure = draw_ranges("kt", "Karang Taruna", many, "en")
    assert figure is not None
    assert f"the first {MOST_ROWS}" in figure.caption
    assert len(figure.rows) == 50


def test_same_data_same_bytes_and_nothing_of_nothing() -> None:
    """Drawing twice gives the same bytes; without participants there is no figure."""
    first, second = (draw_ranges("kt", "Karang Taruna", RANGES) for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.svg == second.svg
    assert draw_ranges("kt", "Karang Taruna", ()) is None
