"""What lies inside the annual report: enough to recount the season from the PDF alone.

Jurors stand by their codes in every table and in the rules. Whatever else could tell who a juror
is stays out: files and cells, the reasons and people of decisions, who replaces whom. No setting of
``publish`` gives their names out: it speaks of scores and of the examination. That a code has no
mark for a participant stays visible, since without it nobody could count again.

The measures of the examination lie there too, which the report prints only in part.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from helpers.records.tables import (
    Absence,
    Decision,
    Deduction,
    Diagnostic,
    Participant,
    Placing,
    RegionStanding,
    Score,
    table_text,
)
from helpers.report.coded import hide_jurors
from helpers.report.coded_rules import code_rules
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.overall import stand_season
from helpers.rules import as_json

UNDECIDED = "undecided"
LISTING = ("finalists", "lot")  # the kinds of decision whose value the count needs

Slot = TypeVar("Slot", Score, Absence)


def attach_evidence(digest: SeasonDigest, processed: Path, recount: Path) -> dict[str, bytes]:
    """The recounts with all that they read, the results, and the hash of the ledger, by name.

    A category that is not decided has no published ranking: it stands in none of the files, and
    while there is one the title across categories does not either.

    Parameters
    ----------
    processed
        The folder of the season's tables.
    recount
        The recount program as it lies in the evidence.
    """
    decided = tuple(one for one in digest.categories if _is_decided(one))
    tables: dict[str, tuple[type, Iterator[object]]] = {
        "scores.csv": (Score, (row for one in decided for row in _slots(digest, one.scores))),
        "absences.csv": (Absence, (row for one in decided for row in _slots(digest, one.absences))),
        "participants.csv": (Participant, (row for one in decided for row in one.participants)),
        "deductions.csv": (Deduction, (_bare(row) for one in decided for row in one.deductions)),
        "decisions.csv": (
            Decision, (_code_decision(digest, row) for one in decided for row in one.decisions)
        ),
        "rankings.csv": (Placing, (row for one in decided for row in one.placings)),
        "diagnostics.csv": (
            Diagnostic, (_code_measure(digest, one, m) for one in decided for m in one.diagnostics)
        ),
    }  # fmt: skip
    if len(decided) == len(digest.categories):
        tables["overall.csv"] = (RegionStanding, iter(stand_season(digest)))
    ledger = hashlib.sha256((processed / "ledger.csv").read_bytes()).hexdigest()
    files = {name: table_text(kind, rows).encode() for name, (kind, rows) in tables.items()}
    files |= {
        "rules.json": as_json(code_rules(digest, decided)).encode(),
        "recount.py": recount.read_bytes(),
        "recount_overall.py": recount.with_name("recount_overall.py").read_bytes(),
        "ledger.sha256": f"{ledger}  ledger.csv\n".encode(),
    }
    if digest.through:
        files["through.txt"] = f"{digest.through}\n".encode()
    return files


def _is_decided(category: CategoryDigest) -> bool:
    return category.decided and all(one.note != UNDECIDED for one in category.placings)


def _slots(digest: SeasonDigest, rows: tuple[Slot, ...]) -> list[Slot]:
    """Marks or absences by code, in an order that no file has a part in."""
    coded = [
        replace(
            row, juror=digest.juror_code(row.category, row.juror),
            file="", sheet="", cell="", literal="", correction="",
        )
        for row in rows
    ]  # fmt: skip
    return sorted(coded, key=lambda one: (one.stage, one.criterion, one.participant, one.juror))


def _bare(row: Deduction) -> Deduction:
    return replace(row, reason="", by="", approved_by="")


def _code_decision(digest: SeasonDigest, row: Decision) -> Decision:
    return replace(
        row,
        juror=digest.juror_code(row.category, row.juror) if row.juror else "",
        value=row.value if row.kind in LISTING else "",
        reason="", basis="", by="", approved_by="", evidence="",
    )  # fmt: skip


def _code_measure(digest: SeasonDigest, category: CategoryDigest, row: Diagnostic) -> Diagnostic:
    """A measure with the code of the juror it is about, and codes in its value and its note."""
    language = digest.rules.language
    is_juror = row.subject == "juror" and row.id != ""
    return replace(
        row,
        id=digest.juror_code(category.key, row.id) if is_juror else row.id,
        value=hide_jurors(digest, category, row.value, language),
        note=hide_jurors(digest, category, row.note, language),
    )
