"""The margin at each title place, beside what a single mark can move."""

from __future__ import annotations

import re
from fractions import Fraction

from helpers.report.margins_figure import Ruler, TitleGap, draw_margins, within

GAPS = (
    TitleGap("Juara I", "A", "B", Fraction("1.93")),
    TitleGap("Juara II", "B", "C", Fraction("0.05")),
    TitleGap("Juara III", "C", "", None, "berikutnya bukan finalis"),
)
RULER = Ruler("satu nilai, 5 poin", Fraction("0.175"))


def test_margins_stand_beside_their_bars() -> None:
    """Each margin has its number with the decimal comma; what a mark could turn says so."""
    figure = draw_margins("kt", "Karang Taruna", GAPS, RULER)
    assert figure is not None
    drawn = re.findall(r"<text[^>]*>(.*?)</text>", figure.svg.decode())
    for text in ("1,93", "0,05  (dapat dibalik satu nilai)", "berikutnya bukan finalis", "0,18"):
        assert text in drawn


def test_ruler_decides_exactly() -> None:
    """A margin as long as the ruler is within it; where there is no margin, nothing is."""
    assert within(TitleGap("I", "A", "B", RULER.length), RULER)
    assert not within(TitleGap("I", "A", "B", RULER.length + Fraction(1, 10**9)), RULER)
    assert not within(GAPS[2], RULER)


def test_text_and_table_are_made_from_the_data() -> None:
    """The text names the smallest margin and what a mark could turn; the table has the reasons."""
    figure = draw_margins("kt", "Karang Taruna", GAPS, RULER)
    assert figure is not None
    assert figure.alt.endswith(
        "Selisih terkecil 0,05, pada Juara II. Satu nilai dapat membalik: Juara II."
    )
    assert figure.rows[2] == ("Juara III", "C", "–", "berikutnya bukan finalis")
    clear = draw_margins("kt", "Karang Taruna", GAPS[:1], RULER)
    assert clear is not None
    assert "tidak dapat membalik satu gelar pun" in clear.alt


def test_what_was_found_goes_before_the_ruler() -> None:
    """A place that the examination found close says so, however long the ruler is, or without."""
    gaps = (
        TitleGap("Juara I", "A", "B", Fraction(5), close=True, brief="Kab. A (1)"),
        TitleGap("Juara II", "B", "C", Fraction("0.01"), close=False),
    )
    for ruler in (RULER, None):
        figure = draw_margins("kt", "Karang Taruna", gaps, ruler)
        assert figure is not None
        drawn = re.findall(r"<text[^>]*>(.*?)</text>", figure.svg.decode())
        assert {"Juara I: Kab. A (1)", "5,00  (tipis)", "0,01"} <= set(drawn)
        assert figure.alt.endswith("Berselisih tipis: Juara I.")
        assert (RULER.change in figure.alt) == (ruler is not None)
        assert len(figure.rows) == 2 + (ruler is not None)


def test_no_margin_at_all() -> None:
    """Where no title place has a margin the figure still says why; without titles there is none."""
    figure = draw_margins("kt", "Karang Taruna", GAPS[2:], RULER)
    assert figure is not None
    assert "Selisih terkecil" not in figure.alt
    assert draw_margins("kt", "Karang Taruna", (), RULER) is None


def test_same_data_same_bytes() -> None:
    """Drawing twice gives the same bytes."""
    first, second = (draw_margins("kt", "KT", GAPS, RULER) for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.svg == second.svg
