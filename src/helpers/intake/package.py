"""The parts of a package: streamed, parsed without entities, and found by their relationships."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, NoReturn
from xml.parsers import expat

from helpers.intake.archive import Member, inflate
from helpers.intake.workbook import RefusedError

DEPTH_LIMIT = 64
ATTRIBUTE_LIMIT = 64
TOKEN_LIMIT = 1 << 20  # bytes of one tag or comment
SMALL_LIMIT = 16 << 20  # bytes of a part that is neither a sheet nor the table of texts
ELEMENT_LIMIT = 200_000  # of such a part

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


class Package:
    """The parts of a workbook by name. None is kept inflated: each is streamed when it is read."""

    def __init__(self, data: bytes, members: Iterable[Member]) -> None:
        self._data = data
        self._members = {member.name: member for member in members}

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def stream(self, name: str) -> Iterator[bytes]:
        """The contents of a part, piece by piece.

        Raises
        ------
        RefusedError
            There is no such part.
        """
        if name not in self._members:
            raise RefusedError("MISSING_PART", part=name)
        return inflate(self._data, self._members[name])

    def size(self, name: str) -> int:
        """The bytes of a part, inflated."""
        return self._members[name].size


def parse(
    package: Package,
    part: str,
    start: Start,
    end: End,
    text: Text,
    comment: Text | None = None,
    between: Callable[[], None] | None = None,
) -> None:
    """Parse one part while it streams; the handlers get names as ``namespace tag``.

    Parameters
    ----------
    between
        Called after each piece of the stream.

    Raises
    ------
    RefusedError
        The part is not there, has a DOCTYPE, another encoding than UTF-8 or UTF-16, a tag or
        comment beyond ``TOKEN_LIMIT``, or is not well formed.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = 1 << 15
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.CommentHandler = comment
    parser.XmlDeclHandler = partial(_check_encoding, part)
    parser.StartDoctypeDeclHandler = partial(_refuse_doctype, part)
    fed = 0
    try:
        for piece in package.stream(part):
            parser.Parse(piece, False)
            fed += len(piece)
            if fed - parser.CurrentByteIndex > TOKEN_LIMIT:
                raise RefusedError("BOMB", detail=part)
            if between is not None:
                between()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise RefusedError("XML_ILL_FORMED", part=part, detail=str(error)) from error


def _check_encoding(part: str, _version: str, encoding: str | None, _alone: int) -> None:
    if encoding and encoding.upper() not in ("UTF-8", "UTF-16", "US-ASCII"):
        raise RefusedError("XML_ENCODING", part=part, detail=encoding)


def _refuse_doctype(part: str, *_declaration: object) -> None:
    raise RefusedError("DTD", part=part)


def refuse_shape(part: str, depth: int) -> NoReturn:
    """Refuse a part that is nested too deep, or else has an element with too many attributes.

    Raises
    ------
    RefusedError
        Always.
    """
    if depth > DEPTH_LIMIT:
        raise RefusedError("XML_DEPTH", part=part, limit=DEPTH_LIMIT)
    raise RefusedError("XML_ATTRS", part=part, limit=ATTRIBUTE_LIMIT)


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
        if self.depth > DEPTH_LIMIT or len(attributes) > ATTRIBUTE_LIMIT:
            refuse_shape(self.part, self.depth)
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


def elements(package: Package, part: str) -> list[Element]:
    """All elements of a small part in the order in which they end, namespaces cut off the names.

    Raises
    ------
    RefusedError
        The part is not there, or is larger than such a part ever is.
    """
    if part in package and package.size(part) > SMALL_LIMIT:
        raise RefusedError("BOMB", detail=part)
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

    parse(package, part, start, end, text)
    return found


class Relation(NamedTuple):
    """Where one relationship of a part leads."""

    kind: str
    target: str
    external: bool


def relations(package: Package, source: str) -> dict[str, Relation]:
    """The relationships of a part by id; none where it has no relationship part."""
    folder, _, name = source.rpartition("/")
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels not in package:
        return {}
    return {
        element.attributes.get("Id", ""): _relation(folder, element.attributes)
        for element in elements(package, rels)
        if element.name == "Relationship"
    }


def _relation(folder: str, attributes: Attributes) -> Relation:
    external = attributes.get("TargetMode") == "External"
    target = attributes.get("Target", "")
    kind = attributes.get("Type", "").rpartition("/")[2]
    return Relation(kind, target if external else _resolve(folder, target), external)


def _resolve(folder: str, target: str) -> str:
    if target.startswith("/"):
        return posixpath.normpath(target[1:])
    return posixpath.normpath(posixpath.join(folder, target))
