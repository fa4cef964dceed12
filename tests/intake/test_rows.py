"""Which line is whose."""

from __future__ import annotations

from typing import Any


def people(cleaned: Any) -> set[str]:
    """The participants that have marks."""
    return {one.participant for one in cleaned.facts.scores}


def test_rows_in_another_order_are_matched_by_key(season: Any, found: Any) -> None:
    """Names shuffled on the sheet leave every mark with its participant."""
    season.form("a.xlsx", "J1", B7="KT-03", C7="Bina Banua", B9="KT-01", C9="Tunas Muda")
    cleaned = season.clean()
    first = next(one for one in cleaned.facts.scores if one.participant == "KT-03")
    assert (first.cell, first.literal) == ("D7", "80")
    assert "ROW_ORDER" in found(cleaned, "info")


def test_an_unknown_participant_waits_with_proposals(season: Any) -> None:
    """A name that is nobody's is never matched by likeness, only proposed."""
    season.form("a.xlsx", "J1", B8="", C8="Nur Aini")
    finding = next(one for one in season.clean().findings if one.code == "UNKNOWN_PARTICIPANT")
    assert "KT-02" in finding.message
    assert "Nur Aini,KT-02,...,..." in finding.advice
    assert "KT-02" not in people(season.clean())


def test_an_approved_spelling_is_a_name(season: Any, found: Any) -> None:
    """What a person approved in names is matched from then on."""
    season.form("a.xlsx", "J1", B8="", C8="Nur Aini")
    season.table("names", "written,id,by,date\nNur Aini,KT-02,CONTOH,2024-07-23\n")
    cleaned = season.clean()
    assert "KT-02" in people(cleaned)
    assert "UNKNOWN_PARTICIPANT" not in found(cleaned)


def test_a_code_with_another_spelling_is_used_and_reported(season: Any, found: Any) -> None:
    """Where the code fits and the name differs, the code counts."""
    season.form("a.xlsx", "J1", C8="Nuraini")
    cleaned = season.clean()
    assert "NAME_DRIFT" in found(cleaned, "warn")
    assert "KT-02" in people(cleaned)


def test_code_and_name_of_two_participants_wait(season: Any, found: Any) -> None:
    """Codes sorted without their names stop both lines."""
    season.form("a.xlsx", "J1", B7="KT-02", B8="KT-01")
    cleaned = season.clean()
    assert "KEY_CONFLICT" in found(cleaned, "block")
    assert people(cleaned) == {"KT-03"}


def test_a_participant_twice_waits(season: Any, found: Any) -> None:
    """Of two lines of one participant neither the first nor the last nor the mean counts."""
    season.form("a.xlsx", "J1", B8="KT-01", C8="Tunas Muda")
    cleaned = season.clean()
    assert "DUPLICATE_PARTICIPANT" in found(cleaned, "block")
    assert people(cleaned) == {"KT-03"}


def test_marks_without_a_name_wait(season: Any, found: Any) -> None:
    """Marks in a line that names nobody are neither lost nor used."""
    season.form("a.xlsx", "J1", B9="", C9="")
    cleaned = season.clean()
    assert "NO_KEY" in found(cleaned, "block")
    assert people(cleaned) == {"KT-01", "KT-02"}


def test_look_alike_letters_wait(season: Any, found: Any) -> None:
    """A name with a letter of another script is not the name it looks like."""
    season.form("a.xlsx", "J1", B7="", C7="Tunаs Muda")
    assert "HOMOGLYPH" in found(season.clean(), "block")


def test_a_name_with_a_formula_is_shown_as_it_is(season: Any, found: Any) -> None:
    """A name that would be a formula elsewhere is noted and kept as a text."""
    season.form("a.xlsx", "J1", C7='=HYPERLINK("x")')
    assert "NAME_SUSPICIOUS" in found(season.clean(), "info")
