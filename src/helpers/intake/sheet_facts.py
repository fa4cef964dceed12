"""What a sheet says around its data: merges, widths, filter, validation, protection."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from helpers.intake.package import Attributes, main
from helpers.intake.workbook import LAST_COLUMN, Area, RefusedError, Validation, read_area

MERGE_LIMIT = 5_000

_MERGE, _COLUMN, _DIMENSION = main("mergeCell"), main("col"), main("dimension")
_FORMAT, _PROTECTION = main("sheetFormatPr"), main("sheetProtection")
_FILTER, _FILTERED_COLUMN = main("autoFilter"), main("filterColumn")
_VALIDATION, _FIRST, _SECOND = main("dataValidation"), main("formula1"), main("formula2")
_LEFT_OUT = ("extLst", "AlternateContent")
_OFF = ("", "0", "false")


def is_on(attributes: Attributes, name: str) -> bool:
    """Whether an attribute that is off when left out is on."""
    return attributes.get(name, "") not in _OFF


def no_size(text: str | None) -> bool:
    """Whether a height or width is zero."""
    return text is not None and text.strip("0") in ("", ".")


class SheetFacts:
    """Collects the facts while the parser passes; what only some readers see is left out."""

    def __init__(self) -> None:
        self.merges: list[Area] = []
        self.columns: list[tuple[int, int, bool]] = []  # first, last, whether hidden
        self.dimension = ""
        self.filter_area = ""
        self.filtering = self.protected = False
        self.no_width = self.no_height = False
        self.validations: list[Validation] = []
        self._validation: Attributes = {}
        self._formulas = {_FIRST: "", _SECOND: ""}
        self._left_out = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if self._left_out or name.endswith(_LEFT_OUT):
            self._left_out += 1
        elif name == _MERGE:
            self._add_merge(attributes.get("ref", ""))
        elif name == _COLUMN:
            self._add_columns(attributes)
        elif name == _DIMENSION:
            self.dimension = attributes.get("ref", "")
        elif name == _FORMAT:
            self.no_width = no_size(attributes.get("defaultColWidth"))
            self.no_height = no_size(attributes.get("defaultRowHeight"))
        elif name == _FILTER:
            self.filter_area = attributes.get("ref", "")
        elif name == _FILTERED_COLUMN:
            self.filtering = True
        elif name == _PROTECTION:
            self.protected = is_on(attributes, "sheet")
        elif name == _VALIDATION:
            self._validation = attributes
            self._formulas = {_FIRST: "", _SECOND: ""}

    def end(self, name: str, pieces: Sequence[str]) -> None:
        """An element ends; ``pieces`` are the text inside it."""
        if self._left_out:
            self._left_out -= 1
        elif name in self._formulas:
            self._formulas[name] = "".join(pieces)
        elif name == _VALIDATION:
            areas = map(read_area, self._validation.get("sqref", "").split())
            self.validations.append(
                Validation(
                    tuple(area for area in areas if area),
                    self._validation.get("type", "none"),
                    self._validation.get("operator", "between"),
                    *self._formulas.values(),
                )
            )

    def _add_merge(self, reference: str) -> None:
        area = read_area(reference)
        if area is None:
            raise RefusedError("BAD_MERGE", detail=reference)
        if len(self.merges) >= MERGE_LIMIT:
            raise RefusedError("TOO_MANY_MERGES", limit=MERGE_LIMIT)
        self.merges.append(area)

    def _add_columns(self, attributes: Attributes) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if not (_is_column(first) and _is_column(last)):
            return
        if len(self.columns) >= LAST_COLUMN:
            raise RefusedError("BOMB", detail="col")
        width = attributes.get("width")
        hidden = is_on(attributes, "hidden") or no_size(width)
        self.columns.append((int(first), int(last), hidden or (self.no_width and width is None)))

    def hidden_columns(self) -> tuple[tuple[int, int], ...]:
        """The first and last of the columns that are hidden or have no width."""
        hidden = [(first, last) for first, last, seen in self.columns if seen]
        if self.no_width:
            named = sorted((first, last) for first, last, _ in self.columns)
            ends = [(0, 0), *named, (LAST_COLUMN + 1, 0)]
            hidden += [
                (before[1] + 1, after[0] - 1)
                for before, after in pairwise(ends)
                if before[1] + 1 < after[0]
            ]
        return tuple(hidden)


def _is_column(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < len(text) <= 5
