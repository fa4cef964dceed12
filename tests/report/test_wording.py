"""Table values in the words of the documents."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from helpers.records.tables import COMMITTEE, Absence
from helpers.report.digest import SeasonDigest
from helpers.report.wording import (
    absent_stages,
    bare_stage,
    corrected_participants,
    corrections_of,
    deductions_of,
    describe_link,
    describe_reason,
    list_names,
    region_label,
    sat_in_order,
    say_ties,
    show_percent,
    show_probability,
    show_signed,
    show_value,
    stage_contributions,
)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("90.2", "90,20"), ("0.004", "0,004"), ("1234.5", "1.234,50"), ("0.00", "0,00")],
)
def test_values_never_lose_decimals(value: str, shown: str) -> None:
    """A value has at least the declared decimals, and keeps those that make a difference."""
    assert show_value(Decimal(value), 2) == shown


def test_no_value_is_a_dash() -> None:
    """Where a table has no value a dash stands, never a zero."""
    assert show_value(None, 2) == "–"


def test_signed() -> None:
    """Differences carry their sign, a true minus, and none at zero."""
    assert [show_signed(text) for text in ("-2.5", "1.255", "0")] == ["−2,50", "+1,26", "0,00"]


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("stage: lapangan", "nilai tahap Peninjauan lapangan"),
        ("criterion: lapangan.inovasi", "nilai kriteria Inovasi (Peninjauan lapangan)"),
        ("shared", "peringkat bersama"),
        ("juror_majority", "mayoritas juri"),
        ("lot", "undian"),
        ("", ""),
    ],
)
def test_links_of_the_chain_have_words(digest: SeasonDigest, link: str, words: str) -> None:
    """Every link that can decide a tie is said with the names of the rule book."""
    assert describe_link(link, digest.rules.categories["karang-taruna"]) == words


def test_corrections_reach_only_their_participant(digest: SeasonDigest) -> None:
    """The dagger goes to whoever holds a corrected mark."""
    category = digest.category("karang-taruna")
    assert corrected_participants(category) == {"KT-02"}
    assert corrections_of(category) == {"K-1"}


def test_contributions_make_the_total(digest: SeasonDigest) -> None:
    """Stage values times their weights, less the deductions, are the exact totals."""
    category = digest.category("karang-taruna")
    gifts, taken = stage_contributions(category), deductions_of(category)
    for placing in category.placings:
        if placing.exact is not None:
            total = sum(gifts[placing.participant].values(), Fraction(0))
            assert total - Fraction(taken.get(placing.participant, 0)) == placing.exact


def test_roster_tells_nothing_about_codes(digest: SeasonDigest) -> None:
    """The roster has the chair first and the others by name, not in the order of the codes."""
    order = sat_in_order(digest.rules, frozenset(("J5", "J3", "J2", "J1", "J4")))
    assert order == ("J1", "J2", "J4", "J5", "J3")


def test_names_in_a_sentence() -> None:
    """One, two and three names are joined as Indonesian and English do."""
    assert list_names(["A"]) == "A"
    assert list_names(["A", "B"]) == "A dan B"
    assert list_names(["A", "B", "C"], "en") == "A, B, and C"


def test_regions_in_brief(digest: SeasonDigest) -> None:
    """Kabupaten is shortened, Kota is not, an unknown code stands as it is."""
    labels = [region_label(digest, code) for code in ("63.03", "63.72", "99.99")]
    assert labels == ["Kab. Banjar", "Kota Banjarbaru", "99.99"]


def test_reasons_without_words_stand_as_they_are() -> None:
    """A reason that has no words yet is shown by its code and not lost."""
    assert describe_reason("something_new") == "something_new"


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Tahap penilaian 1", "penilaian 1"),
        ("Tahap 1", "1"),
        ("TAHAPAN akhir", "akhir"),
        ("Stage one", "one"),
        ("Tahap", "Tahap"),
        ("Tahapan", "Tahapan"),
        ("Wawancara", "Wawancara"),
    ],
)
def test_a_stage_is_not_called_a_stage_twice(name: str, bare: str) -> None:
    """Behind the word stage, a stage that begins with it goes without."""
    assert bare_stage(name) == bare


def test_a_shared_rank_is_said_and_decides_nothing(digest: SeasonDigest) -> None:
    """Who shares a rank shares it: no sentence says that sharing decided."""
    category = digest.category("karang-taruna")
    told = say_ties(category)
    shared = [text for text in told if "peringkat bersama" in text]
    assert shared
    assert all("menempati peringkat bersama" in text for text in shared)
    assert not any("yang menentukan: peringkat bersama" in text for text in told)


def test_only_those_without_any_mark_were_absent(digest: SeasonDigest) -> None:
    """A participant was absent from a stage in which nobody gave a mark, not where one missed."""
    category = digest.category("karang-taruna")
    away = Absence(
        "contoh", category.key, "tes", "tes", "KT-05", COMMITTEE, "participant_absent", "", "", "",
        "TH",
    )  # fmt: skip
    without = tuple(s for s in category.scores if (s.participant, s.stage) != ("KT-05", "tes"))
    absent = replace(category, absences=(away,), scores=without)
    assert absent_stages(absent, "KT-05") == {"tes"}
    assert absent_stages(absent, "KT-06") == frozenset()
    assert absent_stages(replace(absent, scores=category.scores), "KT-05") == frozenset()


def test_what_is_not_all_is_not_shown_as_all() -> None:
    """A share of 99.99 % is no certainty, and one of 0.01 % no impossibility; 0 and 1 are."""
    shown = [show_percent(text) for text in ("0", "0.0001", "0.25", "0.9999", "1", "")]
    assert shown == ["0,0%", "< 0,1%", "25,0%", "> 99,9%", "100,0%", "–"]
    assert show_probability("0.0000001") == "< 0,001"
    assert show_probability("0.25", "en") == "0.250"
