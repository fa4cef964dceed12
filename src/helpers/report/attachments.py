"""What lies inside the annual report: enough to recount the season from the PDF alone."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from helpers.records.tables import Score, table_text
from helpers.report.digest import SeasonDigest
from helpers.rules import as_json


def attach_evidence(digest: SeasonDigest, processed: Path, recount: Path) -> dict[str, bytes]:
    """The scores with coded jurors, the rules, the recount, and the hash of the ledger, by name.

    Parameters
    ----------
    processed
        The folder of the season's tables.
    recount
        The recount program as it lies in the evidence.
    """
    scores = (
        replace(score, juror=digest.juror_code(score.category, score.juror), file="", sheet="")
        for category in digest.categories
        for score in category.scores
    )
    ledger = hashlib.sha256((processed / "ledger.csv").read_bytes()).hexdigest()
    return {
        "scores.csv": table_text(Score, scores).encode(),
        "rules.json": as_json(digest.rules).encode(),
        "rankings.csv": (processed / "rankings.csv").read_bytes(),
        "recount.py": recount.read_bytes(),
        "ledger.sha256": f"{ledger}  ledger.csv\n".encode(),
    }
