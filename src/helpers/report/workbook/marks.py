"""The sheet of raw marks, each with the file, sheet and cell it came from."""

from __future__ import annotations

from helpers.records.tables import Absence, Score
from helpers.report.wording import CORRECTED
from helpers.report.workbook.contest import Contest, Slot
from helpers.report.workbook.formulas import Placed
from helpers.report.workbook.tables import Book, Column, Signed, Value


def write_marks(book: Book, contest: Contest) -> dict[Slot, Placed]:
    """Every raw mark as a number; slots without a mark with the word that says why.

    Returns where the marks stand.
    """
    rows: list[Score | Absence] = [*contest.category.scores, *contest.category.absences]
    columns = [
        *contest.row_columns(),
        Column("criterion", contest.say("criterion"), width=24),
        Column("juror", contest.say("juror"), width=9),
        Column("mark", contest.say("mark"), "exact", width=11),
        Column("remark", contest.say("remark"), width=22),
        Column("file", contest.say("file"), width=36),
        Column("sheet", contest.say("sheet"), width=28),
        Column("cell", contest.say("cell"), width=7),
        Column("literal", contest.say("literal"), width=12),
        Column("correction", contest.say("correction"), width=10),
    ]
    sheet = contest.open_sheet(book, "marks", columns, len(rows))
    found = {}
    for row in sorted(rows, key=contest.slot_order()):
        slot = (row.stage, row.participant, row.criterion, row.juror)
        placed = sheet.add(
            {
                **contest.row_cells(row.stage, row.participant),
                "criterion": contest.rules.stages[row.stage].criteria[row.criterion].name,
                "juror": contest.juror_name(row.juror),
                "mark": _mark(contest, slot, row),
                "remark": _remark(contest, slot, row),
                "file": row.file,
                "sheet": row.sheet,
                "cell": row.cell,
                "literal": row.literal,
                "correction": row.correction,
            }
        )
        if "mark" in placed:
            found[slot] = placed["mark"]
    sheet.finish()
    return found


def _mark(contest: Contest, slot: Slot, row: Score | Absence) -> Value:
    """The mark; 0 where the rule makes a zero of a participant's absence."""
    if isinstance(row, Score):
        return Signed(row.score, CORRECTED) if row.correction else row.score
    return 0 if slot in contest.counted else None


def _remark(contest: Contest, slot: Slot, row: Score | Absence) -> str:
    """Why there is no mark or it does not count, and whether it was typed from a paper form."""
    typed = contest.say("typed_from_paper") if row.file in contest.digest.typed_files else ""
    return "; ".join(part for part in (_standing(contest, slot, row), typed) if part)


def _standing(contest: Contest, slot: Slot, row: Score | Absence) -> str:
    if isinstance(row, Absence):
        zero = "_zero" if slot in contest.counted else ""
        return contest.say(f"{row.kind}{zero}")
    return "" if slot in contest.counted else contest.say("not_counted")
