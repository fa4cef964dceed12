"""What a workbook says about itself: when it was last saved, by the clock of that computer."""

from __future__ import annotations

from datetime import UTC, datetime

from helpers.intake.package import Package, elements, relations
from helpers.intake.workbook import RefusedError

_DAYS = ("modified", "created")


def last_saved(package: Package) -> datetime | None:
    """The later of the days on which a workbook says it was made and changed, in UTC.

    None where it says nothing that can be read. It is a remark of the file about itself, which its
    maker can write at will and many programs leave out: nothing is refused because of it.
    """
    try:
        links = relations(package, "").values()
        part = next((one.target for one in links if one.kind == "core-properties"), "")
        said = elements(package, part) if part in package else []
    except RefusedError:
        return None
    days = [_day(one.text) for one in said if one.name in _DAYS]
    return max((day for day in days if day is not None), default=None)


def _day(text: str) -> datetime | None:
    """A day and time as the format writes them; without a zone they are meant in UTC."""
    try:
        day = datetime.fromisoformat(text.strip())
        return (day if day.tzinfo else day.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
