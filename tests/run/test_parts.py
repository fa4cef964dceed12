"""What the notebooks of one category leave behind."""

from __future__ import annotations

from dataclasses import replace

from helpers.records.findings import find
from helpers.records.tables import Absence, read_table, write_table
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


def test_a_cell_in_question_is_asked_of_once(draft: Workspace) -> None:
    """A mark that Excel turned into a date waits; that it is blank to the ranking is no finding."""
    facts = parts.category_facts(draft, "lks")
    gone = [
        one
        for one in facts.scores
        if (one.stage, one.juror, one.participant) == ("paparan", "J1", "LKS-02")
    ][:2]
    blank = [
        Absence(
            one.season, one.category, one.stage, one.criterion, one.participant, one.juror,
            "blank", one.file, one.sheet, one.cell, one.literal,
        )
        for one in gone
    ]  # fmt: skip
    left = tuple(one for one in facts.scores if one not in gone)
    short = replace(facts, scores=left, absences=(*facts.absences, *blank))
    result = score_category(draft.rules, "lks", short)
    empty = [one for one in result.findings if one.code == "BLANK_SCORE"]
    assert [one.cell for one in empty] == [one.cell for one in blank]
    date = replace(empty[0], code="DATE_IN_SCORE")
    write_table(draft.places.processed, "findings.csv", [date])
    parts.write_ranked(draft, "lks", result)
    written = read_table(draft.part("lks"), "findings.csv")
    assert [one.cell for one in written if one.code == "BLANK_SCORE"] == [empty[1].cell]


def test_what_was_written_is_read_back(draft: Workspace) -> None:
    """The tables of a category come back as they were."""
    result = score_category(draft.rules, "lks", parts.category_facts(draft, "lks"))
    parts.write_ranked(draft, "lks", result)
    assert parts.read_placings(draft, "lks") == result.placings
    assert read_table(draft.part("lks"), "steps.csv") == result.steps
