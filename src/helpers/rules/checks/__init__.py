"""What a rule book may say in form and still cannot mean; every check yields its faults."""

from __future__ import annotations

from helpers.rules.checks import calculation, names, office, order, panels, weights
from helpers.rules.checks.subject import Subject
from helpers.rules.entries import Entry
from helpers.rules.mistakes import Fault
from helpers.rules.models import RuleBook

BOOK_CHECKS = (names.check_names, office.check_office, panels.check_jurors, order.check_overall)
CATEGORY_CHECKS = (
    names.check_category_names,
    panels.check_panels,
    weights.check_scales,
    weights.check_weights,
    calculation.check_calculation,
    order.check_order,
)


def check_book(book: RuleBook, root: Entry) -> list[Fault]:
    """Every fault in what the rule book means; ``root`` holds the lines."""
    faults = [fault for check in BOOK_CHECKS for fault in check(book, root)]
    for name in book.categories:
        subject = Subject(book, name, root)
        faults += [fault for check in CATEGORY_CHECKS for fault in check(subject)]
    return faults
