"""Reading one workbook: the gate, then its parts, each once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from helpers.intake.comments import read_comments
from helpers.intake.gate import open_package
from helpers.intake.package import (
    CONTENT_TYPES,
    RELATION,
    ROOT_RELATIONS,
    Element,
    Relation,
    elements,
    relations,
    require,
)
from helpers.intake.properties import last_saved
from helpers.intake.sheets import read_sheet
from helpers.intake.styles import read_styles
from helpers.intake.texts import RichText, read_shared_texts
from helpers.intake.workbook import Notice, RefusedError, Sheet, Workbook

SHEET_LIMIT = 50
SHEET_NAME_LENGTH = 31
_ILLEGAL_IN_NAMES = set("[]:*?/\\")


def read_workbook(path: Path, name: str = "") -> Workbook:
    """Read a workbook as it is stored; never raises for what is in the file.

    Parameters
    ----------
    path
        The file.
    name
        What to call it in findings; its own name where left out.
    """
    return read_bytes(name or path.name, path.read_bytes())


def read_bytes(name: str, data: bytes) -> Workbook:
    """Read a workbook from its bytes; where it is refused, ``refused`` is set and a notice why."""
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        parts = open_package(name.rpartition("/")[2], data)
        return _read_parts(Workbook(name, sha256, len(data)), parts)
    except RefusedError as error:
        return Workbook(name, sha256, len(data), notices=(error.notice,), refused=True)


def _read_parts(empty: Workbook, parts: Mapping[str, bytes]) -> Workbook:
    require(parts, CONTENT_TYPES)
    require(parts, ROOT_RELATIONS)
    book = _main_part(parts)
    links = relations(parts, book)
    if not links:
        folder, _, name = book.rpartition("/")
        raise RefusedError("MISSING_PART", part=f"{folder}/_rels/{name}.rels")
    styles = require(parts, _target(links, "styles") or "xl/styles.xml")
    texts = _shared_texts(parts, links)
    listed = elements(book, require(parts, book))
    sheets, notices = [], list(_package_notices(parts))
    for sheet, seen in _sheets(parts, listed, links, texts):
        notices += seen
        if sheet is not None:
            sheets.append(sheet)
    return Workbook(
        empty.file,
        empty.sha256,
        empty.size,
        tuple(sheets),
        read_styles("xl/styles.xml", styles),
        tuple(notices),
        saved=last_saved(parts),
    )


def _main_part(parts: Mapping[str, bytes]) -> str:
    """The workbook part that the package's root names."""
    for link in relations(parts, "").values():
        if link.kind == "officeDocument":
            if link.target not in parts:
                raise RefusedError("BROKEN_REL", part=link.target)
            return link.target
    raise RefusedError("MISSING_PART", part="xl/workbook.xml")


def _target(links: Mapping[str, Relation], kind: str) -> str:
    return next((link.target for link in links.values() if link.kind == kind), "")


def _shared_texts(
    parts: Mapping[str, bytes], links: Mapping[str, Relation]
) -> tuple[RichText, ...] | None:
    part = _target(links, "sharedStrings")
    if not part:
        return None
    if part not in parts:
        raise RefusedError("BROKEN_REL", part=part)
    return read_shared_texts(part, parts[part])


def _package_notices(parts: Mapping[str, bytes]) -> Iterator[Notice]:
    if any("vbaProject" in name or "/macrosheets/" in name for name in parts):
        yield Notice("MACROS")


def _sheets(
    parts: Mapping[str, bytes],
    listed: list[Element],
    links: Mapping[str, Relation],
    texts: tuple[RichText, ...] | None,
) -> Iterator[tuple[Sheet | None, tuple[Notice, ...]]]:
    """Each sheet with its notices; one that is no worksheet only has a notice."""
    entries = [element for element in listed if element.name == "sheet"]
    if not entries:
        raise RefusedError("NO_SHEETS")
    if len(entries) > SHEET_LIMIT:
        raise RefusedError("TOO_MANY_SHEETS", limit=SHEET_LIMIT)
    names: set[str] = set()
    used: set[str] = set()
    for entry in entries:
        name = entry.attributes.get("name", "")
        if name.casefold() in names:
            raise RefusedError("DUPLICATE_SHEET_NAME", part=name)
        names.add(name.casefold())
        link = links.get(entry.attributes.get(f"{RELATION} id", ""))
        part = _sheet_part(parts, link, name)
        if part in used:
            raise RefusedError("DUPLICATE_PART", part=part)
        used.add(part)
        odd_name = len(name) > SHEET_NAME_LENGTH or bool(_ILLEGAL_IN_NAMES & set(name))
        notices = (Notice("SHEET_NAME", sheet=name),) if odd_name else ()
        if link is None or link.kind != "worksheet":
            yield None, (*notices, Notice("NON_WORKSHEET", sheet=name))
            continue
        state = entry.attributes.get("state", "visible")
        comments = read_comments(parts, relations(parts, part))
        sheet, seen = read_sheet(name, state, part, parts[part], texts, comments)
        yield sheet, (*notices, *seen)


def _sheet_part(parts: Mapping[str, bytes], link: Relation | None, name: str) -> str:
    if link is None:
        raise RefusedError("BROKEN_REL", part=name)
    if link.external:
        raise RefusedError("EXTERNAL_PART", part=link.target)
    if link.target not in parts:
        raise RefusedError("BROKEN_REL", part=link.target)
    return link.target
