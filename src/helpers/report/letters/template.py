"""A template that the office edits in Word: opened once, filled any number of times, same bytes.

A template is code. It runs in Jinja's sandbox, every value is escaped, and a name that is no field
is a mistake that is told with the file.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from xml.parsers import expat
from xml.sax.saxutils import escape

import jinja2
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, meta
from jinja2.sandbox import SandboxedEnvironment

from helpers.records.damaged import DAMAGED_PACKAGE
from helpers.records.words import say

OWN_FOLDER = "templat"  # in the season's folder: the office's own templates
KINDS = (
    "berita-acara", "sk-penetapan", "naskah-pembawa-acara", "piagam", "ralat-pengumuman",
    "berita-acara-perubahan", "penarikan-piagam",
)  # fmt: skip
FIRST_MEMBER = "[Content_Types].xml"
CORE = "docProps/core.xml"
LARGEST = 50_000_000  # bytes of all members together, unpacked
_FILLED = re.compile(r"word/(document|header|footer|footnotes|endnotes)\d*\.xml")
_CORE_TEXT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>'
    "<dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified>'
    "</cp:coreProperties>"
)


class TemplateBroken(Exception):
    """A template cannot be filled; the text names the file and says what is wrong."""


@dataclass(frozen=True)
class Template:
    """An opened template: its file's name for people, its members, and what is filled in them."""

    name: str
    language: str
    members: tuple[tuple[str, bytes], ...]
    programs: tuple[tuple[str, jinja2.Template], ...]
    names: frozenset[str]

    def fill(self, fields: dict[str, object], title: str, author: str, day: date) -> bytes:
        """The document with these values, as a file that carries no clock.

        Raises
        ------
        TemplateBroken
            The template names a field that there is not, or does what a template may not.
        """
        if unknown := sorted(self.names - fields.keys()):
            raise _broken(self.name, "unknown", self.language, name=unknown[0])
        core = {"title": title[:255], "author": author[:255]}
        core = {key: escape(str(printable(text))) for key, text in core.items()}
        filled = {}
        if any(member == CORE for member, _ in self.members):
            filled[CORE] = _CORE_TEXT.format(day=day.isoformat(), **core).encode()
        values = printable(fields)
        for member, program in self.programs:
            try:
                text = program.render(values)
                expat.ParserCreate().Parse(text.encode(), True)  # is it well-formed?
            except jinja2.exceptions.SecurityError as failure:
                raise _broken(self.name, "forbidden", self.language, reason=failure) from failure
            except jinja2.UndefinedError as failure:
                raise _broken(self.name, "undefined", self.language, reason=failure) from failure
            except Exception as failure:  # a template is code: anything can happen in it
                raise _broken(self.name, "failed", self.language, reason=failure) from failure
            filled[member] = text.encode()
        return pack({**dict(self.members), **filled})


def open_letter(kind: str, language: str, own: Path | None = None) -> Template:
    """The template of a kind of letter: the office's own where it has one, else the project's.

    Parameters
    ----------
    own
        The folder of the office's own templates, with the names of :func:`file_name`.

    Raises
    ------
    TemplateBroken
        The file is no Word document, or its marks do not fit together.
    """
    name = file_name(kind, language)
    path = own / name if own else None
    if path is not None and path.is_file():
        return open_template(path.read_bytes(), f"{OWN_FOLDER}/{name}", language)
    return open_template(default_bytes(kind, language), name, language)


def file_name(kind: str, language: str) -> str:
    """``berita-acara.docx``; in English ``berita-acara-en.docx``."""
    return f"{kind}.docx" if language == "id" else f"{kind}-{language}.docx"


def default_bytes(kind: str, language: str) -> bytes:
    """The project's own template of a kind of letter."""
    folder = files("helpers.report") / "templates" / "letters"
    return (folder / file_name(kind, language)).read_bytes()


@lru_cache(maxsize=32)
def open_template(content: bytes, name: str, language: str) -> Template:
    """Read a template and compile what is to be filled in it, once for all its letters.

    Raises
    ------
    TemplateBroken
        As :func:`open_letter`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(member.file_size for member in package.infolist()) > LARGEST:
                raise _broken(name, "not_word", language)
            members = tuple((one, package.read(one)) for one in package.namelist())
    except DAMAGED_PACKAGE as failure:
        raise _broken(name, "not_word", language) from failure
    if not any(one.startswith("word/document") for one, _ in members):
        raise _broken(name, "not_word", language)
    reader = DocxTemplate(io.BytesIO(content))
    room = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    programs, names = [], set()
    for member, raw in members:
        if not _FILLED.fullmatch(member):
            continue
        try:
            text = reader.patch_xml(raw.decode())
            names |= meta.find_undeclared_variables(room.parse(text))
            programs.append((member, room.from_string(text)))
        except (jinja2.TemplateSyntaxError, UnicodeDecodeError) as failure:
            raise _broken(name, "syntax", language, reason=failure) from failure
    # Jinja's own functions (range, dict ...) are no fields.
    return Template(
        name, language, members, tuple(programs), frozenset(names - room.globals.keys())
    )


def _broken(file: str, key: str, language: str, **values: object) -> TemplateBroken:
    return TemplateBroken(say(f"letters.template_{key}", language, file=file, **values))


def printable(value: object) -> object:
    """The value with every control character of its texts as a visible sign; XML knows none."""
    if isinstance(value, str):
        return "".join(
            c if c.isprintable() or c == " " else "\N{REPLACEMENT CHARACTER}" for c in value
        )
    if isinstance(value, (list, tuple)):
        return [printable(part) for part in value]
    if isinstance(value, dict):
        return {name: printable(part) for name, part in value.items()}
    return value


def pack(members: dict[str, bytes]) -> bytes:
    """The members as an archive in a fixed order and without days: the same bytes each time.

    Nothing is compressed, because another version of zlib would compress it otherwise.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(members, key=lambda name: (name != FIRST_MEMBER, name)):
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system = 3
            member.external_attr = 0o600 << 16
            archive.writestr(member, members[name])
    return out.getvalue()
