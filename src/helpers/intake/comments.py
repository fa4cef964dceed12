"""Notes and threaded comments of a sheet, by cell. Who wrote them is not read."""

from __future__ import annotations

from collections.abc import Mapping

from helpers.intake.package import Attributes, Relation, Shape, parse
from helpers.intake.workbook import Position, RefusedError, read_address

_KINDS = ("comments", "threadedComment")
_STUB = "[Threaded comment]"  # what is left in a note for programs that know no threads


def read_comments(parts: Mapping[str, bytes], links: Mapping[str, Relation]) -> dict[Position, str]:
    """What notes and threads say at each cell; several are joined by " | "."""
    said: dict[Position, list[str]] = {}
    for link in links.values():
        if link.kind not in _KINDS:
            continue
        if link.target not in parts:
            raise RefusedError("BROKEN_REL", part=link.target)
        for reference, text in _notes(link.target, parts[link.target]):
            position = read_address(reference)
            if position and not text.startswith(_STUB):
                said.setdefault(position, []).append(text)
    return {position: " | ".join(texts) for position, texts in said.items()}


def _notes(part: str, data: bytes) -> list[tuple[str, str]]:
    """References and texts of one comments part."""
    shape = Shape(part)
    found: list[tuple[str, str]] = []
    pieces: list[str] = []
    reference, reading = "", False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal reference, reading
        shape.enter(attributes)
        tag = name.rpartition(" ")[2]
        if tag in ("comment", "threadedComment"):
            reference = attributes.get("ref", "")
            pieces.clear()
        reading = tag in ("t", "text")

    def end(name: str) -> None:
        nonlocal reading
        shape.leave(name)
        reading = False
        if name.rpartition(" ")[2] in ("comment", "threadedComment"):
            found.append((reference, " ".join("".join(pieces).split())))

    def text(piece: str) -> None:
        if reading:
            pieces.append(piece)

    parse(part, data, start, end, text)
    return found
