"""The usual table of a form: participants down, criteria across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from xlsxwriter.utility import xl_rowcol_to_cell

from helpers.records.numbers import as_decimal
from helpers.sample.material import Entrant
from helpers.sample.page import PRODUCT, Page, write_marks, write_product, write_total, write_weight
from helpers.sample.sheets import Draft, Place, Recipe

TOTALS = ("sum", "total", "weighted")
WIDE = ("name", "region", "remark")


def write_down(draft: Draft, page: Page, top: int) -> int:
    """Write the table from row ``top`` on; the first row after its end."""
    starts = _starts(page)
    for part, left in starts.items():
        kind = "marks" if part == "products" else part
        for offset in range(page.span(part)):
            draft.widths[left + offset] = page.layout["widths"][kind]
    first = _write_header(draft, page, top, starts)
    for row, entrant in enumerate(page.entrants, start=first):
        for part, left in starts.items():
            _write_part(draft, page, part, (row, left), entrant, first)
    bottom = first + len(page.entrants)
    for label in page.layout["closing"]:
        _write_means(draft, page, label, bottom, (first, starts["marks"]))
        bottom += 1
    return bottom


def _starts(page: Page) -> dict[str, int]:
    """The first column of the sheet that each part of the table takes."""
    starts, left = {}, 0
    for part in page.layout["columns"]:
        starts[part] = left
        left += page.span(part)
    return starts


def _write_header(draft: Draft, page: Page, top: int, starts: Mapping[str, int]) -> int:
    """Write the header rows; the first row below them."""
    last = top + len(page.layout["header"]) - 1
    for part, left in starts.items():
        if part == "marks":
            _write_mark_header(draft, page, top, left)
        elif part == "products":
            _write_product_header(draft, page, top, left)
        else:
            draft.merge((top, left, last, left), page.layout["words"][part], "header")
    return last + 1


def _write_mark_header(draft: Draft, page: Page, top: int, left: int) -> None:
    """Write what stands above the marks: perhaps a common heading, the names, perhaps weights."""
    for row, kind in enumerate(page.layout["header"], start=top):
        if kind == "group":
            area = (row, left, row, left + len(page.columns) - 1)
            draft.merge(area, page.layout["group"], "header")
            continue
        for offset, column in enumerate(page.columns):
            place = (row, left + offset)
            if kind == "weight":
                write_weight(draft, page, place, column)
            else:
                known_as = ("column", "", column.criterion)
                draft.put(place, column.name, "header", known_as=known_as)


def _write_product_header(draft: Draft, page: Page, top: int, left: int) -> None:
    for number, column in enumerate(page.columns):
        start = left + len(PRODUCT) * number
        draft.merge((top, start, top, start + len(PRODUCT) - 1), column.name, "header")
        for offset, part in enumerate(PRODUCT):
            draft.put((top + 1, start + offset), page.layout["words"][part], "header")


def _write_part(
    draft: Draft, page: Page, part: str, place: Place, entrant: Entrant, first: int
) -> None:
    """Write one participant's cells of one part of the table."""
    row, left = place
    step = len(PRODUCT) if part == "products" else 1
    spots = [(row, left + step * number) for number in range(len(page.columns))]
    if part == "marks":
        write_marks(draft, page, entrant, spots)
    elif part == "products":
        write_marks(draft, page, entrant, spots)
        for column, spot in zip(page.columns, spots, strict=True):
            write_product(draft, page, entrant, column, spot)
    elif part in TOTALS:
        marked = [draft.places["mark", entrant.id, column.criterion] for column in page.columns]
        factors = [Decimal(1) if part == "sum" else page.weighted(c) for c in page.columns]
        write_total(draft, page, entrant, place, _formula(part, marked, first), factors)
    else:
        look = "text" if part in WIDE else "centre"
        text = _text(page, part, entrant, row - first + 1)
        draft.put(place, text, look, known_as=(part, entrant.id, ""))


def _text(page: Page, part: str, entrant: Entrant, number: int) -> str | Decimal | None:
    texts: dict[str, str | Decimal | None] = {
        "number": Decimal(number),
        "id": entrant.id,
        "name": entrant.name,
        "region": page.regions[entrant.id],
        "remark": None,
    }
    return texts[part]


def _formula(part: str, marked: Sequence[Place], first: int) -> str:
    """The formula of a row's total: the products added up, the marks, or the marks weighted."""
    if part == "total":
        return "=" + "+".join(xl_rowcol_to_cell(row, left + 2) for row, left in marked)
    marks = f"{xl_rowcol_to_cell(*marked[0])}:{xl_rowcol_to_cell(*marked[-1])}"
    if part == "sum":
        return f"=SUM({marks})"
    ends = (xl_rowcol_to_cell(first - 1, marked[end][1], row_abs=True) for end in (0, -1))
    return f"=SUMPRODUCT({marks},{':'.join(ends)})"


def _write_means(draft: Draft, page: Page, label: str, row: int, start: Place) -> None:
    """Write the row of means below the participants; ``start`` is the first mark's place."""
    first, left = start
    draft.merge((row, 0, row, left - 1), label, "summary")
    for offset, column in enumerate(page.columns):
        spots = [(spot, left + offset) for spot in range(first, row)]
        marks = [
            Fraction(page.marks[entrant.id, column.criterion])
            for entrant in page.entrants
            if (entrant.id, column.criterion) in page.marks
        ]
        mean = as_decimal(sum(marks, Fraction(0)) / len(marks), 2)
        ends = f"{xl_rowcol_to_cell(*spots[0])}:{xl_rowcol_to_cell(*spots[-1])}"
        recipe = Recipe(f"=AVERAGE({ends})", tuple((s, Decimal(1)) for s in spots), mean=True)
        formula = recipe if page.form.totals == "formula" else None
        draft.put((row, left + offset), mean, "sum", formula)
