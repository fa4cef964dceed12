"""What the forms of this project say about themselves: whose each sheet is, and for which rules."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from helpers.intake.identify import SUBJECTS, Identity, labelled
from helpers.intake.labels import Words
from helpers.intake.workbook import Sheet
from helpers.records.form_data import META_SHEET, BrokenFormData, FormData, read_form_rows
from helpers.rules import RuleBook


@dataclass(frozen=True)
class OwnForm:
    """The form data of a workbook; ``broken`` is the key that is wrong where it cannot be read."""

    data: FormData | None = None
    broken: str = ""

    def identity(self, sheet: str) -> Identity:
        """Whose a sheet is, as far as the form data say; a sheet that was renamed has a juror."""
        if self.data is None:
            return Identity()
        said = self.data.sheet(sheet)
        category, stage = (said.category, said.stage) if said else ("", "")
        return Identity(category, stage, self.data.juror)


def own_form(sheets: Iterable[Sheet]) -> OwnForm:
    """The form data on the hidden sheet of a workbook; nothing where it has none."""
    hidden = next((sheet for sheet in sheets if sheet.name == META_SHEET), None)
    if hidden is None:
        return OwnForm()
    rows: dict[int, list[str]] = {}
    for (row, _), cell in sorted(hidden.cells.items()):
        rows.setdefault(row, []).append(cell.literal)
    try:
        return OwnForm(read_form_rows(rows.values()))
    except BrokenFormData as error:
        return OwnForm(broken=str(error) or META_SHEET)


def contradicted(
    book: RuleBook, identity: Identity, labels: Mapping[str, Words]
) -> tuple[str, ...]:
    """The subjects for which the labels on a sheet name another one than its form data."""
    if identity == Identity():
        return ()
    seen = labelled(book, labels, identity.category)
    return tuple(
        subject
        for subject in SUBJECTS
        if getattr(seen, subject)
        and getattr(identity, subject)
        and getattr(seen, subject) != getattr(identity, subject)
    )


def without(identity: Identity, subjects: Container[str]) -> Identity:
    """The identity with some subjects left open."""
    category, stage, juror = ("" if one in subjects else getattr(identity, one) for one in SUBJECTS)
    clues = {one: clue for one, clue in identity.clues.items() if one not in subjects}
    return Identity(category, stage, juror, identity.seen, clues)
