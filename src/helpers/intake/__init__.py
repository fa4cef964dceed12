"""Intake: from the files as they came to facts, findings and the ledger."""

from helpers.intake.expected import Expected
from helpers.intake.inspection import Inspection, inspect_file
from helpers.intake.ledger import ConservationError, conservation
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
    "read_repairs",
    "read_workbook",
    "season_files",
    "subjects",
    "write_clean",
    "write_repairs",
]
