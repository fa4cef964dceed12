"""A located score table: its fields and lines, and the role of every cell of its sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from helpers.intake.grid import Grid
from helpers.intake.headers import Seat, Target
from helpers.intake.workbook import Cell, Position

KEY_KINDS = ("id", "name", "region")
WAITING_ROLES = ("score", *KEY_KINDS)  # what waits where a whole table does


@dataclass(frozen=True)
class Field:
    """One column of the table (a row, where criteria stand one below the other).

    ``kind`` is id, name, region, number, mark, product, weight, total, subtotal, mean, rank, note,
    check, limit, extra or blank; ``targets`` are the criteria its header names, ``seat`` the juror
    where each has columns.
    """

    index: int
    kind: str
    header: str = ""
    targets: frozenset[Target] = frozenset()
    weight: Decimal | None = None
    position: Position = (0, 0)
    seat: Seat | None = None


@dataclass(frozen=True)
class Line:
    """One row of the table (a column, where criteria stand one below the other).

    ``kind`` is participant, keyless, weight, product, summary, repeated, columns, limit, rank or
    note; ``keys`` are the cells that say whose line it is, ``said`` what they say where that is not
    all that stands in them (``Nama : X``).
    """

    index: int
    kind: str
    keys: Mapping[str, Cell] = field(default_factory=dict)
    participant: str = ""
    label: str = ""
    said: Mapping[str, str] = field(default_factory=dict)

    def key_text(self, kind: str) -> str:
        """What the key of a kind says; '' if there is none."""
        return self.said.get(kind) or (self.keys[kind].literal if kind in self.keys else "")

    @property
    def key_cell(self) -> Cell | None:
        """The cell that names the participant best: the id, else the name, else the region."""
        return next((self.keys[kind] for kind in KEY_KINDS if kind in self.keys), None)


@dataclass(frozen=True)
class Table:
    """A score table in a sheet.

    ``rows`` are those of a card: the first with its labels, the first and the last of its table.
    """

    grid: Grid
    fields: tuple[Field, ...]
    lines: tuple[Line, ...]
    header_lines: tuple[int, int]
    roles: Mapping[Position, str] = field(default_factory=dict)
    rows: tuple[int, int, int] = (0, 0, 0)

    @property
    def seats(self) -> dict[str, Seat]:
        """The jurors who have columns of marks, by what these columns share, in order."""
        found: dict[str, Seat] = {}
        for one in self.of_kind("mark"):
            if one.seat is not None:
                found.setdefault(one.seat.whose, one.seat)
        return found

    @property
    def layout(self) -> str:
        """How the table is laid out, as ``sources`` names it."""
        return "jurors_across" if len(self.seats) > 1 else self.grid.layout

    @property
    def end(self) -> int:
        """The last line that belongs to the table."""
        return self.lines[-1].index if self.lines else self.header_lines[1]

    def line_at(self, position: Position) -> int:
        """The line that a position lies in."""
        return self.grid.place(position)[0]

    def cell(self, line: int, index: int) -> Cell | None:
        """The cell where a line and a field cross."""
        return self.grid.lines.get(line, {}).get(index)

    def of_kind(self, *kinds: str) -> tuple[Field, ...]:
        """The fields of some kinds, in order."""
        return tuple(one for one in self.fields if one.kind in kinds)

    def participant_lines(self) -> Iterator[Line]:
        """The lines that hold marks of somebody, known or not."""
        return (line for line in self.lines if line.kind in ("participant", "keyless"))

    def line_of(self, kind: str) -> Line | None:
        """The first line of a kind."""
        return next((line for line in self.lines if line.kind == kind), None)
