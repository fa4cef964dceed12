"""Failures of real contests that intake must not repeat, each under its number."""

from __future__ import annotations

from decimal import Decimal
from typing import Any


def at(cleaned: Any, cell: str) -> Any:
    """The mark at a cell, None where there is none."""
    return next((one for one in cleaned.facts.scores if one.cell == cell), None)


def test_i2_swapped_names_swap_no_result(season: Any, found: Any) -> None:
    """I2: with right codes and swapped names nobody gets another's marks unseen."""
    season.form("a.xlsx", "J1", C7="Nur'aini", C8="Tunas Muda")
    cleaned = season.clean()
    assert "KEY_CONFLICT" in found(cleaned, "block")
    assert {one.participant for one in cleaned.facts.scores} == {"KT-03"}


def test_i3_a_decimal_comma_is_not_dropped(season: Any, found: Any) -> None:
    """I3: 1,25 is 1.25, and said to be read from a text."""
    season.with_category(scale={"max": 10})
    season.form("a.xlsx", "J1", **{f"{c}{r}": "1,25" for c in "DE" for r in (7, 8, 9)})
    cleaned = season.clean()
    assert at(cleaned, "D7").score == Decimal("1.25")
    assert "TEXT_NUMBER" in found(cleaned, "info")


def test_p1_four_states_are_four(season: Any, found: Any) -> None:
    """P1: blank, zero, dash and absent are four different things."""
    season.form("a.xlsx", "J1", D7=("", ""), E7=0, D8="-", D9="TH", E9="TH")
    cleaned = season.clean()
    kinds = {one.cell: (one.kind, one.literal) for one in cleaned.facts.absences}
    assert kinds == {
        "D7": ("blank", ""),
        "D8": ("blank", "-"),
        "D9": ("participant_absent", "TH"),
        "E9": ("participant_absent", "TH"),
    }
    assert at(cleaned, "E7").score == 0
    assert {"ZERO_SCORE", "DASH"} <= found(cleaned)


def test_p8_an_edited_file_is_caught(season: Any, found: Any) -> None:
    """P8: a correction made for one version of a file does not fit another."""
    digest = season.form("a.xlsx", "J1", D8="8 5")
    season.table(
        "corrections",
        "id,file,sha256,sheet,cell,was,action,value,reason,by,date,evidence,approved_by\n"
        f"P1,a.xlsx,{digest},Penilaian,D8,8 5,set,85,paraf,A,2024-07-23,,\n",
    )
    assert at(season.clean(), "D8").score == 85
    season.form("a.xlsx", "J1", D8="8 5", E9=99)
    assert "STALE_CORRECTION" in found(season.clean(), "block")


def test_p12_digits_do_not_shift(season: Any, found: Any) -> None:
    """P12: a text with thousands and decimals never becomes ten times its number."""
    season.form("a.xlsx", "J1", D8="14835,9", E8="1.250")
    cleaned = season.clean()
    assert at(cleaned, "D8") is None
    assert at(cleaned, "E8") is None
    assert "AMBIGUOUS_SEPARATOR" in found(cleaned, "block")


def test_d7_mixed_scales_stop(season: Any, found: Any) -> None:
    """D7: a sheet marked up to ten on a scale of a hundred stops."""
    season.form("a.xlsx", "J1", **{f"{c}{r}": 8 for c in "DE" for r in (7, 8, 9)})
    assert "SCALE_SUSPECT" in found(season.clean(), "block")


def test_d8_a_blank_stays_blank_and_a_typed_rank_is_ignored(season: Any) -> None:
    """D8: an empty cell gets no default mark, and the rank that a juror typed is not used."""
    season.form("a.xlsx", "J1", D8=("", ""), G6="Peringkat", G7=1, G8=2, G9=3)
    cleaned = season.clean()
    assert at(cleaned, "D8") is None
    ranks = {row.reason for row in cleaned.ledger if row.cell in ("G7", "G8", "G9")}
    assert ranks == {"juror_rank"}


def test_d11_a_region_that_sent_nobody_is_named(season: Any) -> None:
    """D11: of three regions two sent somebody, and the third is named."""
    season.table("participants", "id,category,region,name\nKT-01,kt,63.03,A\nKT-02,kt,63.06,B\n")
    gaps = [one for one in season.clean().findings if one.code == "REGION_NOT_SENT"]
    assert len(gaps) == 1
    assert "Tanah Bumbu" in gaps[0].message


def test_d14_a_juror_outside_the_decree_is_an_error(season: Any, found: Any) -> None:
    """D14: marks of somebody who is no juror of the stage count for nothing and are named."""
    season.form("a.xlsx", "J3")
    cleaned = season.clean()
    assert cleaned.facts.scores == ()
    assert "JUROR_NOT_DUE" in found(cleaned, "block")
