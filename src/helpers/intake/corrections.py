"""Corrections: applied only where file, sheet, cell and the old content are exactly as stated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from helpers.intake.marks import fits, shortest
from helpers.intake.score_texts import bare
from helpers.intake.workbook import Cell, Notice, Position, Word, Workbook, address
from helpers.records.tables import Correction
from helpers.rules import Scale

ACTIONS = ("set", "use", "ignore", "blank", "absent_participant", "absent_juror")
RETIRE = "retire"  # withdraws another correction, whose id is its value
SCORES = "scores"

Place = tuple[str, str, str]  # file, sheet and cell


def same_file(written: str, file: str) -> bool:
    """Whether an officer's way to write a file means this one: with or without ``scores/``."""
    path = written.replace("\\", "/").removeprefix("./")
    return path in (file, file.removeprefix(f"{SCORES}/"))


class CorrectionBook:
    """All corrections of a season, and which of them were applied.

    Each applies to one cell of one file, as long as the file's SHA-256 and the cell's content are
    those that the correction names. One that another withdraws is kept, and not applied.
    """

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self.all = tuple(corrections)
        self.applied: dict[str, Place] = {}
        self._told: dict[str, tuple[str, Notice]] = {}  # by id
        known = {one.id for one in self.all if one.action != RETIRE}
        self._retired = {
            one.value: one.id for one in self.all if one.action == RETIRE and one.value in known
        }
        for one in self.all:
            if one.id in self._retired:
                self.tell_replaced(one, self._retired[one.id])

    def of(self, workbook: Workbook) -> Corrections:
        """The corrections of one workbook."""
        mine = [one for one in self.all if same_file(one.file, workbook.file)]
        return Corrections(self, workbook, [one for one in mine if not self._is_past(one)])

    def _is_past(self, correction: Correction) -> bool:
        return correction.action == RETIRE or correction.id in self._retired

    def waiting(self) -> tuple[Correction, ...]:
        """The corrections that were not applied, and not withdrawn either."""
        return tuple(
            one for one in self.all if one.id not in self.applied and not self._is_past(one)
        )

    @property
    def notices(self) -> tuple[tuple[str, Notice], ...]:
        """What is to be told about corrections that were not applied, with the file; each once."""
        told: list[tuple[str, Notice]] = []
        for one in self._told.values():
            if one not in told:
                told.append(one)
        return tuple(told)

    def tell(self, file: str, notice: Notice, *corrections: Correction) -> None:
        """Keep a notice about corrections that were not applied; it takes the place of another."""
        self._told.update(dict.fromkeys((one.id for one in corrections), (file, notice)))

    def tell_replaced(self, correction: Correction, by: str) -> None:
        """Say that another correction took the place of this one."""
        values = {"id": correction.id, "by": by}
        notice = Notice("CORRECTION_REPLACED", correction.sheet, correction.cell, values=values)
        self.tell(correction.file, notice, correction)

    def tell_unused(self) -> None:
        """Name every correction that fits no cell, or withdraws none."""
        for one in self.all:
            if self.is_open(one):
                values = {"id": one.id}
                about = {"correction": one.id}
                notice = Notice("CORRECTION_UNUSED", one.sheet, one.cell, "", "", values, about)
                self.tell(one.file, notice, one)

    def is_open(self, correction: Correction) -> bool:
        """Whether a correction was neither applied nor found wanting."""
        done = self._retired.values() if correction.action == RETIRE else self.applied
        return correction.id not in done and correction.id not in self._told

    def rows(self) -> tuple[Correction, ...]:
        """All corrections, with whether they were applied."""
        done = {*self.applied, *self._retired.values()}
        return tuple(replace(one, applied="yes" if one.id in done else "no") for one in self.all)


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
        fitting = [one for one in found if self._fits(one, literal)]
        if len(fitting) > 1:
            ids = ", ".join(one.id for one in fitting)
            self._tell(Notice("CORRECTION_CONFLICT", sheet, where, values={"ids": ids}), *fitting)
            return None
        if not fitting:
            for one in found:
                if one.action in actions:
                    self._tell_stale(one, literal)
            return None
        correction = fitting[0]
        if correction.action not in actions:
            return None
        self._book.applied[correction.id] = (self._workbook.file, sheet, where)
        for one in found:
            if one is not correction:
                self._book.tell_replaced(one, correction.id)
        return correction

    def _fits(self, correction: Correction, literal: str) -> bool:
        same = correction.was.strip() == literal.strip()
        return same and correction.sha256 == self._workbook.sha256

    def _tell_stale(self, correction: Correction, literal: str) -> None:
        """Say that a correction was made for another content."""
        place = (correction.sheet, correction.cell.upper())
        self._tell(stale_notice(correction, *place, literal, "stale"), correction)

    def invalid(self, correction: Correction, reason: str) -> None:
        """Take a correction back that cannot be carried out, and say why."""
        self._book.applied.pop(correction.id, None)
        values = {"id": correction.id, "reason": Word(f"reason_{reason}")}
        about = {"correction": correction.id}
        place = (correction.sheet, correction.cell.upper())
        notice = Notice("CORRECTION_INVALID", *place, correction.value, "", values, about)
        self._tell(notice, correction)

    def _tell(self, notice: Notice, *corrections: Correction) -> None:
        self._book.tell(self._workbook.file, notice, *corrections)


def stale_notice(correction: Correction, sheet: str, cell: str, literal: str, why: str) -> Notice:
    """That a correction does not fit: ``why`` is stale, or for a file sent again offered, obsolete.

    The place is where its content is now to be found.
    """
    detail = Word(f"correction_{why}", {"literal": literal})
    values = {"id": correction.id, "was": correction.was, "detail": detail}
    about = {"correction": correction.id, "why": why}
    return Notice("STALE_CORRECTION", sheet, cell, literal, "", values, about)


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
    value = typed_number(correction.value)
    if value is None:
        return "value_wrong"
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return value if fits(value, scale) and decimals <= scale.decimals else "value_outside"


def typed_number(text: str) -> Decimal | None:
    """The number that an officer typed, with a decimal comma or point; None where it is none.

    A spreadsheet may have stored more digits than were typed; then the shortest decimal is meant.
    """
    text = bare(text).replace(",", ".")
    whole, point, part = text.partition(".")
    if not (text.isascii() and whole.isdecimal() and (part.isdecimal() or not point)):
        return None
    value, noise = shortest(text)
    return value if noise != "PRECISION_15" else None
