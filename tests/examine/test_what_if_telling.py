"""What else could have come out, in sentences."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.examine.category import Examination, measure_category
from helpers.examine.what_if_telling import (
    say_because,
    say_chance,
    say_close,
    say_level,
    say_mark,
    say_other_rules,
    say_place_change,
    say_way,
    say_weight_change,
    say_what_ifs,
    show_share,
)

TABLE = "A: 81 80 79\nB: 79 81 79\nC: 60 61 60"
NAMES = {one: f"Nama {one}" for one in "ABC"}


def examined(scoring: Any, marks: Any = TABLE, rule: Any = None) -> tuple[Any, Examination]:
    """The rule and the examination of a table of marks."""
    book = scoring.book(rule)
    made = scoring.table(marks) if isinstance(marks, str) else marks
    rule = book.categories[scoring.category]
    return rule, measure_category(book, scoring.category, scoring.facts(made))


def test_one_mark(scoring: Any) -> None:
    """The smallest change names the mark, both values, and who would hold the title."""
    rule, made = examined(scoring)
    told, count = say_place_change(made.mark_changes[0], rule, "id")
    assert told == (
        "Perubahan satu nilai yang terkecil untuk Juara I: nilai juri J1 untuk A pada c (Tahap), "
        "81,00 menjadi 80,00 (1,00 poin lebih rendah). Juara I lalu dipegang Nama A, Nama B."
    )
    assert count.startswith("Juara I: 6 dari 9 nilai masing-masing dapat mengubah pemegangnya")
    assert made.mark_changes[0].change is not None
    assert say_mark(made.mark_changes[0].change, rule, "en").endswith("(1.00 points lower)")


def test_a_firm_title(scoring: Any) -> None:
    """Where no mark suffices, that is said."""
    rule, made = examined(scoring, "A: 99 99 99\nB: 10 10 10")
    [told] = say_place_change(made.mark_changes[0], rule, "en")
    assert told == (
        "Juara I (Nama A): No single mark, changed by itself and within its scale, could change "
        "the holder."
    )


def test_left_out(scoring: Any) -> None:
    """Whether the winner hangs on a criterion, a stage or the last one."""
    marks = scoring.table(TABLE) | scoring.table(
        "A: 70 70 70\nB: 75 75 71\nC: 6 6 6", criterion="d"
    )
    rule, made = examined(scoring, marks, {"stages": {"s": scoring.stage({"c": 60, "d": 40})}})
    assert say_what_ifs(made.what_ifs, rule, "id") == (
        "Tanpa kriteria d (Tahap), yang pertama: Nama A.",
        "Tanpa peserta peringkat terakhir semua gelar tetap.",
    )


def test_other_rules(scoring: Any) -> None:
    """Which rules agree, which do not, and which cannot be applied."""
    _, made = examined(scoring, "A: 81 80 79\nB: 79 JB 79\nC: 60 61 60",
                       {"missing": {"juror_absent": "mean_of_present"}})  # fmt: skip
    told = say_other_rules(made.other_rules, "id")
    assert told[-1].startswith("Cara jumlah peringkat tidak dapat diterapkan. Panel tidak lengkap")
    assert any("median" in sentence for sentence in told)


def test_weights(scoring: Any) -> None:
    """How many points of weight, and who would catch the winner; or why nothing is said."""
    marks = scoring.table(TABLE) | scoring.table(
        "A: 70 70 70\nB: 75 75 71\nC: 6 6 6", criterion="d"
    )
    rule, made = examined(scoring, marks, {"stages": {"s": scoring.stage({"c": 60, "d": 40})}})
    criteria, stages = made.weight_changes
    assert say_weight_change(criteria, rule, NAMES, "id") == (
        "Pada bobot kriteria tahap Tahap, 31,67 poin bobot harus digeser "
        "agar Nama A menyusul pemenang."
    )
    assert say_weight_change(stages, rule, NAMES, "en").startswith(
        "In the weights of the stages nothing"
    )
    rule, made = examined(scoring, marks, {"stages": {"s": scoring.stage({"c": 0, "d": 100})}})
    assert say_level("s", rule, "en") == "the weights of the criteria in Tahap"


def test_chance(scoring: Any) -> None:
    """Who has a title gets a range and a chance, and the error of drawing is said."""
    _, made = examined(scoring)
    told = say_chance(made.chance, NAMES, 2, "id")
    assert told[0].startswith("Nama A: dengan panel lain yang serupa, peringkat 1 sampai 2 (95%)")
    assert told[-1].startswith("Dihitung dari 20.000 panel tiruan")
    _, alone = examined(scoring, "A: 80 81 79")
    assert say_chance(alone.chance, NAMES, 2, "en") == [
        "Only one participant is ranked: there is no order that could change."
    ]


def test_close(scoring: Any) -> None:
    """A close place says what is close about it; one that is not says nothing."""
    _, made = examined(scoring)
    first, second, *_ = made.closeness
    assert first.because == "chance"
    assert say_close(first, "en").startswith("Nama A and Nama B are close. With another panel")
    assert say_close(second, "en") == ""
    assert say_because(second, "en").startswith(
        "With another panel like this one their order turns"
    )
    _, tight = examined(scoring, "A: 80.01 80 80\nB: 80 80 80", {"rounding": {"total": None}})
    assert tight.closeness[0].because == "step"
    _, firm = examined(scoring, "A: 90 90 90\nB: 80 80 80")
    assert "tidak dapat ditaksir" in say_because(firm.closeness[0], "id")


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0.0, "0,0%"), (0.0002, "< 0,1%"), (0.5, "50,0%"), (0.9999, "> 99,9%"), (1.0, "100,0%")],
)
def test_shares(share: float, shown: str) -> None:
    """What is neither never nor always is not rounded to it."""
    assert show_share(share, "id") == shown


def test_every_way_has_a_name() -> None:
    """Each way to combine the jurors has a name in both languages."""
    for way in ("mean", "trimmed", "median", "rank_sum", "z_score"):
        assert say_way(way, "id")
        assert say_way(way, "en")
