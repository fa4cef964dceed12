"""Recap sheets with a column for each juror: one table becomes one table for each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from helpers.intake.headers import Target
from helpers.intake.table import Field, Table

SHARED = (
    "product",
    "total",
    "subtotal",
    "mean",
    "rank",
)  # where these are nobody's, they are all's


def jurors_of(table: Table, named: str) -> dict[str, str]:
    """The juror of each group of columns; '' where it is not known.

    Parameters
    ----------
    named
        The jurors in the order of their columns, as ``sources`` names them; '' where it does not.
    """
    codes = named.split()
    if codes and len(codes) == len(table.seats):
        return dict(zip(table.seats, codes, strict=True))
    return {whose: seat.juror for whose, seat in table.seats.items()}


def on_criterion(table: Table, target: Target) -> Table:
    """The table with its jurors' columns standing for one criterion, which no header names."""
    fields = tuple(
        replace(field, targets=frozenset({target})) if _is_plain(field) else field
        for field in table.fields
    )
    return replace(table, fields=fields)


def needs_criterion(table: Table) -> bool:
    """Whether jurors have columns under which no criterion stands."""
    return any(map(_is_plain, table.fields))


def _is_plain(field: Field) -> bool:
    return field.kind == "mark" and field.seat is not None and not field.targets


def table_of(table: Table, jurors: Mapping[str, str], whose: str) -> Table:
    """One juror's part of a recap: the columns of that juror, and those that are nobody's.

    Sums and ranks over all jurors are left out: they are no arithmetic of this one.
    """
    juror = jurors[whose]
    fields, others = [], set()
    for field in table.fields:
        if field.seat is None:
            if field.kind == "mark":  # whose it is, nobody knows
                fields.append(replace(field, kind="extra", targets=frozenset()))
            elif field.kind not in SHARED:
                fields.append(field)
        elif field.seat.whose == whose or (juror and jurors.get(field.seat.whose) == juror):
            fields.append(field)
        else:
            others.add(field.index)
    first, _ = table.header_lines
    roles = {
        position: role
        for position, role in table.roles.items()
        for line, index in [table.grid.place(position)]
        if index not in others or not first <= line <= table.end
    }
    return replace(table, fields=tuple(fields), roles=roles)
