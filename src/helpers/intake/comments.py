"""Notes and threaded comments of a sheet, by cell, with the names of who wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpers.intake.package import Element, Package, Relation, elements
from helpers.intake.workbook import Note, RefusedError, read_address

_NOTES, _THREADS = "comments", "threadedComment"
_STUB = "[Threaded comment]"  # what a thread leaves in the notes for programs that know no threads


def read_persons(package: Package, links: Mapping[str, Relation]) -> dict[str, str]:
    """The names of those who wrote threads, by id; their accounts and addresses are not read."""
    return {
        element.attributes.get("id", ""): element.attributes.get("displayName", "")
        for link in links.values()
        if link.kind == "person" and link.target in package
        for element in elements(package, link.target)
        if element.name == "person"
    }


def read_notes(
    package: Package, links: Mapping[str, Relation], persons: Mapping[str, str]
) -> tuple[Note, ...]:
    """The notes and threads of a sheet, in the order of the file; a thread's stub is left out.

    Raises
    ------
    RefusedError
        Their part is not there, or one of them stands at no cell.
    """
    found = [
        note
        for link in links.values()
        if link.kind in (_NOTES, _THREADS)
        for note in _read_part(package, link, persons)
    ]
    threaded = {note.position for note in found if note.threaded}
    return tuple(
        note
        for note in found
        if note.threaded or note.position not in threaded or not note.text.startswith(_STUB)
    )


def _read_part(package: Package, link: Relation, persons: Mapping[str, str]) -> Iterator[Note]:
    if link.external or link.target not in package:
        raise RefusedError("BROKEN_REL", part=link.target)
    listed = elements(package, link.target)
    authors = {
        str(number): element.text
        for number, element in enumerate(one for one in listed if one.name == "author")
    }
    pieces: list[str] = []
    for element in listed:
        if element.name == "comment":
            yield _note(element, pieces, authors.get(element.attributes.get("authorId", ""), ""))
            pieces = []
        elif element.name == _THREADS:
            author = persons.get(element.attributes.get("personId", ""), "")
            yield _note(element, pieces, author, threaded=True)
            pieces = []
        elif _holds_words(element):
            pieces.append(element.text)


def _holds_words(element: Element) -> bool:
    """Whether it holds a piece of what was written, and not how it is pronounced."""
    if element.name == "text":
        return element.parent == _THREADS
    return element.name == "t" and element.parent != "rPh"


def _note(element: Element, pieces: list[str], author: str, threaded: bool = False) -> Note:
    reference = element.attributes.get("ref", "")
    position = read_address(reference)
    if position is None:
        raise RefusedError("BAD_REF", detail=reference)
    return Note(position, " ".join("".join(pieces).split()), author, threaded)
