"""Intake: from the files as they came to facts, findings and the ledger."""

from helpers.intake.expected import Expected
from helpers.intake.inspection import Inspection, inspect_file
from helpers.intake.ledger import ConservationError, conservation
from helpers.intake.officer_tables import read_officer_tables
from helpers.intake.reader import read_workbook
from helpers.intake.season import CleanSeason, clean, expected_and_received, write_clean
from helpers.intake.workbook import Workbook

__all__ = [
    "CleanSeason",
    "ConservationError",
    "Expected",
    "Inspection",
    "Workbook",
    "clean",
    "conservation",
    "expected_and_received",
    "inspect_file",
    "read_officer_tables",
    "read_workbook",
    "write_clean",
]
