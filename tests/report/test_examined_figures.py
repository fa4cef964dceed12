"""The figures of the examination, made from the rows of diagnostics.csv."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from helpers.records.tables import Diagnostic
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.examined_figures import rank_by_rules, reach_of_one_mark
from helpers.report.figures import draw_examination, draw_margins, draw_ranges, draw_rules

KEY = "karang-taruna"
CHANGED = "KT-02: Juara I; KT-01: Juara II; KT-06: Harapan III"
ROWS = (
    ("KT-01", "rank_low", "1", ""), ("KT-01", "rank_high", "3", ""),
    ("KT-01", "margin", "4.02", "KT-03"), ("KT-01", "margin_close", "yes", "Karena."),
    ("KT-03", "margin", "", "peserta berikutnya bukan finalis"),
    ("combine: median", "winner_under", "KT-02", ""),
    ("combine: median", "titles_moved_under", "3", CHANGED),
    ("combine: rank_sum", "winner_under", "", "Ada pengurangan nilai, maka tidak dapat."),
)  # fmt: skip


@pytest.fixture
def examined(digest: SeasonDigest) -> SeasonDigest:
    """The made-up season with a few measures of its first category."""
    rows = tuple(
        Diagnostic("2024", KEY, "", "participant", name, measure, value, note=note)
        for name, measure, value, note in ROWS
    )
    return with_category(digest, replace(digest.category(KEY), diagnostics=rows))


def with_category(digest: SeasonDigest, category: CategoryDigest) -> SeasonDigest:
    """The season with this category alone."""
    return replace(digest, categories=(category,))


def test_ranges_come_from_the_rows(examined: SeasonDigest) -> None:
    """Who has a range stands in the figure, with the full name in its table."""
    figure = draw_ranges(examined, KEY)
    assert figure is not None
    name = examined.category(KEY).placings[0].name
    assert figure.rows == ((f"{name} (KT-01)", "1", "1", "3"),)
    assert b"Kab. Tanah Laut (KT-01)" in figure.svg


def test_titles_that_move_become_ranks(examined: SeasonDigest) -> None:
    """Under another rule stand the titles that it gives; who has no title there has no rank."""
    category = examined.category(KEY)
    official, (median, sums) = rank_by_rules(category, "id")
    names = {placing.participant: f"{placing.name} ({placing.participant})"
             for placing in category.placings}  # fmt: skip
    assert official.ranks[names["KT-01"]] == 1
    assert (median.ranks[names["KT-02"]], median.ranks[names["KT-01"]]) == (1, 2)
    assert median.ranks[names["KT-06"]] == 6
    assert names["KT-06"] in official.ranks
    assert median.rule == "median para juri"
    assert (sums.ranks, sums.reason) == ({}, ROWS[-1][3])
    figure = draw_rules(examined, KEY)
    assert figure is not None
    assert figure.rows[2][-1] == ROWS[-1][3]


def test_margins_have_their_reasons(examined: SeasonDigest) -> None:
    """A close margin says so, a margin that is not there says why, ids become names."""
    figure = draw_margins(examined, KEY)
    assert figure is not None
    names = {p.participant: p.name for p in examined.category(KEY).placings}
    first, third, _ = figure.rows
    assert first[1:] == (names["KT-01"], names["KT-03"], "4,02  (tipis)")
    assert third[2:] == ("–", "peserta berikutnya bukan finalis")


@pytest.mark.parametrize(
    ("way", "share"),
    [("mean", Fraction(1, 3)), ("median", Fraction(1)), ("sum", Fraction(1)), ("rank_sum", None)],
)
def test_the_ruler_is_one_mark(digest: SeasonDigest, way: str, share: Fraction | None) -> None:
    """Five points of 100 by one of three jurors, half of the half that the last stage weighs."""
    category = digest.category(KEY)
    combine = category.rules.combine.model_copy(update={"jurors": way})
    rules = category.rules.model_copy(update={"combine": combine})
    scores = tuple(score for score in category.scores if score.stage == "lapangan")
    ruler = reach_of_one_mark(replace(category, rules=rules, scores=scores), "id")
    if share is None:
        assert ruler is None
        return
    assert ruler is not None
    assert ruler.change == "satu nilai juri berubah 5 poin"
    assert ruler.length == 5 * share * Fraction(1, 4)


def test_nothing_to_draw(digest: SeasonDigest) -> None:
    """Without measures there are no figures, in place of empty ones."""
    bare = with_category(digest, replace(digest.category(KEY), diagnostics=()))
    assert draw_examination(bare, KEY) == ()
