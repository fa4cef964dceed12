"""Names of jurors, categories, stages, criteria: they stand in tables, files and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.records.tables import COMMITTEE
from helpers.rules.checks.subject import Subject
from helpers.rules.entries import Entry
from helpers.rules.mistakes import Fault
from helpers.rules.models import RuleBook

NAME = re.compile(r"[A-Za-z0-9_-]+")


def check_names(book: RuleBook, root: Entry) -> Iterator[Fault]:
    """All are letters, digits, - and _; no juror is called ``committee``."""
    seen: dict[str, str] = {}
    for juror in book.jurors:
        if (other := seen.setdefault(juror.casefold(), juror)) != juror:
            values = {"name": juror, "other": other}
            yield Fault(root.line_of("jurors", juror), "juror_name_case", values)
        if juror == COMMITTEE or not NAME.fullmatch(juror):
            yield Fault(root.line_of("jurors", juror), "juror_name", {"name": juror})
    for name in book.categories:
        if not NAME.fullmatch(name):
            yield Fault(root.line_of("categories", name), "category_name", {"name": name})
    for name in book.signatories:
        if not NAME.fullmatch(name):
            yield Fault(root.line_of("signatories", name), "signatory_name", {"name": name})


def check_category_names(subject: Subject) -> Iterator[Fault]:
    """Stages and criteria are letters, digits, - and _: they stand in tables and addresses."""
    for stage, rules in subject.rules.stages.items():
        if not NAME.fullmatch(stage):
            yield subject.fault("stage_name", "stages", stage, name=stage)
        for criterion in rules.criteria:
            if not NAME.fullmatch(criterion):
                yield subject.fault(
                    "criterion_name", "stages", stage, "criteria", criterion, name=criterion
                )
