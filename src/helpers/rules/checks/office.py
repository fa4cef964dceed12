"""The office, its officers, the words for absence, and the regions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from helpers.rules.entries import Entry
from helpers.rules.mistakes import Fault
from helpers.rules.models import RuleBook
from helpers.rules.regions import find_region, spellings

SHORT_CODE = re.compile(r"\d\d\.\d")  # what a spreadsheet makes of 63.10
A_NUMBER = re.compile(r"[-+]?[\d.,]+")


def check_office(book: RuleBook, root: Entry) -> Iterator[Fault]:
    """All checks of what stands around the jurors and the categories."""
    yield from _timezone(book, root)
    yield from _officers(book, root)
    yield from _absent_words(book, root)
    yield from _regions(book, root)
    yield from _juror_regions(book, root)
    yield from _per_region(book, root)


def _timezone(book: RuleBook, root: Entry) -> Iterator[Fault]:
    try:
        ZoneInfo(book.office.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        line = root.line_of("office", "timezone")
        yield Fault(line, "no_such_timezone", {"value": book.office.timezone})


def _officers(book: RuleBook, root: Entry) -> Iterator[Fault]:
    """A second person is only asked for where there are two, and one who may approve."""
    names = [officer.name for officer in book.officers]
    for place, name in enumerate(names):
        if name in names[:place]:
            yield Fault(root.line_of("officers", place), "officer_twice", {"name": name})
    approving = [officer for officer in book.officers if officer.role == "approval"]
    if book.second_person and (not approving or len(set(names)) < 2):
        yield Fault(root.line_of("second_person"), "no_second_person")


def _absent_words(book: RuleBook, root: Entry) -> Iterator[Fault]:
    """A word says one thing, and is never a mark."""
    kinds = {"participant": book.absent_words.participant, "juror": book.absent_words.juror}
    seen: dict[str, str] = {}
    for kind, words in kinds.items():
        for word in words:
            line = root.line_of("absent_words", kind)
            if A_NUMBER.fullmatch(word):
                yield Fault(line, "absent_word_number", {"word": word})
            if seen.setdefault(word.casefold(), kind) != kind:
                yield Fault(line, "absent_word_twice", {"word": word})


def _regions(book: RuleBook, root: Entry) -> Iterator[Fault]:
    """Codes in full, and no spelling that means two regions."""
    owners: dict[str, str] = {}
    for place, region in enumerate(book.regions or ()):
        line = root.line_of("regions", place)
        if SHORT_CODE.fullmatch(region.code):
            yield Fault(line, "short_code", {"code": region.code})
        shared = sorted({owners[text] for text in spellings(region) if text in owners})
        for other in shared:
            yield Fault(line, "region_twice", {"region": region.name, "other": other})
        owners |= dict.fromkeys(spellings(region), region.name)


def _juror_regions(book: RuleBook, root: Entry) -> Iterator[Fault]:
    for name, juror in book.jurors.items():
        line = root.line_of("jurors", name, "region")
        if juror.region is None:
            continue
        if SHORT_CODE.fullmatch(juror.region):
            yield Fault(line, "short_code", {"code": juror.region})
        elif book.regions is not None and find_region(juror.region, book.regions) is None:
            known = ", ".join(region.code for region in book.regions)
            yield Fault(line, "unknown_region", {"value": juror.region, "known": known})


def _per_region(book: RuleBook, root: Entry) -> Iterator[Fault]:
    """To see which region sent nobody, the regions must be known."""
    if root.child("regions") is not None:
        return
    for name, category in book.categories.items():
        if category.per_region is not None:
            line = root.line_of("categories", name, "per_region")
            yield Fault(line, "per_region_without_regions", {"category": name})
