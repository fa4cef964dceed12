"""One sheet's part, read in one pass: every cell by its address, exactly as stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from helpers.intake.package import MAIN, Attributes, Shape, main, parse
from helpers.intake.sheet_checks import EFFORT_LIMIT, effort, sheet_notices, spread_formulas
from helpers.intake.texts import RichText, TextCollector, unescape
from helpers.intake.workbook import (
    LAST_COLUMN,
    LAST_ROW,
    Area,
    Cell,
    Notice,
    Position,
    RefusedError,
    Run,
    Sheet,
    read_address,
    read_area,
)

FILLED_LIMIT = 200_000
STORED_LIMIT = 1_000_000  # cells that only carry a format cost time too
MERGE_LIMIT = 5_000

_ROW, _CELL, _VALUE, _FORMULA, _INLINE = map(main, ("row", "c", "v", "f", "is"))
_DATA, _MERGE, _COLUMN, _DIMENSION = map(main, ("sheetData", "mergeCell", "col", "dimension"))
_FILTER, _FILTERED, _EXTENSIONS = map(main, ("autoFilter", "filterColumn", "extLst"))
_VALIDATION, _PROTECTION = main("dataValidation"), main("sheetProtection")
_ALTERNATE = "AlternateContent"
_KINDS = {"n": "number", "b": "bool", "e": "error", "d": "date", "str": "text", "s": "text"}
_OFF = ("", "0", "false")


class _SheetReader:
    """The handlers of the parser and what they have seen so far."""

    def __init__(self, part: str, texts: Sequence[RichText] | None) -> None:
        self.shape = Shape(part, most=6 * STORED_LIMIT)
        self.texts = texts
        self.cells: dict[Position, Cell] = {}
        self.stored = 0
        self.rows: set[int] = set()
        self.row = self.column = 0
        self.position: Position = (0, 0)
        self.rows_ordered = self.cells_ordered = True
        self.named = self.unnamed = 0
        self.merges: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.dimension = ""
        self.filtered = False
        self.filter = ""
        self.validated: list[str] = []
        self.protected = False
        self.formula_areas: list[tuple[Area, Position]] = []
        self.commented: list[Position] = []
        self.found_data = self.in_data = False
        self.skipping = 0
        self._reset_cell({})
        self.pieces: list[str] | None = None
        self.inline: TextCollector | None = None

    def _reset_cell(self, attributes: Attributes) -> None:
        self.attributes = attributes
        self.value: str | None = None
        self.formula: str | None = None
        self.derived = ""
        self.rich: RichText | None = None

    # ---- parser events, the most frequent first

    def start(self, name: str, attributes: Attributes) -> None:
        self.shape.enter(attributes)
        if not self.in_data:
            self._start_outside(name, attributes)
        elif self.skipping or name == _EXTENSIONS:
            self.skipping += 1
        elif self.inline is not None:
            self.inline.start(name, attributes)
        elif name == _CELL:
            self._start_cell(attributes)
        elif name == _VALUE:
            self.pieces = []
        elif name == _FORMULA:
            self.pieces = []
            self._start_formula(attributes)
        elif name == _ROW:
            self._start_row(attributes)
        elif name == _INLINE:
            self.inline = TextCollector()
        else:
            foreign = "ALTERNATE_CONTENT" if name.endswith(_ALTERNATE) else "FOREIGN_ELEMENT"
            raise RefusedError(foreign)

    def end(self, name: str) -> None:
        self.shape.depth -= 1
        if not self.in_data:
            return
        if self.skipping:
            self.skipping -= 1
        elif name == _CELL:
            self._end_cell()
        elif name == _VALUE:
            self.value, self.pieces = "".join(self.pieces or ()), None
        elif name == _FORMULA:
            self.formula, self.pieces = "".join(self.pieces or ()), None
        elif name == _INLINE and self.inline is not None:
            self.rich, self.inline = self.inline.result(), None
        elif self.inline is not None:
            self.inline.end(name)
        elif name == _DATA:
            self.in_data = False

    def text(self, piece: str) -> None:
        if self.pieces is not None:
            self.pieces.append(piece)
        elif self.inline is not None:
            self.inline.text(piece)

    def comment(self, text: str) -> None:
        if self.pieces is not None:
            self.commented.append(self.position)
        elif self.inline is not None:
            self.inline.comment(text)

    # ---- what they mean

    def _start_outside(self, name: str, attributes: Attributes) -> None:
        if self.shape.depth == 1 and not name.startswith(MAIN):
            strict = name.startswith("http://purl.oclc.org/ooxml/")
            raise RefusedError("STRICT_OOXML" if strict else "NAMESPACE", part=self.shape.part)
        if name == _DATA:
            self.found_data = self.in_data = True
        elif name == _MERGE:
            self._add_merge(attributes.get("ref", ""))
        elif name == _COLUMN:
            self._add_columns(attributes)
        elif name == _DIMENSION:
            self.dimension = attributes.get("ref", "")
        elif name == _FILTERED:
            self.filtered = True
        elif name == _FILTER:
            self.filter = attributes.get("ref", "")
        elif name == _VALIDATION:
            self.validated.append(attributes.get("sqref", ""))
        elif name == _PROTECTION:
            self.protected = attributes.get("sheet", "") not in _OFF

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        if number is None:
            self.unnamed += 1
            row = self.row + 1
        elif not number.isascii() or not number.isdecimal() or number.startswith("0"):
            raise RefusedError("BAD_REF", detail=number)
        else:
            row = int(number)
        if row > LAST_ROW:
            raise RefusedError("REF_LIMIT", detail=str(row))
        if row in self.rows:
            raise RefusedError("DUPLICATE_ROW", detail=row)
        self.rows_ordered = self.rows_ordered and row > self.row
        self.rows.add(row)
        self.row, self.column = row, 0
        hidden = attributes.get("hidden", "") not in _OFF
        if hidden or _no_size(attributes.get("ht")):
            self.hidden_rows.add(row)

    def _start_cell(self, attributes: Attributes) -> None:
        self.stored += 1
        if self.stored > STORED_LIMIT:
            raise RefusedError("TOO_MANY_CELLS", limit=STORED_LIMIT)
        name = attributes.get("r")
        if name is None:
            self.unnamed += 1
            position = (self.row, self.column + 1)
        else:
            self.named += 1
            position = self._named_position(name)
        self.cells_ordered = self.cells_ordered and position[1] > self.column
        self.column = position[1]
        self.position = position
        self._reset_cell(attributes)

    def _named_position(self, name: str) -> Position:
        position = read_address(name)
        if position is None:
            raise RefusedError("BAD_REF", detail=name)
        if position[0] > LAST_ROW or position[1] > LAST_COLUMN:
            raise RefusedError("REF_LIMIT", detail=name)
        if position[0] != self.row:
            raise RefusedError("REF_MISMATCH", cell=name, detail=self.row)
        return position

    def _start_formula(self, attributes: Attributes) -> None:
        kind = attributes.get("t", "normal")
        if kind == "normal":
            return
        self.derived = kind
        area = read_area(attributes.get("ref", ""))
        if area and kind != "shared":
            self.formula_areas.append((area, self.position))

    def _end_cell(self) -> None:
        if not self.value and self.formula is None and self.rich is None:
            return
        if self.position in self.cells:
            raise RefusedError("DUPLICATE_CELL", cell=self.attributes.get("r", ""))
        if len(self.cells) >= FILLED_LIMIT:
            raise RefusedError("TOO_MANY_CELLS", limit=FILLED_LIMIT)
        kind = self.attributes.get("t", "n")
        literal, runs = self._content(kind)
        style = self.attributes.get("s", "0")
        formula = self.formula or ""
        self.cells[self.position] = Cell(
            self.position[0],
            self.position[1],
            _KINDS.get(kind, "text"),
            literal,
            formula,
            int(style) if style.isdecimal() else -1,
            runs,
            self.derived if self.derived or self.formula is None or formula else "shared",
        )

    def _content(self, kind: str) -> tuple[str, tuple[Run, ...]]:
        value = self.value or ""
        if kind == "s":
            return self._shared_text(value)
        if kind == "inlineStr":
            return (self.rich.text, self.rich.runs) if self.rich else (value, ())
        if kind not in _KINDS:
            raise RefusedError("BAD_TYPE", detail=kind)
        return (unescape(value) if kind == "str" else value), ()

    def _shared_text(self, index: str) -> tuple[str, tuple[Run, ...]]:
        if self.texts is None:
            raise RefusedError("SST_MISSING")
        if not index.isascii() or not index.isdecimal() or int(index) >= len(self.texts):
            raise RefusedError("SST_INDEX", detail=index)
        text = self.texts[int(index)]
        if text.commented:
            self.commented.append(self.position)
        return text.text, text.runs

    def _add_merge(self, reference: str) -> None:
        area = read_area(reference)
        if area is None:
            raise RefusedError("BAD_MERGE", detail=reference)
        if len(self.merges) >= MERGE_LIMIT:
            raise RefusedError("TOO_MANY_MERGES", limit=MERGE_LIMIT)
        self.merges.append(area)

    def _add_columns(self, attributes: Attributes) -> None:
        hidden = attributes.get("hidden", "") not in _OFF
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if (hidden or _no_size(attributes.get("width"))) and first.isdecimal() and last.isdecimal():
            self.hidden_columns.append((int(first), int(last)))


def _no_size(text: str | None) -> bool:
    """Whether a height or width is zero."""
    return text is not None and text.strip("0") in ("", ".")


def read_sheet(
    name: str,
    state: str,
    part: str,
    data: bytes,
    texts: Sequence[RichText] | None,
    comments: Mapping[Position, str],
) -> tuple[Sheet, tuple[Notice, ...]]:
    """One sheet and what was odd about how it is stored.

    Raises
    ------
    RefusedError
        Two readers could see different contents, or the part is not a sheet.
    """
    reader = _SheetReader(part, texts)
    try:
        parse(part, data, reader.start, reader.end, reader.text, reader.comment)
    except RefusedError as error:
        raise error.at_sheet(name) from None
    if not reader.found_data:
        raise RefusedError("NO_SHEETDATA", sheet=name)
    areas = [*reader.merges, *(area for area, _ in reader.formula_areas)]
    if effort(areas, reader.cells) > EFFORT_LIMIT:
        raise RefusedError("BOMB", sheet=name, detail=part)
    sheet = Sheet(
        name=name,
        state=state,
        cells=spread_formulas(reader.cells, reader.formula_areas),
        merges=tuple(reader.merges),
        hidden_rows=frozenset(reader.hidden_rows),
        hidden_columns=tuple(reader.hidden_columns),
        comments=comments,
        filter=reader.filter,
        validated=tuple(reader.validated),
        protected=reader.protected,
    )
    return sheet, sheet_notices(
        sheet,
        dimension=reader.dimension,
        rows_ordered=reader.rows_ordered,
        cells_ordered=reader.cells_ordered,
        partly_named=bool(reader.named and reader.unnamed),
        filtered=reader.filtered,
        commented=reader.commented,
    )
