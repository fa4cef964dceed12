"""What the notebooks of one category leave behind, until it is gathered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helpers.records.facts import SeasonFacts, read_facts
from helpers.records.findings import stops, without_echoes
from helpers.records.tables import Diagnostic, Finding, Placing, read_table, write_table
from helpers.run.workspace import Workspace
from helpers.scoring import CategoryResult, score_category


def ensure_clean(workspace: Workspace) -> None:
    """In a draft, clean the season first; in a run, 1-clean has done so."""
    if workspace.draft:
        from helpers.intake import clean, write_clean  # a run does not need it here

        cleaned = clean(workspace.places.raw, workspace.rules, workspace.through)
        write_clean(cleaned, workspace.places.processed)


def ensure_parts(workspace: Workspace) -> None:
    """In a draft, rank and examine every category first; in a run, their notebooks have done so."""
    if not workspace.draft:
        return
    from helpers.examine.category import examine_category  # a run does not need it here

    ensure_clean(workspace)
    for category in workspace.rules.categories:
        facts = read_facts(workspace.places.processed, workspace.season).of(category)
        result = score_category(workspace.rules, category, facts, workspace.through)
        stopped = open_questions(workspace, category)
        write_ranked(workspace, category, withhold(result) if stopped else result)
        examined = examine_category(workspace.rules, category, facts, workspace.through)
        write_examined(workspace, category, examined)


def category_facts(workspace: Workspace, category: str) -> SeasonFacts:
    """The clean facts of one category."""
    ensure_clean(workspace)
    return read_facts(workspace.places.processed, workspace.season).of(category)


def open_questions(workspace: Workspace, category: str) -> tuple[Finding, ...]:
    """What intake found that stops this category; a finding of no category stops all."""
    found = read_table(workspace.places.processed, "findings.csv")
    return tuple(one for one in found if stops(one) and one.category in ("", category))


def withhold(result: CategoryResult) -> CategoryResult:
    """The same computation without a ranking: something must be decided first."""
    undecided = tuple(
        replace(one, rank=None, total=None, exact=None, margin=None, title="", decided_by="",
                note="undecided")
        for one in result.placings
    )  # fmt: skip
    return replace(result, placings=undecided, decided=False)


def write_ranked(workspace: Workspace, category: str, result: CategoryResult) -> None:
    """Leave the tables of 2-rank for one category; what an officer accepted is a note.

    That a cell in question is blank to the ranking is not said once more.
    """
    from helpers.intake.settling import accepted  # the other notebooks do not need it

    part = workspace.part(category)
    corrections = read_table(workspace.places.processed, "corrections.csv")
    write_table(part, "steps.csv", result.steps)
    write_table(part, "stages.csv", result.stages)
    write_table(part, "rankings.csv", result.placings)
    told = without_echoes(result.findings, open_questions(workspace, category))
    findings = accepted(told, corrections, workspace.rules.language)
    write_table(part, "findings.csv", findings)


def write_examined(workspace: Workspace, category: str, rows: Sequence[Diagnostic]) -> None:
    """Leave the table of 3-examine for one category."""
    write_table(workspace.part(category), "diagnostics.csv", rows)


def read_placings(workspace: Workspace, category: str) -> tuple[Placing, ...]:
    """The placings that 2-rank left for one category."""
    placings: tuple[Placing, ...] = read_table(workspace.part(category), "rankings.csv")
    return placings


def read_examined(workspace: Workspace, category: str) -> tuple[Diagnostic, ...]:
    """The table that 3-examine left for one category."""
    rows: tuple[Diagnostic, ...] = read_table(workspace.part(category), "diagnostics.csv")
    return rows
