"""The parts of a package: parsed without entities, and found by their relationships."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple
from xml.parsers import expat

from helpers.intake.workbook import RefusedError

DEPTH_LIMIT = 64
ATTRIBUTE_LIMIT = 64
ELEMENT_LIMIT = 200_000  # of a part that is neither a sheet nor the table of texts

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/"
CONTENT_TYPES = "[Content_Types].xml"
ROOT_RELATIONS = "_rels/.rels"

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def main(tag: str) -> str:
    """A tag of the main namespace as the parser names it."""
    return f"{MAIN} {tag}"


def parse(
    part: str,
    data: bytes,
    start: Start,
    end: End | None = None,
    text: Text | None = None,
    comment: Text | None = None,
) -> None:
    """Parse one part; the handlers get names as ``namespace tag``.

    Raises
    ------
    RefusedError
        The part has a DOCTYPE, another encoding than UTF-8 or UTF-16, or is not well formed.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.CommentHandler = comment
    parser.XmlDeclHandler = partial(_check_encoding, part)
    parser.StartDoctypeDeclHandler = partial(_refuse_doctype, part)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise RefusedError("XML_ILL_FORMED", part=part, detail=str(error)) from error


def _check_encoding(part: str, _version: str, encoding: str | None, _alone: int) -> None:
    if encoding and encoding.upper() not in ("UTF-8", "UTF-16", "US-ASCII"):
        raise RefusedError("XML_ENCODING", part=part, detail=encoding)


def _refuse_doctype(part: str, *_declaration: object) -> None:
    raise RefusedError("DTD", part=part)


@dataclass
class Shape:
    """Counts how deep a part is nested, how many elements it has, and their attributes."""

    part: str
    most: int = ELEMENT_LIMIT
    depth: int = 0
    count: int = 0

    def enter(self, attributes: Attributes) -> None:
        """One level down.

        Raises
        ------
        RefusedError
            Deeper than ``DEPTH_LIMIT``, more than ``ATTRIBUTE_LIMIT`` attributes, or more elements
            than such a part has.
        """
        self.depth += 1
        self.count += 1
        if self.depth > DEPTH_LIMIT:
            raise RefusedError("XML_DEPTH", part=self.part, limit=DEPTH_LIMIT)
        if len(attributes) > ATTRIBUTE_LIMIT:
            raise RefusedError("XML_ATTRS", part=self.part, limit=ATTRIBUTE_LIMIT)
        if self.count > self.most:
            raise RefusedError("BOMB", detail=self.part)

    def leave(self, _name: str) -> None:
        """One level up."""
        self.depth -= 1


class Element(NamedTuple):
    """One element of a small part, with the name of its parent."""

    name: str
    parent: str
    attributes: Attributes
    text: str


def elements(part: str, data: bytes) -> list[Element]:
    """All elements of a small part in the order in which they end, namespaces cut off the names."""
    shape = Shape(part)
    open_names: list[str] = []
    open_attributes: list[Attributes] = []
    texts: list[list[str]] = []
    found: list[Element] = []

    def start(name: str, attributes: Attributes) -> None:
        shape.enter(attributes)
        if name.startswith(STRICT):
            raise RefusedError("STRICT_OOXML")
        open_names.append(name.rpartition(" ")[2])
        open_attributes.append(attributes)
        texts.append([])

    def end(name: str) -> None:
        shape.leave(name)
        tag = open_names.pop()
        parent = open_names[-1] if open_names else ""
        found.append(Element(tag, parent, open_attributes.pop(), "".join(texts.pop())))

    def text(piece: str) -> None:
        if texts:
            texts[-1].append(piece)

    parse(part, data, start, end, text)
    return found


class Relation(NamedTuple):
    """Where one relationship of a part leads."""

    kind: str
    target: str
    external: bool


def relations(parts: Mapping[str, bytes], source: str) -> dict[str, Relation]:
    """The relationships of a part by id; none where it has no relationship part."""
    folder, _, name = source.rpartition("/")
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels not in parts:
        return {}
    return {
        element.attributes.get("Id", ""): Relation(
            element.attributes.get("Type", "").rpartition("/")[2],
            _resolve(folder, element.attributes.get("Target", "")),
            element.attributes.get("TargetMode") == "External",
        )
        for element in elements(rels, parts[rels])
        if element.name == "Relationship"
    }


def _resolve(folder: str, target: str) -> str:
    if target.startswith("/"):
        return posixpath.normpath(target[1:])
    return posixpath.normpath(posixpath.join(folder, target))


def require(parts: Mapping[str, bytes], name: str) -> bytes:
    """A part that every workbook has.

    Raises
    ------
    RefusedError
        It is missing.
    """
    if name not in parts:
        raise RefusedError("MISSING_PART", part=name)
    return parts[name]
