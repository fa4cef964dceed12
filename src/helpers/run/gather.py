"""The steps of the categories leave their tables apart; here they become the season's tables."""

from __future__ import annotations

import shutil
from typing import Any

from helpers.proof.revisions import standing, with_status
from helpers.records.findings import stops
from helpers.records.tables import Placing, read_table, write_table
from helpers.run.workspace import Workspace
from helpers.scoring.overall import stand_regions

RANKED = ("steps.csv", "rankings.csv", "stages.csv")
EXAMINED = ("diagnostics.csv",)


def count_parts(workspace: Workspace) -> dict[str, int]:
    """Rows of each table over all categories, before they are joined; findings without doubles."""
    parts = [workspace.part(category) for category in workspace.rules.categories]
    counts = {
        name: sum(len(read_table(part, name)) for part in parts) for name in (*RANKED, *EXAMINED)
    }
    folders = (workspace.places.processed, *parts)
    found = {finding for folder in folders for finding in read_table(folder, "findings.csv")}
    return {**counts, "findings.csv": len(found)}


def gather_categories(workspace: Workspace) -> dict[str, int]:
    """Join the tables of all categories, in the order of the rule book; rows per table.

    The findings of the ranking are added to those of the intake; what both found stands once. The
    parts are removed.
    """
    processed = workspace.places.processed
    parts = [workspace.part(category) for category in workspace.rules.categories]
    gathered: dict[str, list[Any]] = {
        name: [row for part in parts for row in read_table(part, name)]
        for name in (*RANKED, *EXAMINED)
    }
    found = (row for folder in (processed, *parts) for row in read_table(folder, "findings.csv"))
    gathered["findings.csv"] = list(dict.fromkeys(found))
    for name, rows in gathered.items():
        write_table(processed, name, rows)
    complete = not workspace.through and not any(map(stops, gathered["findings.csv"]))
    overall = stand_regions(workspace.rules.overall, gathered["rankings.csv"], complete)
    write_table(processed, "overall.csv", overall)
    _apply_status(workspace, gathered["rankings.csv"])
    shutil.rmtree(processed / "parts")
    return {name: len(rows) for name, rows in gathered.items()}


def _apply_status(workspace: Workspace, placings: list[Placing]) -> None:
    """Write into the rankings what was sealed, where the result at hand is that result."""
    standings = {
        category: standing(workspace.places, workspace.rules, category)
        for category in workspace.rules.categories
    }
    write_table(workspace.places.processed, "rankings.csv", with_status(placings, standings))
