"""Who signs minutes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers.records.tables import Decision
from helpers.report.digest import SeasonDigest
from helpers.report.letters.signers import head_of, jurors_who_sat, who_marked
from helpers.rules.models import Signatory

KEY = "karang-taruna"


def test_only_the_panel_of_the_stage_signs(digest: SeasonDigest) -> None:
    """The minutes of a stage are signed by the jurors who marked in it, the chair first."""
    category = digest.category(KEY)
    assert set(jurors_who_sat(digest, category, "lapangan")) == {"J1", "J3", "J4"}
    assert jurors_who_sat(digest, category)[0] == "J1"
    assert len(jurors_who_sat(digest, category)) == 5


def test_replacement_signs_in_the_stage_in_which_it_sat(digest: SeasonDigest) -> None:
    """Where the replacement marked, the replacement signs, and not the juror who was replaced."""
    category = digest.category(KEY)
    scores = tuple(
        replace(score, juror="J6") if (score.juror, score.stage) == ("J4", "lapangan") else score
        for score in category.scores
    )
    category = replace(category, scores=scores)
    assert set(jurors_who_sat(digest, category, "lapangan")) == {"J1", "J3", "J6"}
    assert "J4" in jurors_who_sat(digest, category, "administrasi")


def test_a_juror_who_was_left_out_does_not_sign(digest: SeasonDigest) -> None:
    """A juror left out of a stage does not sign its minutes; left out for one participant does."""
    category = digest.category(KEY)

    def without(participant: str) -> tuple[str, ...]:
        decision = Decision(
            "P-9", KEY, "lapangan", participant, "J3", "juror_left_out", "", "Hubungan keluarga.",
            "", "CONTOH Petugas Satu", "", "2024-07-24", "",
        )  # fmt: skip
        return jurors_who_sat(digest, replace(category, decisions=(decision,)), "lapangan")

    assert "J3" not in without("")
    assert "J3" in without("KT-01")


def test_before_any_mark_those_who_are_due_sign(digest: SeasonDigest) -> None:
    """Without marks the jurors of the rule book are named, replacements in place."""
    category = replace(digest.category("lks"), scores=())
    assert set(jurors_who_sat(digest, category, "administrasi")) == {"J1", "J2", "J3", "J4", "J5"}


def test_the_committee_signs_its_own_stage(digest: SeasonDigest) -> None:
    """A stage that the committee marked has one place for the committee, its name to be typed."""
    panel = jurors_who_sat(digest, digest.category(KEY), "tes")
    who = who_marked(digest, panel, "id")
    assert panel == ()
    assert who["penilai"] == "panitia"
    assert [one["kedudukan"] for one in who["daftar_juri"]] == ["Panitia"]  # type: ignore[attr-defined]  # a list of dicts


@pytest.mark.parametrize(
    ("number", "printed"),
    [("19700101 199003 1 001", "NIP 19700101 199003 1 001"), ("NRP 123", "NRP 123"), ("", "")],
)
def test_the_head_signs_with_office_rank_and_number(
    digest: SeasonDigest, number: str, printed: str
) -> None:
    """Below the name stand rank and number; a bare number is that of a civil servant."""
    head = Signatory(name="CONTOH", title="Kepala Dinas", rank="Pembina", number=number or None)
    book = digest.rules.model_copy(update={"signatories": {"head": head}})
    told = head_of(replace(digest, rules=book))
    assert told["jabatan_lengkap"] == "Kepala Dinas Sosial Provinsi Kalimantan Selatan"
    assert (told["pangkat"], told["nip"]) == ("Pembina", printed)
