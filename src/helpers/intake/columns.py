"""Which column of a form holds which criterion: by its exact name, never by its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from helpers.intake.form import Form
from helpers.intake.lines import is_markish
from helpers.intake.table import Field
from helpers.intake.workbook import Notice, address


@dataclass(frozen=True)
class Columns:
    """The columns of a form by criterion, and what was odd about them.

    ``waiting`` are fields whose cells wait for a person, with the code; ``refused`` is the code
    that keeps the whole form out.
    """

    marks: tuple[tuple[str, Field], ...]
    notices: tuple[Notice, ...] = ()
    waiting: tuple[tuple[Field, str], ...] = ()
    refused: str = ""


def find_columns(form: Form) -> Columns:
    """Match the columns of a form with the criteria that are due."""
    due = form.due_criteria
    found: dict[str, list[Field]] = {}
    strange: list[Field] = []
    for field in form.table.of_kind("mark", "extra"):
        criterion = _criterion(form, field)
        if criterion in due:
            found.setdefault(criterion, []).append(field)
        elif _is_marked(form, field) and not _is_set_aside(form, field):
            strange.append(field)
    _take_the_only_one(form, found, strange)
    missing = [one for one in due if one not in found and one not in form.elsewhere]
    names = ", ".join(form.criterion_name(criterion) for criterion in missing)
    if missing and not strange and not form.by_committee:
        code = "TEMPLATE_VERSION" if form.version else "TEMPLATE_SHAPE"
        notice = form.notice(code, version=form.version, missing=names)
        return Columns((), (notice,), refused=code)
    marks = tuple((one, fields[0]) for one, fields in found.items() if len(fields) == 1)
    code = "UNKNOWN_CRITERION" if missing and not form.by_committee else "EXTRA_COLUMN"
    notices = [
        Notice(code, form.sheet.name, address(f.position), f.header, values={"missing": names})
        for f in strange
    ]
    notices += [*_doubles(form, found), *_order(form, marks)]
    waiting = [(f, "DUPLICATE_HEADER") for fs in found.values() if len(fs) > 1 for f in fs]
    if code == "UNKNOWN_CRITERION":
        waiting += [(field, code) for field in strange]
    return Columns(marks, tuple(notices), tuple(waiting))


def _criterion(form: Form, field: Field) -> str:
    mine = (form.identity.category, form.identity.stage)
    for category, stage, criterion in field.targets:
        if (category, stage) == mine:
            return criterion
    return ""


def _is_marked(form: Form, field: Field) -> bool:
    cells = (form.table.cell(line.index, field.index) for line in form.table.participant_lines())
    return any(cell is not None and is_markish(cell) for cell in cells)


def _is_set_aside(form: Form, field: Field) -> bool:
    """Whether an officer set a column aside at its header."""
    header = form.sheet.cells.get(field.position)
    return bool(header and form.corrections.take(form.sheet.name, header, ("ignore",)))


def _take_the_only_one(form: Form, found: dict[str, list[Field]], strange: list[Field]) -> None:
    """A single criterion may stand under the plain word for a mark (Nilai)."""
    plain = [field for field in form.table.of_kind("mark") if not field.targets]
    if len(form.due_criteria) == 1 and not found and len(plain) == 1 and not form.elsewhere:
        found[form.due_criteria[0]] = plain
        strange[:] = [field for field in strange if field not in plain]


def _doubles(form: Form, found: Mapping[str, list[Field]]) -> Iterable[Notice]:
    for fields in found.values():
        if len(fields) > 1:
            cells = ", ".join(address(field.position) for field in fields)
            yield form.notice("DUPLICATE_HEADER", fields[1].position, cells=cells)


def _order(form: Form, marks: Iterable[tuple[str, Field]]) -> Iterable[Notice]:
    seen = [one for one, _ in sorted(marks, key=lambda pair: pair[1].index)]
    if seen != [one for one in form.due_criteria if one in seen]:
        yield form.notice("COLUMN_ORDER")
