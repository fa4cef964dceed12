"""Reading one workbook: the gate, then its parts, each once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from helpers.intake.comments import read_notes, read_persons
from helpers.intake.csv_sheet import is_plain_table, read_plain_sheet
from helpers.intake.gate import FILE_LIMIT, open_package
from helpers.intake.package import (
    CONTENT_TYPES,
    RELATION,
    ROOT_RELATIONS,
    Attributes,
    Element,
    Package,
    Relation,
    elements,
    relations,
)
from helpers.intake.properties import last_saved
from helpers.intake.sheet_parser import Budget
from helpers.intake.sheets import SheetEntry, read_sheet
from helpers.intake.styles import read_styles
from helpers.intake.texts import RichText, read_shared_texts
from helpers.intake.workbook import DefinedName, Notice, RefusedError, Sheet, Workbook

SHEET_LIMIT = 50
SHEET_NAME_LENGTH = 31
_ILLEGAL_IN_NAMES = set("[]:*?/\\")
_OFF = ("", "0", "false")


def read_workbook(path: Path, name: str = "") -> Workbook:
    """Read a workbook as it is stored; never raises for what is in the file.

    Parameters
    ----------
    path
        The file.
    name
        What to call it in findings; its own name where left out.
    """
    if path.stat().st_size <= FILE_LIMIT:
        return read_bytes(name or path.name, path.read_bytes())
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return _refused(name or path.name, sha256, path.stat().st_size, Notice("FILE_TOO_BIG"))


def read_bytes(name: str, data: bytes) -> Workbook:
    """Read a workbook from its bytes; where it is refused, ``refused`` is set and a notice why."""
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        if is_plain_table(name, data):
            return read_plain_sheet(name, sha256, data)
        package = open_package(name.rpartition("/")[2], data)
        return _read_parts(Workbook(name, sha256, len(data)), package)
    except RefusedError as error:
        return _refused(name, sha256, len(data), error.notice)
    except MemoryError:
        return _refused(name, sha256, len(data), Notice("BOMB", values={"detail": name}))


def _refused(name: str, sha256: str, size: int, notice: Notice) -> Workbook:
    return Workbook(name, sha256, size, notices=(notice,), refused=True)


def _read_parts(empty: Workbook, package: Package) -> Workbook:
    for part in (CONTENT_TYPES, ROOT_RELATIONS):
        if part not in package:
            raise RefusedError("MISSING_PART", part=part)
    book = _main_part(package)
    links = relations(package, book)
    if not links:
        folder, _, name = book.rpartition("/")
        raise RefusedError("MISSING_PART", part=f"{folder}/_rels/{name}.rels")
    styles = read_styles(package, _target(links, "styles") or "xl/styles.xml")
    texts = _shared_texts(package, links)
    listed = elements(package, book)
    sheets, notices = [], list(_package_notices(package))
    for sheet, seen in _sheets(package, listed, links, texts):
        notices += seen
        if sheet is not None:
            sheets.append(sheet)
    return replace(
        empty,
        sheets=tuple(sheets),
        styles=styles,
        notices=tuple(notices),
        from_1904=_is_from_1904(listed),
        linked=tuple(_linked(package, links)),
        names=tuple(map(_defined_name, (one for one in listed if one.name == "definedName"))),
        saved=last_saved(package),
    )


def _is_from_1904(listed: list[Element]) -> bool:
    properties = (one.attributes for one in listed if one.name == "workbookPr")
    return any(found.get("date1904", "") not in _OFF for found in properties)


def _defined_name(element: Element) -> DefinedName:
    return DefinedName(
        element.attributes.get("name", ""),
        element.text,
        element.attributes.get("localSheetId", ""),
        element.attributes.get("hidden", "") not in _OFF,
    )


def _linked(package: Package, links: Mapping[str, Relation]) -> Iterator[str]:
    """The other workbooks that this one refers to, as they are written; none is opened."""
    for link in links.values():
        if link.kind == "externalLink":
            outside = relations(package, link.target).values()
            yield from (one.target for one in outside if one.external)


def _main_part(package: Package) -> str:
    """The workbook part that the package's root names."""
    main = [link for link in relations(package, "").values() if link.kind == "officeDocument"]
    if not main:
        raise RefusedError("MISSING_PART", part="xl/workbook.xml")
    if len(main) > 1 or main[0].external or main[0].target not in package:
        raise RefusedError("BROKEN_REL", part=main[-1].target)
    return main[0].target


def _target(links: Mapping[str, Relation], kind: str) -> str:
    found = [link for link in links.values() if link.kind == kind]
    if len(found) > 1 or any(link.external for link in found):
        raise RefusedError("BROKEN_REL", part=found[-1].target)
    return found[0].target if found else ""


def _shared_texts(package: Package, links: Mapping[str, Relation]) -> tuple[RichText, ...] | None:
    part = _target(links, "sharedStrings")
    if not part:
        return None
    if part not in package:
        raise RefusedError("BROKEN_REL", part=part)
    return read_shared_texts(package, part)


def _package_notices(package: Package) -> Iterator[Notice]:
    if any("vbaProject" in name or "/macrosheets/" in name for name in package):
        yield Notice("MACROS")


def _sheets(
    package: Package,
    listed: list[Element],
    links: Mapping[str, Relation],
    texts: tuple[RichText, ...] | None,
) -> Iterator[tuple[Sheet | None, tuple[Notice, ...]]]:
    """Each sheet with its notices; one that is no worksheet only has a notice."""
    entries = [one.attributes for one in listed if (one.name, one.parent) == ("sheet", "sheets")]
    parts = _sheet_parts(package, entries, links)
    persons = read_persons(package, links)
    budget = Budget()
    for attributes, (kind, part) in zip(entries, parts, strict=True):
        name = attributes.get("name", "")
        odd_name = len(name) > SHEET_NAME_LENGTH or bool(_ILLEGAL_IN_NAMES & set(name))
        notices = (Notice("SHEET_NAME", sheet=name),) if odd_name else ()
        if kind != "worksheet":
            yield None, (*notices, Notice("NON_WORKSHEET", sheet=name))
            continue
        around = relations(package, part)
        entry = SheetEntry(
            name,
            attributes.get("state", "visible"),
            part,
            read_notes(package, around, persons),
            _table_filtering(package, around),
        )
        sheet, seen = read_sheet(package, entry, texts, budget)
        yield sheet, (*notices, *seen)


def _sheet_parts(
    package: Package, entries: list[Attributes], links: Mapping[str, Relation]
) -> list[tuple[str, str]]:
    """The kind and the part of each sheet: every one has its own name and its own part."""
    if not entries:
        raise RefusedError("NO_SHEETS")
    if len(entries) > SHEET_LIMIT:
        raise RefusedError("TOO_MANY_SHEETS", limit=SHEET_LIMIT)
    names: set[str] = set()
    parts: dict[str, str] = {}
    for attributes in entries:
        name = attributes.get("name", "")
        if name.casefold() in names:
            raise RefusedError("DUPLICATE_SHEET_NAME", part=name)
        names.add(name.casefold())
        link = links.get(attributes.get(f"{RELATION} id", ""))
        if link is None:
            raise RefusedError("BROKEN_REL", part=name)
        if link.external:
            raise RefusedError("EXTERNAL_PART", part=link.target)
        if link.target not in package:
            raise RefusedError("BROKEN_REL", part=link.target)
        if link.target in parts:
            raise RefusedError("DUPLICATE_PART", part=link.target)
        parts[link.target] = link.kind
    return [(kind, part) for part, kind in parts.items()]


def _table_filtering(package: Package, around: Mapping[str, Relation]) -> bool:
    """Whether a filter is on in a table of the sheet."""
    return any(
        element.name == "filterColumn"
        for link in around.values()
        if link.kind == "table" and link.target in package
        for element in elements(package, link.target)
    )
