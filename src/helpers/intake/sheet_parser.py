"""What the parser of a sheet's part meets, in one pass: every cell exactly as stored.

The parser calls ``start`` and ``end`` five times for a cell, a million cells in a workbook; these
two and what they call are written for speed, all else for reading. How deep an element stands
says what it may be: row, cell, or a cell's value, formula or text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from helpers.intake.addresses import Addresses
from helpers.intake.cells import Cells
from helpers.intake.package import (
    ATTRIBUTE_LIMIT,
    DEPTH_LIMIT,
    MAIN,
    STRICT,
    Attributes,
    main,
    refuse_shape,
)
from helpers.intake.sheet_checks import Oddities
from helpers.intake.sheet_facts import SheetFacts, is_on, no_size
from helpers.intake.texts import LENGTH_LIMIT, RichText, TextCollector, check_length, unescape
from helpers.intake.workbook import Area, Position, RefusedError, read_area

CELL_LIMIT = 1_000_000  # cells with something in them, of a workbook
STORED_LIMIT = 2_000_000  # cells that only carry a format cost time too
OTHER_LIMIT = 5_000_000  # elements of a sheet that are neither rows nor cells

_ROW, _CELL, _VALUE, _FORMULA, _INLINE = map(main, ("row", "c", "v", "f", "is"))
_DATA, _EXTENSIONS = main("sheetData"), main("extLst")
_ALTERNATE = "AlternateContent"
_DATA_DEPTH, _ROW_DEPTH, _CELL_DEPTH, _CONTENT_DEPTH = 2, 3, 4, 5
_KINDS = {
    "n": "number", "s": "text", "str": "text", "inlineStr": "text",
    "b": "bool", "e": "error", "d": "date",
}  # fmt: skip
_BLANKS = " \t\r\n"


@dataclass
class Budget:
    """How many cells the sheets of a workbook may still have."""

    filled: int = field(default_factory=lambda: CELL_LIMIT)
    stored: int = field(default_factory=lambda: STORED_LIMIT)


class SheetParser:
    """The handlers of the parser and what they have seen so far."""

    def __init__(self, part: str, texts: Sequence[RichText] | None, budget: Budget) -> None:
        self.part = part
        self.texts = texts
        self.budget = budget
        self.cells = Cells()
        self.facts = SheetFacts()
        self.oddities = Oddities()
        self.depth = 0
        self.in_data = self.found_data = False
        self.among_cells = False  # in the data, and neither in a rich text nor in what is skipped
        self.skipped = 0  # the depth of an element that is left out with all inside it, or 0
        self.others = 0
        self.pieces: list[str] = []
        self.at = Addresses(self.oddities)
        self.hidden_rows: set[int] = set()
        self.collapsed: set[int] = set()
        # the cell
        self.attributes: Attributes = {}
        self.value: str | None = None
        self.formula: str | None = None
        self.formula_kind = ""
        self.rich: RichText | None = None
        self.inline = TextCollector(self.pieces)
        self.in_inline = False
        self.known_styles: dict[str, int] = {}
        self.formula_areas: list[tuple[str, Area, Position]] = []

    # ---- parser events

    def start(self, name: str, attributes: Attributes) -> None:
        depth = self.depth = self.depth + 1
        if depth > DEPTH_LIMIT or len(attributes) > ATTRIBUTE_LIMIT:
            refuse_shape(self.part, depth)
        if not self.among_cells:
            self._start_other(name, attributes)
        elif depth == _CONTENT_DEPTH:
            if name != _VALUE or self.value is not None or self.pieces:
                self._start_content(name, attributes)
        elif depth == _CELL_DEPTH and name == _CELL:
            self.at.enter_cell(attributes.get("r"))
            self.attributes = attributes
            self.value = None
        elif depth == _ROW_DEPTH and name == _ROW:
            self._start_row(attributes)
        else:
            self._skip_or_refuse(name)

    def end(self, name: str) -> None:
        depth = self.depth
        self.depth = depth - 1
        if not self.among_cells:
            self._end_other(name, depth)
        elif depth == _CONTENT_DEPTH:
            self._end_content(name)
        elif depth == _CELL_DEPTH:
            self._end_cell()
        elif depth == _DATA_DEPTH:
            self._drop_blanks()
            self.in_data = self.among_cells = False

    def comment(self, _text: str) -> None:
        """An XML comment: inside a value some readers see two values."""
        if self.in_data and self.depth >= _CONTENT_DEPTH and not self.skipped:
            self.oddities.commented.add(self.at.position)

    def between(self) -> None:
        """Keep within the limits, after each piece of the stream."""
        if len(self.cells) > self.budget.filled or self.at.stored > self.budget.stored:
            raise RefusedError("TOO_MANY_CELLS", limit=CELL_LIMIT)
        if self.others > OTHER_LIMIT:
            raise RefusedError("BOMB", detail=self.part)
        if self.depth > (_CELL_DEPTH if self.in_data else 1) and not self.skipped:
            self.pieces[:] = ["".join(self.pieces)]
            check_length(self.pieces[0])
        elif self.in_data and not self.skipped:
            self._drop_blanks()
        else:
            self.pieces.clear()

    # ---- rows and cells

    def _start_row(self, attributes: Attributes) -> None:
        self.at.enter_row(attributes.get("r"))
        height = attributes.get("ht", "0" if self.facts.no_height else None)
        if is_on(attributes, "hidden") or no_size(height):
            self.hidden_rows.add(self.at.row)
        if is_on(attributes, "collapsed"):
            self.collapsed.add(self.at.row)

    def _start_content(self, name: str, attributes: Attributes) -> None:
        if self.pieces:
            self._drop_blanks()
        if name == _VALUE and self.value is None:
            return
        if name == _FORMULA and self.formula is None:
            self._start_formula(attributes)
        elif name == _INLINE and self.rich is None:
            self.in_inline, self.among_cells = True, False
            self.inline.reset()
        else:
            self._skip_or_refuse(name)

    def _end_content(self, name: str) -> None:
        if name == _VALUE:
            self.value = "".join(self.pieces)
        else:
            self.formula = "".join(self.pieces)
            check_length(self.formula)
        self.pieces.clear()

    def _start_formula(self, attributes: Attributes) -> None:
        self.formula_kind = attributes.get("t", "normal")
        filled = attributes.get("ref")
        if filled is None or self.formula_kind in ("normal", "shared"):
            return
        area = read_area(filled)
        if area is None:
            raise RefusedError("BAD_REF", detail=filled)
        self.formula_areas.append((self.formula_kind, area, self.at.position))

    def _end_cell(self) -> None:
        value = self.value
        place = self.at.place
        kind = self.attributes.get("t", "n")
        if self.formula is not None:
            self._keep_formula(self.formula, place)
        elif not value and self.rich is None and (kind != "str" or value is None):
            return
        if kind == "n":
            literal = value or ""
        elif kind == "s":
            literal = self._shared_text(value or "", place)
        else:
            literal = self._other_text(kind, value or "", place)
        if self.rich is not None:
            raise RefusedError("BAD_TYPE", detail=kind)
        if len(literal) > LENGTH_LIMIT:
            check_length(literal)
        style = self.attributes.get("s", "0")
        if style not in self.known_styles:
            self.known_styles[style] = _style_number(style)
        cells = self.cells
        cells.places.append(place)
        cells.kinds.append(_KINDS[kind])
        cells.literals.append(literal)
        cells.styles.append(self.known_styles[style])

    def _keep_formula(self, formula: str, place: int) -> None:
        self.formula = None
        if formula:
            self.cells.formulas[place] = formula
        if self.formula_kind != "normal" or not formula:
            derived = "shared" if self.formula_kind == "normal" else self.formula_kind
            self.cells.derived[place] = derived

    def _shared_text(self, index: str, place: int) -> str:
        if self.texts is None:
            raise RefusedError("SST_MISSING")
        if not (index.isascii() and index.isdecimal()) or len(index) > 9:
            raise RefusedError("SST_INDEX", detail=index)
        number = int(index)
        if number >= len(self.texts):
            raise RefusedError("SST_INDEX", detail=index)
        return self._keep_text(self.texts[number], place)

    def _other_text(self, kind: str, value: str, place: int) -> str:
        if kind not in _KINDS:
            raise RefusedError("BAD_TYPE", detail=kind)
        if kind == "str":
            return unescape(value)
        if kind != "inlineStr" or self.rich is None:
            return value
        if value:
            raise RefusedError("BAD_TYPE", detail=kind)
        rich, self.rich = self.rich, None
        return self._keep_text(rich, place)

    def _keep_text(self, text: RichText, place: int) -> str:
        if text.runs:
            self.cells.runs[place] = text.runs
        if text.commented:
            self.oddities.commented.add(self.at.position)
        return text.text

    # ---- everything else

    def _start_other(self, name: str, attributes: Attributes) -> None:
        self.others += 1
        if self.skipped:
            return
        if self.in_inline:
            self.inline.start(name, attributes)
        elif self.depth == 1:
            self._check_root(name)
        elif name == _DATA and self.depth == _DATA_DEPTH:
            if self.found_data:
                raise RefusedError("FOREIGN_ELEMENT")
            self.found_data = self.in_data = self.among_cells = True
            self.pieces.clear()
        else:
            self.pieces.clear()
            self.facts.start(name, attributes)

    def _end_other(self, name: str, depth: int) -> None:
        if self.skipped:
            if depth == self.skipped:
                self.skipped, self.among_cells = 0, True
        elif not self.in_inline:
            self.facts.end(name, self.pieces)
        elif depth > _CONTENT_DEPTH:
            self.inline.end(name)
        else:
            self.rich = self.inline.result()
            self.in_inline, self.among_cells = False, True
        self.pieces.clear()

    def _check_root(self, name: str) -> None:
        if not name.startswith(MAIN):
            raise RefusedError(
                "STRICT_OOXML" if name.startswith(STRICT) else "NAMESPACE", part=self.part
            )

    def _skip_or_refuse(self, name: str) -> None:
        """Extensions of a row or cell say nothing about its value; anything else might."""
        if name == _EXTENSIONS and self.depth in (_CELL_DEPTH, _CONTENT_DEPTH):
            self.skipped, self.among_cells = self.depth, False
        elif name.endswith(_ALTERNATE):
            raise RefusedError("ALTERNATE_CONTENT")
        else:
            raise RefusedError("FOREIGN_ELEMENT")

    def _drop_blanks(self) -> None:
        """What stands between the elements of the data must be blank."""
        if "".join(self.pieces).strip(_BLANKS):
            raise RefusedError("FOREIGN_ELEMENT")
        self.pieces.clear()


def _style_number(text: str) -> int:
    """The number of a style, -1 where the text is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else -1
