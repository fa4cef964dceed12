"""What people changed in the figures of a category."""

from __future__ import annotations

from dataclasses import replace

from helpers.report.changes import changes
from helpers.report.digest import SeasonDigest
from helpers.report.wording import figure_sign, sign_notes


def test_each_change_says_who_when_why_old_and_new(digest: SeasonDigest) -> None:
    """Correction, deduction and decision of the category stand there with their sign."""
    category = digest.category("karang-taruna")
    found = changes(digest, category, "id")
    assert [(one.sign, one.name) for one in found] == [
        ("†", "Koreksi K-1"), ("‡", "Pengurangan nilai"), ("", "Keputusan P-1"),
    ]  # fmt: skip
    first = found[0]
    assert (first.old, first.new) == ("850", "nilai 86")
    assert first.what == "“850” → nilai 86"
    assert "Salah ketik" in first.reason
    assert "CONTOH Petugas Satu" in first.people
    assert "CONTOH Petugas Dua" in first.people
    assert "25 Juli 2024" in first.people
    assert "D8" in first.about


def test_other_categories_have_none(digest: SeasonDigest) -> None:
    """A change stands with its own category only."""
    other = next(one for one in digest.categories if one.key == "lks")
    assert changes(digest, replace(other, deductions=(), decisions=()), "id") == ()


def test_a_figure_carries_the_signs_of_its_stages(digest: SeasonDigest) -> None:
    """The total has the signs of all that touches it, a stage only its own."""
    category = digest.category("karang-taruna")
    assert figure_sign(category, "KT-06") == "‡"
    corrected = next(row for row in category.scores if row.correction)
    assert figure_sign(category, corrected.participant) == "†"
    assert figure_sign(category, corrected.participant, corrected.stage) == "†"
    others = [stage for stage in category.rules.stages if stage != corrected.stage]
    assert figure_sign(category, corrected.participant, others[0]) == ""
    assert len(sign_notes(["80†", None, "70‡"])) == 2
    assert sign_notes(["80"]) == ()
