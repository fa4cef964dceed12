"""Intake: from the files as they came to facts, findings and the ledger.

A name is loaded from its module when it is first used: looking at one file needs little of this.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.intake.expected import Expected
    from helpers.intake.inspection import Inspection, inspect_file
    from helpers.intake.ledger import ConservationError, conservation
    from helpers.intake.officer_tables import read_officer_tables
    from helpers.intake.reader import read_workbook
    from helpers.intake.repair_proposals import Subjects, merge, propose, subjects
    from helpers.intake.repair_table import read_repairs
    from helpers.intake.repair_workbook import RepairsOpenError, write_repairs
    from helpers.intake.repairs import Repair
    from helpers.intake.season import CleanSeason, clean, expected_and_received, write_clean
    from helpers.intake.settling import accepted
    from helpers.intake.source_files import season_files
    from helpers.intake.workbook import Workbook

__all__ = [
    "CleanSeason",
    "ConservationError",
    "Expected",
    "Inspection",
    "Repair",
    "RepairsOpenError",
    "Subjects",
    "Workbook",
    "accepted",
    "clean",
    "conservation",
    "expected_and_received",
    "inspect_file",
    "merge",
    "propose",
    "read_officer_tables",
    "read_repairs",
    "read_workbook",
    "season_files",
    "subjects",
    "write_clean",
    "write_repairs",
]

_MODULES = {
    "expected": ("Expected",),
    "inspection": ("Inspection", "inspect_file"),
    "ledger": ("ConservationError", "conservation"),
    "officer_tables": ("read_officer_tables",),
    "reader": ("read_workbook",),
    "repair_proposals": ("Subjects", "merge", "propose", "subjects"),
    "repair_table": ("read_repairs",),
    "repair_workbook": ("RepairsOpenError", "write_repairs"),
    "repairs": ("Repair",),
    "season": ("CleanSeason", "clean", "expected_and_received", "write_clean"),
    "settling": ("accepted",),
    "source_files": ("season_files",),
    "workbook": ("Workbook",),
}


def __getattr__(name: str) -> object:
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"helpers.intake.{module}"), name)
    raise AttributeError(name)
