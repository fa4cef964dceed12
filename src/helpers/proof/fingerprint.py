"""The short fingerprint that stands on the documents people sign."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from helpers.records.tables import Placing, read_table, table_text
from helpers.rules import RuleBook, fingerprint

GROUPS, GROUP = 4, 4


def result_fingerprint(processed: Path, rules: RuleBook) -> str:
    """SHA-256 over the season's input files, its rules and its rankings, in that order.

    The status is left out: sealing a result does not change what people signed.
    """
    total = hashlib.sha256()
    for file in read_table(processed, "files.csv"):
        total.update(f"{file.file}\0{file.sha256}\n".encode())
    total.update(fingerprint(rules).encode())
    placings = (replace(row, status="") for row in read_table(processed, "rankings.csv"))
    total.update(table_text(Placing, placings).encode())
    return total.hexdigest()


def short(digest: str) -> str:
    """The first sixteen digits in groups of four, easy to read aloud: ``3F2A-90C1-77B0-E4D5``."""
    groups = (digest[start : start + GROUP] for start in range(0, GROUPS * GROUP, GROUP))
    return "-".join(groups).upper()
