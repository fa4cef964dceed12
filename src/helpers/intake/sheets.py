"""One sheet: its part parsed in one pass, and what is odd about how it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.intake.package import Package, parse
from helpers.intake.sheet_checks import EFFORT_LIMIT, effort, sheet_notices, spread
from helpers.intake.sheet_parser import Budget, SheetParser
from helpers.intake.texts import RichText
from helpers.intake.workbook import Note, Notice, RefusedError, Sheet


@dataclass(frozen=True)
class SheetEntry:
    """A sheet as the workbook lists it, with what other parts say about it."""

    name: str
    state: str
    part: str
    notes: tuple[Note, ...] = ()
    table_filtering: bool = False  # a table on it has a filter that is on


def read_sheet(
    package: Package, entry: SheetEntry, texts: Sequence[RichText] | None, budget: Budget
) -> tuple[Sheet, tuple[Notice, ...]]:
    """One sheet and what was odd about how it is stored; its cells are taken off the budget.

    Raises
    ------
    RefusedError
        Two readers could see different contents, or the part is not a sheet.
    """
    parser = SheetParser(entry.part, texts, budget)
    try:
        parse(
            package, entry.part,
            parser.start, parser.end, parser.pieces.append, parser.comment, parser.between,
        )  # fmt: skip
        return _finish(parser, entry, budget)
    except RefusedError as error:
        raise error.at_sheet(entry.name) from None


def _finish(
    parser: SheetParser, entry: SheetEntry, budget: Budget
) -> tuple[Sheet, tuple[Notice, ...]]:
    """The sheet, after the parser has passed."""
    if not parser.found_data:
        raise RefusedError("NO_SHEETDATA")
    cells, facts, oddities = parser.cells, parser.facts, parser.oddities
    if oddities.rows_unordered or oddities.cells_unordered:
        cells.sort()
    budget.filled -= len(cells)
    budget.stored -= parser.at.stored
    areas = [*facts.merges, *(area for _, area, _ in parser.formula_areas)]
    if effort(areas, cells) > EFFORT_LIMIT:
        raise RefusedError("BOMB", detail=entry.part)
    spread(cells, parser.formula_areas)
    sheet = Sheet(
        name=entry.name,
        state=entry.state,
        cells=cells,
        merges=tuple(facts.merges),
        hidden_rows=frozenset(parser.hidden_rows),
        hidden_columns=facts.hidden_columns(),
        notes=entry.notes,
        collapsed=frozenset(parser.collapsed),
        formula_areas=tuple((kind, area) for kind, area, _ in parser.formula_areas),
        validations=tuple(facts.validations),
        filter_area=facts.filter_area,
        protected=facts.protected,
    )
    filtering = facts.filtering or entry.table_filtering
    return sheet, sheet_notices(
        sheet, cells, oddities, dimension=facts.dimension, filtering=filtering
    )
