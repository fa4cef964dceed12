"""Everything that a public file holds: packed, encoded or folded away, for a search."""

from __future__ import annotations

import base64
import html
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pikepdf
from pypdf import PdfReader

_ADDRESS = re.compile(rb"data:[\w/+.-]*(?P<kind>;base64)?,(?P<data>[^\"'\s)]+)")
_CODES = ("utf-8", "utf-16-be", "utf-16-le", "latin-1")


def layers(content: bytes) -> Iterator[bytes]:
    """The bytes as they are, and those packed in them, all the way down."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield archive.comment
            for member in archive.infolist():
                yield member.filename.encode()
                yield from layers(archive.read(member))
    elif content.startswith(b"\x1f\x8b"):
        yield from layers(zlib.decompress(content, 31))
    elif content.startswith(b"%PDF"):
        yield from _pdf_layers(content)
    for found in _ADDRESS.finditer(content):
        data = unquote_to_bytes(found["data"])
        yield from layers(base64.b64decode(data) if found["kind"] else data)


def _pdf_layers(content: bytes) -> Iterator[bytes]:
    """Text, metadata, attachments, and every object with its streams unpacked."""
    reader = PdfReader(io.BytesIO(content))
    for page in reader.pages:
        yield page.extract_text().encode()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for name, attached in pdf.attachments.items():
            yield name.encode()
            yield from layers(attached.get_file().read_bytes())
        for thing in (*pdf.objects, pdf.trailer):
            if isinstance(thing, pikepdf.Stream):
                yield from layers(thing.read_bytes())
            yield from _strings(thing)


def _strings(thing: object) -> Iterator[bytes]:
    """The strings and keys right inside an object; what it refers to comes by itself."""
    if isinstance(thing, pikepdf.String):
        yield bytes(thing)
        yield str(thing).encode()
    elif isinstance(thing, pikepdf.Name):
        yield str(thing).encode()
    elif isinstance(thing, pikepdf.Array):
        for one in thing:
            if not getattr(one, "is_indirect", False):
                yield from _strings(one)
    elif isinstance(thing, pikepdf.Dictionary):
        for key, one in thing.items():
            yield str(key).encode()
            if not getattr(one, "is_indirect", False):
                yield from _strings(one)


def plain(text: str) -> str:
    """The text as a search sees it: no capitals, no markup codes, one blank between words."""
    return " ".join(unicodedata.normalize("NFKC", html.unescape(text)).casefold().split())


def held(files: Iterable[Path], values: Iterable[str]) -> dict[str, set[str]]:
    """Which values stand in which files as whole words, in any layer and in any encoding."""
    sought = {value: plain(value) for value in values if value.strip()}
    found: dict[str, set[str]] = {}
    for path in files:
        texts = {plain(path.name)}
        for layer in layers(path.read_bytes()):
            texts |= {plain(layer.decode(code, "ignore")) for code in _CODES}
        for value, words in sought.items():
            whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
            if any(words in text and whole.search(text) for text in texts):
                found.setdefault(path.name, set()).add(value)
    return found
