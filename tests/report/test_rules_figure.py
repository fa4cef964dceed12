"""Who would win under which rule."""

from __future__ import annotations

import re

from helpers.report.rules_figure import MOST_COLUMNS, RuleRanks, draw_rules

OFFICIAL = RuleRanks("Rata-rata (resmi)", {"A": 1, "B": 2, "C": 3, "D": 4})
OTHERS = (
    RuleRanks("Nilai tengah", {"A": 1, "B": 3, "C": 2, "D": 4}),
    RuleRanks("Terpangkas", {"A": 2, "B": 1, "C": 3, "D": 4}),
    RuleRanks("Jumlah peringkat", {}, "panel tidak lengkap"),
)


def test_each_row_says_who_wins() -> None:
    """Beside each rule stands whether the winner stays, who else it is, or why there is none."""
    figure = draw_rules("kt", "Karang Taruna", OFFICIAL, OTHERS, titles=2)
    assert figure is not None
    drawn = " ".join(re.findall(r"<text[^>]*>(.*?)</text>", figure.svg.decode()))
    for text in ("aturan resmi", "pemenang tetap", "pemenang: B", "panel tidak lengkap"):
        assert text in drawn


def test_what_does_not_fit_stands_in_the_table() -> None:
    """A long reason and a long winner are short beside their rows, and in full in the table."""
    reason = "Ada pengurangan nilai, dan poin tidak dapat dikurangkan dari jumlah peringkat."
    long = "Karang Taruna Persatuan Pemuda (KT-08)"
    others = (RuleRanks("Jumlah", {}, reason), RuleRanks("Lain", {long: 1, "A": 2}))
    figure = draw_rules("kt", "KT", OFFICIAL, others, titles=2, briefs={"A": "Kab. A"})
    assert figure is not None
    drawn = re.findall(r"<text[^>]*>(.*?)</text>", figure.svg.decode())
    for text in ("tidak dapat diterapkan", "pemenang lain", "Kab. A"):
        assert text in drawn
    assert [row[-1] for row in figure.rows[1:]] == [reason, f"pemenang: {long}"]


def test_only_those_with_a_title_stand_across() -> None:
    """Who has a title under no rule is in the table alone."""
    figure = draw_rules("kt", "Karang Taruna", OFFICIAL, OTHERS, titles=2)
    assert figure is not None
    drawn = re.findall(r"<text[^>]*>(.*?)</text>", figure.svg.decode())
    assert "C" in drawn
    assert "D" not in drawn
    assert figure.header == ("Aturan", "A", "B", "C", "D", "Keterangan")
    assert figure.rows[3] == ("Jumlah peringkat", "–", "–", "–", "–", "panel tidak lengkap")


def test_text_is_made_from_the_data() -> None:
    """The text says under how many rules the winner stays, and who else would win where."""
    figure = draw_rules("kt", "Karang Taruna", OFFICIAL, OTHERS, titles=2)
    assert figure is not None
    assert "Pemenang resmi A; tetap menang menurut 1 dari 2 aturan lain" in figure.alt
    assert figure.alt.endswith("Pemenang lain: Terpangkas: B.")
    same = draw_rules("kt", "Karang Taruna", OFFICIAL, OTHERS[:1], titles=2)
    assert same is not None
    assert "Pemenang lain" not in same.alt


def test_many_participants_and_none() -> None:
    """A page holds so many columns and says so; without ranks there is no figure."""
    many = RuleRanks("Resmi", {f"P{one:02}": one for one in range(1, 31)})
    figure = draw_rules("kt", "Karang Taruna", many, (), titles=20, language="en")
    assert figure is not None
    assert f"the first {MOST_COLUMNS}" in figure.caption
    assert len(figure.rows[0]) == 32
    assert draw_rules("kt", "Karang Taruna", RuleRanks("Resmi", {}), (), titles=3) is None


def test_same_data_same_bytes() -> None:
    """Drawing twice gives the same bytes."""
    first, second = (draw_rules("kt", "KT", OFFICIAL, OTHERS, titles=2) for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.svg == second.svg
