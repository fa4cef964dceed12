"""Forms held against the season that they came back to."""

from __future__ import annotations

from typing import Any

HEAD = "file,sheet,category,stage,juror,layout,sha256,use,reason,by,date\n"


def told(cleaned: Any, code: str) -> Any:
    """The one finding of a code."""
    [found] = [one for one in cleaned.findings if one.code == code]
    return found


def test_changed_rules_warn_and_the_marks_count(season: Any) -> None:
    """A form made before the rules changed is used, and the warning says what to do."""
    season.own_form("a.xlsx")
    season.with_rules(title="Seleksi CONTOH, diubah")
    cleaned = season.clean()
    finding = told(cleaned, "TEMPLATE_VERSION")
    assert (finding.level, finding.file, finding.category) == ("warn", "scores/a.xlsx", "kt")
    assert "sidik jari" in finding.message
    assert "perintah formulir" in finding.advice
    assert len(cleaned.facts.scores) == 6


def test_a_person_may_accept_changed_rules(season: Any) -> None:
    """The warning is about the sheet, and a correction without a cell accepts it."""
    season.own_form("a.xlsx")
    season.with_rules(title="Seleksi CONTOH, diubah")
    cleaned = season.clean()
    sheet, sha256 = told(cleaned, "TEMPLATE_VERSION").sheet, cleaned.files[-1].sha256
    season.table(
        "corrections",
        "id,file,sha256,sheet,cell,was,action,value,reason,by,date,evidence,approved_by\n"
        f"K1,a.xlsx,{sha256},{sheet},,,use,,hanya judul yang berubah,A,2024-07-23,,\n",
    )
    assert told(season.clean(), "TEMPLATE_VERSION").level == "info"


def test_a_form_of_another_season_waits(season: Any) -> None:
    """Marks on a form of another season with other rules count only once a person says so."""
    season.own_form("a.xlsx", made_for="musim-lalu")
    season.with_rules(title="Seleksi CONTOH, diubah")
    cleaned = season.clean()
    finding = told(cleaned, "FORM_SEASON")
    assert finding.level == "block"
    assert "musim-lalu" in finding.message
    assert cleaned.facts.scores == ()
    assert {row.reason for row in cleaned.ledger if row.role == "score"} == {"FORM_SEASON"}
    season.table("sources", HEAD + "a.xlsx,,,,,,,ya,memang untuk tahun ini,A,2024-07-23\n")
    cleaned = season.clean()
    assert len(cleaned.facts.scores) == 6
    assert told(cleaned, "TEMPLATE_VERSION").level == "warn"


def test_the_same_rules_under_another_name_are_a_note(season: Any) -> None:
    """A folder that was renamed has the same rules: its forms count, with a note."""
    season.own_form("a.xlsx", made_for="musim-lalu")
    cleaned = season.clean()
    assert told(cleaned, "FORM_SEASON").level == "info"
    assert len(cleaned.facts.scores) == 6


def test_a_changed_register_is_said(season: Any, found: Any) -> None:
    """A form that was made for other participants than those registered now says so."""
    season.own_form("a.xlsx")
    assert "FORM_PARTICIPANTS" not in found(season.clean())
    text = (season.folder / "participants.csv").read_text(encoding="utf-8")
    season.table("participants", text.replace("Tunas Muda", "Tunas Muda Sejati"))
    cleaned = season.clean()
    assert told(cleaned, "FORM_PARTICIPANTS").level == "warn"
    assert len(cleaned.facts.scores) == 6
