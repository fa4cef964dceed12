"""The steps of the categories leave their tables apart; here they become the season's tables."""

from __future__ import annotations

import shutil
from typing import Any

from helpers.records.tables import read_table, write_table
from helpers.run.workspace import Workspace

RANKED = ("steps.csv", "rankings.csv", "stages.csv")
EXAMINED = ("diagnostics.csv",)


def count_parts(workspace: Workspace) -> dict[str, int]:
    """Rows of each table over all categories, before they are joined, counted line by line."""
    parts = [workspace.part(category) for category in workspace.rules.categories]
    counts = {
        name: sum(len(read_table(part, name)) for part in parts)
        for name in (*RANKED, *EXAMINED, "findings.csv")
    }
    counts["findings.csv"] += len(read_table(workspace.places.processed, "findings.csv"))
    return counts


def gather_categories(workspace: Workspace) -> dict[str, int]:
    """Join the tables of all categories, in the order of the rule book; rows per table.

    The findings of the ranking are added to those of the intake. The parts are removed.
    """
    processed = workspace.places.processed
    parts = [workspace.part(category) for category in workspace.rules.categories]
    counts = {}
    for name in (*RANKED, *EXAMINED, "findings.csv"):
        rows: list[Any] = list(read_table(processed, name)) if name == "findings.csv" else []
        for part in parts:
            rows.extend(read_table(part, name))
        write_table(processed, name, rows)
        counts[name] = len(rows)
    shutil.rmtree(processed / "parts")
    return counts
