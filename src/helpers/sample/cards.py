"""A form of cards: one small table for each participant, one below the other."""

from __future__ import annotations

from decimal import Decimal

from xlsxwriter.utility import xl_rowcol_to_cell

from helpers.sample.material import Entrant
from helpers.sample.page import Page, write_marks, write_product, write_total
from helpers.sample.sheets import Draft

LABELS = ("id", "name", "region")
PARTS = ("number", "criterion", "mark", "weight", "product")
MARK = PARTS.index("mark")


def write_cards(draft: Draft, page: Page, top: int) -> int:
    """Write a card for each participant from row ``top`` on; the first row after the last."""
    for column, part in enumerate(PARTS):
        draft.widths[column] = page.layout["widths"][part]
    row = top
    for entrant in page.entrants:
        row = _write_card(draft, page, entrant, row) + 1
    return row - 1


def _write_card(draft: Draft, page: Page, entrant: Entrant, top: int) -> int:
    words = page.layout["words"]
    texts = {"id": entrant.id, "name": entrant.name, "region": page.regions[entrant.id]}
    for row, part in enumerate(LABELS, start=top):
        draft.put((row, 0), words[part], "identity")
        draft.put((row, 1), f": {texts[part]}", "identity", known_as=(part, entrant.id, ""))
    head = top + len(LABELS)
    for column, part in enumerate(PARTS):
        draft.put((head, column), words[part], "header")
    first = head + 1
    spots = [(first + number, MARK) for number in range(len(page.columns))]
    write_marks(draft, page, entrant, spots)
    for number, (criterion, spot) in enumerate(zip(page.columns, spots, strict=True), start=1):
        draft.put((spot[0], 0), Decimal(number), "centre")
        draft.put((spot[0], 1), criterion.name, "text")
        write_product(draft, page, entrant, criterion, spot)
    bottom = first + len(page.columns)
    draft.merge((bottom, 0, bottom, 1), words["total"], "summary")
    products = f"{xl_rowcol_to_cell(first, MARK + 2)}:{xl_rowcol_to_cell(bottom - 1, MARK + 2)}"
    factors = [column.weight for column in page.columns]
    write_total(draft, page, entrant, (bottom, MARK + 2), f"=SUM({products})", factors)
    return bottom + 1
