"""Corrections: applied only where file, sheet, cell and the old content are exactly as stated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from helpers.intake.marks import fits
from helpers.intake.score_texts import bare
from helpers.intake.workbook import Cell, Notice, Position, Word, Workbook, address
from helpers.records.tables import Correction
from helpers.rules import Scale

ACTIONS = ("set", "use", "ignore", "blank", "absent_participant", "absent_juror")
SCORES = "scores"

Place = tuple[str, str, str]  # file, sheet and cell


def same_file(written: str, file: str) -> bool:
    """Whether an officer's way to write a file means this one: with or without ``scores/``."""
    path = written.replace("\\", "/").removeprefix("./")
    return path in (file, file.removeprefix(f"{SCORES}/"))


class CorrectionBook:
    """All corrections of a season, and which of them were applied.

    Each applies to one cell of one file, as long as the file's SHA-256 and the cell's content are
    those that the correction names.
    """

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self.all = tuple(corrections)
        self.applied: dict[str, Place] = {}
        self.notices: list[tuple[str, Notice]] = []
        self._told: set[str] = set()

    def of(self, workbook: Workbook) -> Corrections:
        """The corrections of one workbook."""
        mine = [one for one in self.all if same_file(one.file, workbook.file)]
        return Corrections(self, workbook, mine)

    def tell(self, file: str, notice: Notice, *corrections: Correction) -> None:
        """Keep a notice about corrections that were not applied."""
        self._told.update(one.id for one in corrections)
        if (file, notice) not in self.notices:
            self.notices.append((file, notice))

    def tell_unused(self) -> None:
        """Name every correction that fits no cell."""
        for one in self.all:
            if self.is_open(one):
                notice = Notice("CORRECTION_UNUSED", one.sheet, one.cell, values={"id": one.id})
                self.tell(one.file, notice, one)

    def is_open(self, correction: Correction) -> bool:
        """Whether a correction was neither applied nor found wanting."""
        return correction.id not in self.applied and correction.id not in self._told

    def rows(self) -> tuple[Correction, ...]:
        """All corrections, with whether they were applied."""
        return tuple(
            replace(one, applied="yes" if one.id in self.applied else "no") for one in self.all
        )


class Corrections:
    """The corrections of one workbook, by sheet and cell."""

    def __init__(
        self, book: CorrectionBook, workbook: Workbook, corrections: Iterable[Correction]
    ) -> None:
        self._book, self._workbook = book, workbook
        self._all = tuple(corrections)
        self._at: dict[tuple[str, str], list[Correction]] = {}
        for one in self._all:
            self._at.setdefault((one.sheet, one.cell.upper()), []).append(one)

    def open(self) -> tuple[Correction, ...]:
        """The corrections of this workbook that were neither applied nor found wanting."""
        return tuple(one for one in self._all if self._book.is_open(one))

    def take(
        self, sheet: str, place: Cell | Position | str, actions: tuple[str, ...] = ACTIONS
    ) -> Correction | None:
        """The correction of a cell, if there is one of these actions and it still fits.

        Parameters
        ----------
        place
            The cell; its position where it is empty; its address, or '' for the whole sheet.
        """
        where, literal = _where(place)
        found = self._at.get((sheet, where), [])
        if len(found) > 1:
            ids = ", ".join(one.id for one in found)
            self._tell(Notice("CORRECTION_CONFLICT", sheet, where, values={"ids": ids}), *found)
            return None
        if not found or found[0].action not in actions:
            return None
        if found[0].sha256 != self._workbook.sha256 or found[0].was.strip() != literal.strip():
            self.stale(found[0], literal)
            return None
        self._book.applied[found[0].id] = (self._workbook.file, sheet, where)
        return found[0]

    def stale(self, correction: Correction, literal: str) -> None:
        """Say that a correction was made for another content."""
        values = {"id": correction.id, "was": correction.was}
        place = (correction.sheet, correction.cell.upper())
        self._tell(Notice("STALE_CORRECTION", *place, literal, values=values), correction)

    def invalid(self, correction: Correction, reason: str) -> None:
        """Take a correction back that cannot be carried out, and say why."""
        self._book.applied.pop(correction.id, None)
        values = {"id": correction.id, "reason": Word(f"reason_{reason}")}
        place = (correction.sheet, correction.cell.upper())
        self._tell(
            Notice("CORRECTION_INVALID", *place, correction.value, values=values), correction
        )

    def _tell(self, notice: Notice, *corrections: Correction) -> None:
        self._book.tell(self._workbook.file, notice, *corrections)


def _where(place: Cell | Position | str) -> tuple[str, str]:
    if isinstance(place, Cell):
        return place.address, place.literal
    if isinstance(place, str):
        return place, ""
    return address(place), ""


def corrected_value(correction: Correction, scale: Scale) -> Decimal | str:
    """The mark that a correction sets, or why it cannot.

    It is written with a decimal comma or a decimal point, and must be a mark of the scale.
    """
    text = bare(correction.value).replace(",", ".")
    whole, point, part = text.partition(".")
    if not (text.isascii() and whole.isdecimal() and (part.isdecimal() or not point)):
        return "value_wrong"
    value = Decimal(text)
    return value if fits(value, scale) and len(part) <= scale.decimals else "value_outside"
