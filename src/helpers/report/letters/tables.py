"""The tables of signed-off minutes, cell by cell: changed cells, rows that came, rows that went."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from helpers.records.words import say
from helpers.report.letters.expecting import alike, bare, held_in, stands_in
from helpers.report.letters.reading import Row, Table

SAME_TABLE = 0.25  # the share of a table's texts by which it is known again
SAME_ROW = 0.3  # the share of a row's letters by which it is known again
SHORT = 3  # letters; a shorter text stands in too many tables

One = TypeVar("One")
Told = tuple[str, str, str, str]  # where, field, what should stand, what stands


def compare_tables(
    expected: Sequence[Table], found: Sequence[Table], language: str
) -> Iterator[Told]:
    """What no longer agrees in the tables that hold values."""
    holding = [one for one in expected if any(held_in(c) for row in one.rows for c in row.cells)]
    pairs = pair_up(holding, found, _same_table, SAME_TABLE)
    for place, table in enumerate(holding):
        if place in pairs:
            yield from _compare_rows(table, found[pairs[place]], language)
            continue
        yield (
            say("letters.where_nowhere", language),
            say("letters.field_table", language),
            " · ".join(bare(cell) for cell in table.rows[0].cells),
            "",
        )


def pair_up(
    ours: Sequence[One],
    theirs: Sequence[One],
    likeness: Callable[[One, One], float],
    least: float,
) -> dict[int, int]:
    """Which of theirs is which of ours, the most alike first; those that are like none are left."""
    scores = [
        (likeness(one, other), -abs(place - there), -place, -there)
        for place, one in enumerate(ours)
        for there, other in enumerate(theirs)
    ]
    pairs: dict[int, int] = {}
    for score, _, place, there in sorted(scores, reverse=True):
        if score >= least and -place not in pairs and -there not in pairs.values():
            pairs[-place] = -there
    return pairs


def _same_table(ours: Table, theirs: Table) -> float:
    wanted = [alike(bare(cell)) for row in ours.rows for cell in row.cells]
    wanted = [text for text in wanted if len(text) >= SHORT]
    there = {alike(cell) for row in theirs.rows for cell in row.cells}
    return sum(text in there for text in wanted) / len(wanted) if wanted else 0.0


def _compare_rows(ours: Table, theirs: Table, language: str) -> Iterator[Told]:
    columns = _columns(ours, theirs)
    holding = [row for row in ours.rows if any(held_in(cell) for cell in row.cells)]
    plain = {alike(bare("".join(row.cells))) for row in ours.rows if row not in holding}

    def same_row(one: Row, other: Row) -> float:
        wanted = [(alike(bare(cell)), place) for place, cell in enumerate(one.cells)]
        letters = sum(len(text) for text, _ in wanted) or 1
        equal = sum(len(t) for t, place in wanted if t == alike(_cell(other, columns[place])))
        return equal / letters

    # Rows keep their order unless somebody moved them: an equal place decides between equals.
    pairs = pair_up(holding, theirs.rows, same_row, SAME_ROW)
    for place, row in enumerate(holding):
        if place in pairs:
            yield from _compare_cells(row, theirs, theirs.rows[pairs[place]], columns, language)
            continue
        yield (
            say("letters.where_table", language, table=theirs.number),
            say("letters.field_row", language),
            " · ".join(filter(None, map(bare, row.cells))),
            "",
        )
    for place, row in enumerate(theirs.rows):
        said = alike("".join(row.cells))
        header = place == 0 and ours.rows[0] not in holding
        if place in pairs.values() or header or not said or said in plain:
            continue
        yield (
            say("letters.where_row", language, table=theirs.number, row=row.number),
            say("letters.field_added_row", language),
            "",
            " · ".join(filter(None, row.cells)),
        )


def _compare_cells(
    ours: Row, table: Table, theirs: Row, columns: Sequence[int], language: str
) -> Iterator[Told]:
    for place, cell in enumerate(ours.cells):
        there = _cell(theirs, columns[place])
        for value in held_in(cell):
            whole = bare(cell) == value.text
            if alike(value.text) == alike(there) or (not whole and stands_in(value.text, there)):
                continue
            head = alike(_cell(table.rows[0], columns[place]))
            where = {"table": table.number, "row": theirs.number, "column": head}
            yield (
                say("letters.where_cell", language, **where),
                say(f"letters.field_{value.field}", language),
                value.text,
                there,
            )


def _columns(ours: Table, theirs: Table) -> tuple[int, ...]:
    """For each of our columns which of theirs: that in which most of its texts stand."""
    width = max((len(row.cells) for row in theirs.rows), default=0)
    there = [[alike(_cell(row, column)) for row in theirs.rows] for column in range(width)]
    found = []
    for place in range(max(len(row.cells) for row in ours.rows)):
        wanted = {alike(bare(_cell(row, place))) for row in ours.rows} - {""}
        found.append(
            max(
                range(width),
                key=lambda column: (
                    sum(text in wanted for text in there[column]),
                    -abs(column - place),
                ),
                default=place,
            )
        )
    return tuple(found)


def _cell(row: Row, column: int) -> str:
    return row.cells[column] if column < len(row.cells) else ""
