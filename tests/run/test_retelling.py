"""What a run found, told in the language that was asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.cli import main
from helpers.examine.category import examine_category
from helpers.intake import clean
from helpers.records.facts import read_facts
from helpers.records.findings import find
from helpers.records.places import Places, places
from helpers.records.tables import Diagnostic
from helpers.report.digest import read_numbers
from helpers.rules import RuleBook, load
from helpers.run import season as seasons
from helpers.run.retelling import tell_again, tell_digest

SEASON = "contoh-2024"


@pytest.fixture
def stopped(sample_home: Path) -> tuple[Places, RuleBook]:
    """The sample season without the sheets of one juror, and its rules."""
    where = places(sample_home, SEASON)
    for sheet in where.raw.rglob("PSM Juri 2.xlsx"):
        sheet.unlink()
    return where, load(where.rules)


@pytest.mark.slow
def test_findings_are_told_in_the_other_language(stopped: tuple[Places, RuleBook]) -> None:
    """Each finding has the sentences of that language, but for one that is not found any more."""
    where, rules = stopped
    found = clean(where.raw, rules).findings
    gone = replace(found[0], cell="ZZ99")
    english = clean(where.raw, rules.model_copy(update={"language": "en"})).findings
    assert tell_again((*found, gone), where, rules, "en") == (*english, gone)
    assert english != found


@pytest.mark.slow
def test_documents_of_another_language_hold_its_sentences(counted_home: Path) -> None:
    """Told in English, a digest has the same measures and findings, and no Indonesian sentence."""
    where = places(counted_home, SEASON)
    rules = load(where.rules)
    facts = read_facts(where.processed, SEASON)
    digest = read_numbers(where.processed, SEASON, rules, "")
    one = digest.categories[0]
    measured = replace(one, diagnostics=examine_category(rules, one.key, facts.of(one.key)))
    digest = replace(digest, categories=(measured,))
    told = tell_digest(digest, where, "en")
    [english] = told.categories
    assert list(map(numbers, english.diagnostics)) == list(map(numbers, measured.diagnostics))
    spoken = {row.note for row in measured.diagnostics if " yang " in row.note}
    assert spoken
    assert not spoken & {row.note for row in english.diagnostics}
    assert [(row.code, row.cell) for row in told.findings] == [
        (row.code, row.cell) for row in digest.findings
    ]
    assert not {row.advice for row in told.findings} & {row.advice for row in digest.findings} - {
        ""
    }
    assert set(english.findings) <= set(told.findings)
    assert tell_digest(digest, where, rules.language) is digest


def numbers(row: Diagnostic) -> tuple[str, ...]:
    """What a measure says without words."""
    return row.category, row.stage, row.id, row.measure, row.value, row.low, row.high


def test_the_own_language_costs_nothing(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the rule book's own language nothing is read again, nor where nothing was found."""
    where = places(sample_home, SEASON)
    rules = load(where.rules)
    found = (find("ENCRYPTED", "id", file="scores/a.xlsx"),)
    monkeypatch.setattr("helpers.intake.clean", None)
    assert tell_again(found, where, rules, "id") == found
    assert tell_again((), where, rules, "en") == ()


@pytest.mark.slow
def test_report_says_in_english_what_stops(
    stopped: tuple[Places, RuleBook], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --lang en the reasons of an undecided category are English, though not stored so."""
    where, rules = stopped
    found = next(one for one in clean(where.raw, rules).findings if one.code == "MISSING_SHEET")
    outcome = seasons.Outcome(where, rules, (), (found,), unchanged=False)
    monkeypatch.setattr(seasons, "report", lambda *_, **__: outcome)
    command = ["report", SEASON, "--home", str(where.home)]
    spoken = CliRunner().invoke(main, command)
    english = CliRunner().invoke(main, [*command, "--lang", "en"])
    assert (english.exit_code, spoken.exit_code) == (1, 1)
    assert found.advice in " ".join(spoken.output.split())
    assert found.advice not in " ".join(english.output.split())
    assert "Hj. Noor Umpamasari" in english.output
