"""What the notebooks of one category leave behind."""

from __future__ import annotations

from dataclasses import replace

from helpers.records.findings import find
from helpers.records.tables import read_table, write_table
from helpers.run import parts
from helpers.run.workspace import Workspace
from helpers.scoring import score_category


def test_draft_has_all_that_the_report_gathers(draft: Workspace) -> None:
    """In a draft every category is ranked and examined before it is gathered."""
    parts.ensure_parts(draft)
    for category in draft.rules.categories:
        placings = parts.read_placings(draft, category)
        assert placings[0].rank == 1
        assert parts.read_examined(draft, category)


def test_run_leaves_the_work_to_its_notebooks(draft: Workspace) -> None:
    """In a run nothing is made that a notebook did not make."""
    parts.ensure_parts(replace(draft, draft=False))
    assert not draft.places.processed.exists()


def test_finding_of_no_category_stops_all(draft: Workspace) -> None:
    """What intake could not assign to a category holds back each of them."""
    parts.ensure_clean(draft)
    found = [
        find("EMPTY_FILE", "id", file="scores/a.xlsx"),
        find("EMPTY_FILE", "id", category="lks", file="scores/b.xlsx"),
    ]
    write_table(draft.places.processed, "findings.csv", found)
    files = [one.file for one in parts.open_questions(draft, "karang-taruna")]
    assert files == ["scores/a.xlsx"]
    assert len(parts.open_questions(draft, "lks")) == 2


def test_withheld_ranking_names_everyone_and_ranks_nobody(draft: Workspace) -> None:
    """While something waits for a person, no rank, total or title leaves the notebook."""
    facts = parts.category_facts(draft, "lks")
    result = score_category(draft.rules, "lks", facts)
    withheld = parts.withhold(result)
    assert not withheld.decided
    assert [one.participant for one in withheld.placings] == [
        one.participant for one in result.placings
    ]
    assert {(one.rank, one.total, one.title, one.note) for one in withheld.placings} == {
        (None, None, "", "undecided")
    }


def test_what_was_written_is_read_back(draft: Workspace) -> None:
    """The tables of a category come back as they were."""
    result = score_category(draft.rules, "lks", parts.category_facts(draft, "lks"))
    parts.write_ranked(draft, "lks", result)
    assert parts.read_placings(draft, "lks") == result.placings
    assert read_table(draft.part("lks"), "steps.csv") == result.steps
