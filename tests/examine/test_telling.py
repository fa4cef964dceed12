"""The measures in sentences."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.examine.category import measure_category
from helpers.examine.telling import (
    say_left_out,
    say_margin,
    say_measured,
    say_reason,
    say_severity_matters,
)
from helpers.records.words import sentences


def examined(scoring: Any, table: str, rule: Any = None) -> Any:
    """The rule and the examination of a table of marks."""
    book = scoring.book(rule)
    facts = scoring.facts(scoring.table(table))
    return book.categories[scoring.category], measure_category(book, scoring.category, facts)


def test_margins(scoring: Any) -> None:
    """A margin names who is ahead of whom, with the decimals it has."""
    rule, made = examined(scoring, "A: 90 90 90\nB: 89.97 89.97 89.97")
    assert [say_margin(margin, rule, "id") for margin in made.margins] == [
        "Nama A unggul 0,03 poin atas Nama B.",
        "Nama B tidak memiliki selisih: tidak ada peserta di belakangnya.",
    ]


def test_no_margin_is_no_lead(scoring: Any) -> None:
    """Nobody is told to be 0.00 points ahead: what decided is the rule for ties."""
    ties = {"ties": [{"criterion": "s.d"}, "shared"]}
    rule = {"stages": {"s": scoring.stage({"c": 50, "d": 50})}, **ties}
    marks = scoring.table("A: 80 80 80\nB: 90 90 90", criterion="c")
    marks |= scoring.table("A: 90 90 90\nB: 80 80 80", criterion="d")
    book = scoring.book(rule)
    made = measure_category(book, scoring.category, scoring.facts(marks))
    told = [say_margin(one, book.categories[scoring.category], "id") for one in made.margins]
    assert told[0] == (
        "Nilai Nama A sama dengan nilai Nama B; urutannya ditentukan aturan untuk nilai yang sama."
    )


def test_jurors(scoring: Any) -> None:
    """The two ends of each measure are named, with signs and percentages."""
    _, made = examined(scoring, "A: 95 86 80\nB: 50 80 80")
    assert [say_measured(measured, "id") for measured in made.jurors[:4]] == [
        "Tiap juri memberi 2 nilai.",
        "Nilai dibandingkan rata-rata juri lain: terendah J1 (−9,00 poin), "
        "tertinggi J2 (+6,75 poin).",
        "Jarak antarnilai: tersempit J3 (0,00 kali yang lazim di panel ini), "
        "terlebar J1 (7,50 kali).",
        "Bagian dalam membedakan peserta: terkecil J3 (0,0%), terbesar J1 (88,2%); "
        "bila sama besar, masing-masing 33,3%.",
    ]


def test_what_cannot_be_said_is_said(scoring: Any) -> None:
    """Where there is no number the sentence is its reason."""
    _, made = examined(scoring, "A: 80 80 80\nB: 80 80 80")
    assert say_measured(made.jurors[2], "en") == say_reason("no_spread", "en")


@pytest.mark.parametrize(
    ("rule", "table", "start"),
    [
        (None, "A: 1 2 3\nB: 3 2 1", "Semua peserta dinilai panel yang sama"),
        ({"combine": {"jurors": "median"}}, "A: 1 2 3\nB: 3 2 1", "Nilai para juri tidak sekadar"),
        (
            {"missing": {"juror_absent": "mean_of_present"}},
            "A: 1 JB 3\nB: 3 2 1",
            "Tidak semua peserta dinilai panel yang sama",
        ),
    ],
)
def test_severity_cancels_or_not(scoring: Any, rule: Any, table: str, start: str) -> None:
    """P6: it is said first whether a strict juror can change the order at all."""
    made_rule, made = examined(scoring, table, rule)
    assert say_severity_matters(made_rule, made.tables, "id").startswith(start)


def test_left_out(scoring: Any) -> None:
    """It is said whether the winner hangs on one juror, and on whom."""
    _, safe = examined(scoring, "A: 90 90 90\nB: 80 80 80")
    _, close = examined(scoring, "A: 99 80 80\nB: 80 85 85")
    _, stopped = examined(scoring, "A: 9 8 7\nB: 7 6 5", {"combine": {"jurors": {"trimmed": 1}}})
    assert say_left_out(safe.left_out, "id") == (
        "Pemenang tetap sama tanpa salah satu dari 3 juri.",
    )
    assert say_left_out(close.left_out, "id") == ("Tanpa J1, pemenangnya: Nama B.",)
    assert len(say_left_out(stopped.left_out, "id")) == 3
    assert say_left_out((), "id")[0].startswith("Kategori ini belum dapat ditetapkan")


def test_every_sentence_has_both_languages() -> None:
    """Every sentence of this room exists in Indonesian and in English."""
    assert sentences("examine", "id").keys() == sentences("examine", "en").keys()
    assert all(sentences("examine", "en").values())
