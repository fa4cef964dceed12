"""Corrections of a file that was sent again: offered for the new file, or named as obsolete."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from helpers.intake.candidates import Candidate
from helpers.intake.corrections import CorrectionBook, same_file, stale_notice
from helpers.intake.differences import Place, Slot, mark_places
from helpers.intake.form import Form
from helpers.intake.names import Register
from helpers.intake.readings import Reading
from helpers.intake.source_files import RawFile
from helpers.intake.workbook import Notice, Workbook, read_address
from helpers.records.tables import Correction

Recogniser = Callable[[Workbook], tuple[Candidate, ...]]  # finds the tables of a set-aside file


@dataclass(frozen=True)
class SentAgain:
    """What it takes to follow a correction from an old file to the one that replaces it."""

    files: tuple[RawFile, ...]
    readings: tuple[Reading, ...]
    registers: Mapping[str, Register]
    recognise: Recogniser

    def tell(self, book: CorrectionBook) -> None:
        """Say of each correction whose file was replaced what becomes of it in the new file."""
        taken = {place: id_ for id_, place in book.applied.items()}
        for correction in book.waiting():
            found = self._new_place(correction)
            if found is None:
                continue
            form, place = found
            new = (form.workbook.file, form.sheet.name, place.cell)
            if new in taken:
                book.tell_replaced(correction, taken[new])
            else:
                book.tell(form.workbook.file, _notice(correction, form, place), correction)

    def _new_place(self, correction: Correction) -> tuple[Form, Place] | None:
        """The form that replaces the one a correction was made for, and the cell that is meant."""
        if any(self._fits(correction, form) for form in self._forms()):
            return None  # its own file is still the one that counts
        old = self._old_table(correction)
        if old is None:
            forms = [one for one in self._forms() if same_file(correction.file, one.workbook.file)]
            same = [one for one in forms if one.sheet.name == correction.sheet]
            found = same or (forms if len({one.place for one in forms}) == 1 else [])
        else:
            found = [one for one in self._forms() if _whose(one) == _whose(old)]
            slot = self._slot(correction, old)
            for form in found:
                places = self._places(form)
                if slot is not None and slot in places:
                    return form, places[slot]
        return (found[0], _at(found[0], correction.cell)) if found else None

    def _forms(self) -> Iterator[Form]:
        return (form for reading in self.readings for form in reading.forms)

    @staticmethod
    def _fits(correction: Correction, form: Form) -> bool:
        named = same_file(correction.file, form.workbook.file)
        return named and correction.sha256 == form.workbook.sha256

    def _old_table(self, correction: Correction) -> Candidate | None:
        """The table that the correction was made for, where its file was kept and set aside."""
        counting = {form.workbook.sha256 for form in self._forms()}
        for file in self.files:
            if file.workbook is None or file.sha256 in counting:
                continue
            if file.sha256 == correction.sha256:
                tables = self.recognise(file.workbook)
                mine = [one for one in tables if one.sheet.name == correction.sheet]
                marked = (one for one in mine if self._slot(correction, one) is not None)
                return next(marked, next(iter(mine), None))
        return None

    def _slot(self, correction: Correction, table: Candidate) -> Slot | None:
        """The participant and criterion that the corrected cell of a table was for."""
        places = self._places(table).items()
        return next((s for s, place in places if place.cell == correction.cell.upper()), None)

    def _places(self, one: Form | Candidate) -> Mapping[Slot, Place]:
        register = self.registers.get(one.identity.category)
        return mark_places(one.table, one.sheet, one.identity, register) if register else {}


def _whose(one: Form | Candidate) -> tuple[str, str, str]:
    return one.identity.category, one.identity.stage, one.identity.juror


def _at(form: Form, cell: str) -> Place:
    position = read_address(cell.upper())
    found = form.sheet.cells.get(position) if position else None
    return Place(cell.upper(), found.literal if found else "")


def _notice(correction: Correction, form: Form, place: Place) -> Notice:
    """Offered again where the cell holds what it held, obsolete where it does not."""
    same = place.literal.strip() == correction.was.strip()
    why = "offered" if same else "obsolete"
    notice = stale_notice(correction, form.sheet.name, place.cell, place.literal, why)
    return replace(notice, about={**notice.about, **form.identity.about})
