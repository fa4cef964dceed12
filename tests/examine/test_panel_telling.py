"""The panel in sentences."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from helpers.examine.category import measure_category
from helpers.examine.estimates import Estimate
from helpers.examine.favour import Favour
from helpers.examine.panel_study import PanelMeasures
from helpers.examine.panel_telling import (
    say_agreement,
    say_agreement_is_not_truth,
    say_another_criterion,
    say_deviations,
    say_favours,
    say_jurors_needed,
    say_order,
    say_panel,
    say_rho_limit,
    say_strictness,
)
from helpers.examine.strictness import Strictness

COEFFICIENTS = ("icc_ck", "kendall_w", "kendall_p", "jurors_for_080")


def examined(scoring: Any, table: Any, rule: Any = None, jurors: int = 4) -> Any:
    """The rule and the examination of a table of marks."""
    names = [f"J{seat}" for seat in range(1, jurors + 1)]
    book = scoring.book({"jurors": names} | (rule or {}), names)
    marks = scoring.table(table) if isinstance(table, str) else table
    made = measure_category(book, scoring.category, scoring.facts(marks))
    return book.categories[scoring.category], made.panels


def measures_with(panel: PanelMeasures, measure: str, **numbers: Any) -> PanelMeasures:
    """The same panel with one of its numbers as it might be."""
    changed = Estimate(measure, "s", **numbers)
    others = tuple(one for one in panel.estimates if one.measure != measure)
    return PanelMeasures(panel.panel, panel.jurors, (changed, *others), (), ())


def test_a_panel_in_five_sentences(scoring: Any, mixed: str) -> None:
    """What is shared, whether the order is chance, the error in points, and what a juror buys."""
    rule, study = examined(scoring, mixed)
    assert say_panel(study.stages[0], rule, "id") == (
        "Dari perbedaan antarpeserta pada rata-rata para juri, 93% adalah pandangan "
        "bersama para juri (rentang 95%: 76% sampai 99%); selebihnya beda pendapat.",
        "Kesamaan urutan peserta menurut para juri: W = 0,90 (0 tidak ada, 1 sama persis); "
        "kebetulan saja jarang menghasilkannya (peluang < 0,001).",
        "Seandainya panel lain yang setara menilai, jarak nilai seorang peserta dari yang lain "
        "lazimnya bergeser sekitar 1,77 poin.",
        "Agar 80% perbedaan antarpeserta merupakan pandangan bersama, juri yang diperlukan: 2; "
        "menurut data ini antara 1 dan 6.",
        "Dengan satu juri lagi, galat nilai panel turun dari 1,77 menjadi 1,59 poin.",
    )


def test_no_view_in_common(scoring: Any, against: str) -> None:
    """Where nothing is shared it says so, and that there are only three jurors."""
    rule, study = examined(scoring, against, jurors=3)
    said = say_panel(study.stages[0], rule, "id")
    assert said[0].startswith("Hanya tiga juri: tidak ada yang dapat dikatakan tentang juri")
    assert said[1].startswith("Dari nilai ini tidak tampak pandangan bersama")
    assert said[2].endswith("kebetulan saja dapat menghasilkannya (peluang 0,949).")
    assert not any("diperlukan" in sentence for sentence in said)


def test_what_is_not_all_is_not_told_as_all(scoring: Any, mixed: str) -> None:
    """A part of 99.8 % is more than 99 %, not 100 %; a limit below nothing is nothing."""
    _, study = examined(scoring, mixed)
    almost = measures_with(
        study.stages[0],
        "icc_ck",
        value=Fraction(998, 1000),
        low=Fraction(-1, 10),
        high=Fraction(1),
    )
    assert "juri, > 99% adalah" in say_agreement(almost, "id")
    assert "0% sampai 100%" in say_agreement(almost, "id")
    bare = measures_with(study.stages[0], "icc_ck", value=Fraction(1), reason="no_limits")
    assert say_agreement(bare, "en").endswith("100% is what the jurors share.")


@pytest.mark.parametrize(
    ("limits", "end"),
    [
        ({"low": 1, "high": 1}, "juri yang diperlukan: 1."),
        ({"low": 1, "high": None}, "paling sedikit 1, tanpa batas atas yang dapat disebut."),
        ({"low": 1, "high": 9}, "antara 1 dan 9."),
    ],
)
def test_jurors_needed(scoring: Any, mixed: str, limits: Any, end: str) -> None:
    """A range as a range, an open one as open, and a number that is sure as it is."""
    _, study = examined(scoring, mixed)
    fractions = {key: None if one is None else Fraction(one) for key, one in limits.items()}
    panel = measures_with(study.stages[0], "jurors_for_080", value=Fraction(1), **fractions)
    assert say_jurors_needed(panel, "id").endswith(end)


def test_reasons_instead(scoring: Any) -> None:
    """A single juror, and equal marks, have their reason and no other sentence about agreement."""
    _, single = examined(scoring, "A: 80\nB: 70", jurors=1)
    _, equal = examined(scoring, "A: 80 80\nB: 80 80", jurors=2)
    assert say_agreement(single.stages[0], "en").startswith("Fewer than two jurors")
    assert say_agreement(equal.stages[0], "en").startswith("The jurors' marks do not tell")
    assert say_order(equal.stages[0], "en") == ""


def test_another_criterion(scoring: Any) -> None:
    """With several criteria it is said what one more of them would do, beside one more juror."""
    marks = scoring.table("A: 80 70 75\nB: 60 65 50\nC: 55 70 62", criterion="c")
    marks |= scoring.table("A: 75 70 70\nB: 70 60 55\nC: 50 55 40", criterion="d")
    rule = {"stages": {"s": scoring.stage({"c": 50, "d": 50})}}
    _, study = examined(scoring, marks, rule, jurors=3)
    assert say_another_criterion(study.stages[0], "en").startswith("With the criteria seen as some")
    assert say_rho_limit(study.stages[0], "en") == ""


def test_deviations(scoring: Any) -> None:
    """The farthest marks are named with both values, and that distance is no mistake."""
    _, study = examined(scoring, "A: 80 80 60 80\nB: 50 80 80 80\nC: 70 70 70 71")
    assert say_deviations(study.stages[0].deviations, Decimal(15), "id") == (
        "Nilai yang berjarak lebih dari 15% skala dari rata-rata juri lain: 2; yang terjauh "
        "(paling banyak 2) disebut di sini. Jarak bukan kesalahan: juri itu mungkin melihat apa "
        "yang tidak dilihat juri lain.",
        "B, c: 50; rata-rata juri lain 80",
        "A, c: 60; rata-rata juri lain 80",
    )
    assert len(say_deviations((), Decimal("12.5"), "id")) == 1


def test_strictness(scoring: Any) -> None:
    """Nothing, so much, or these titles: what strictness does, in points or in places."""
    rule = {"missing": {"juror_absent": "mean_of_present"}}
    _, moved = examined(scoring, "A: 80 80 60\nB: 78 78 JB", rule, jurors=3)
    assert say_strictness(moved.strictness, "points", "id") == (
        "Tanpa perbedaan keketatan juri, gelar ini akan lain: Nama A, Nama B; jarak dua peserta "
        "berubah paling banyak 6,67 poin. Hasil resmi mengikuti aturan dan tidak berubah."
    )
    assert say_strictness(Strictness(shift=Fraction()), "points", "en").endswith("stay the same.")
    assert "sum of ranks" in say_strictness(Strictness(shift=Fraction(1)), "places", "en")
    assert say_strictness(Strictness(reason="undecided"), "points", "en") == ""
    assert say_strictness(Strictness(reason="stopped", message="Undi."), "points", "en") == "Undi."
    assert say_strictness(Strictness(reason="disconnected"), "points", "en").startswith(
        "The jurors"
    )


def test_favours() -> None:
    """An effect is told with its chance and without its cause; what cannot be tested says so."""
    found = (
        Favour("s", "J1", 2, Fraction(10), Fraction(1, 78), Fraction(1, 78)),
        Favour("s", "J2", 2, Fraction(-1), Fraction(1, 2), Fraction(1, 2)),
        Favour("s", "J3", 1, reason="too_few_own"),
    )
    known, chance, untested = say_favours(found, "en")
    assert known.startswith("J1: participants of the own region, against the others")
    assert known.endswith(
        "(probability 0.013). Numbers do not show the cause and are no proof of favour."
    )
    assert "differ by +10.00 points" in known
    assert "differ by −1.00 points" in chance
    assert chance.endswith("Chance alone may give as much (probability 0.500).")
    assert untested.startswith("J3, own region: Too few participants to test")


def test_agreement_is_not_truth() -> None:
    """It is said what no coefficient can tell."""
    assert say_agreement_is_not_truth("id").startswith("Kesepakatan bukan ukuran kebenaran")
