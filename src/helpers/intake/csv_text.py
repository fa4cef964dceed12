"""Plain tables of text (.csv): decoded and cut into fields by their one possible dialect.

Nothing is guessed by likelihood: a separator is declared by a line ``sep=;``, or it is the only one
that cuts every row into the same number of fields; else the file is refused. The cutting is
strict, so that no two readers can see different fields.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from helpers.intake.workbook import LAST_COLUMN, RefusedError, Word

SEPARATORS = (";", ",", "\t")
FILLED_LIMIT = 200_000  # fields of one file that hold something
FIELD_LIMIT = 400_000  # fields of one file, empty ones included
LENGTH_LIMIT = 32_767  # characters of one field, as a spreadsheet has it

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", ""),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16LE"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16BE"),
)
_DECLARED = re.compile(r"sep=([;,\t])(?:\r\n|\r|\n|\Z)", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")

Fields = list[str]


@dataclass(frozen=True)
class PlainRows:
    """The rows of a table, blank ones as empty lists, and how it was written.

    ``encoding`` is '' for UTF-8. ``endings`` are the ways its lines end.
    """

    rows: tuple[Fields, ...]
    encoding: str
    endings: tuple[str, ...]


def read_rows(data: bytes) -> PlainRows:
    """Decode and cut a file.

    Raises
    ------
    RefusedError
        NUL, WRONG_TYPE (no text), CSV_QUOTE, FIELD_COUNT, CSV_SEPARATOR, or too much of something.
    """
    text, encoding = _decode(data)
    if "\0" in text:
        raise RefusedError("NUL")
    declared = _DECLARED.match(text)
    body = text[declared.end() :] if declared else text
    rows = _cut(body, declared[1]) if declared else _cut_by_the_only(body)
    return PlainRows(tuple(rows), encoding, tuple(sorted(set(_LINE_END.findall(text)))))


def _decode(data: bytes) -> tuple[str, str]:
    """The text, and the name of its encoding where that is not UTF-8."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _as_text(data[len(mark) :], codec), name
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _as_text(data, "cp1252"), "Windows-1252"


def _as_text(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise RefusedError("WRONG_TYPE", kind=Word("kind_binary")) from error


def _cut_by_the_only(text: str) -> list[Fields]:
    """The rows by the one separator that fits.

    Where none fits, the refusal is that of the separator that is most frequent in the first row.
    """
    found: dict[str, list[Fields]] = {}
    refusals: dict[str, RefusedError] = {}
    for separator in SEPARATORS:
        try:
            found[separator] = _cut(text, separator)
        except RefusedError as refusal:
            refusals[separator] = refusal
    several = [one for one, rows in found.items() if any(len(row) > 1 for row in rows)]
    if len(several) > 1:
        raise RefusedError("CSV_SEPARATOR", separators=tuple(map(_shown, several)))
    if several:
        return found[several[0]]
    if refusals:
        first = _LINE_END.split(text.lstrip("\r\n"), maxsplit=1)[0]
        raise refusals[max(refusals, key=first.count)]
    return next(iter(found.values()))


def _shown(separator: str) -> Word | str:
    return Word("separator_tab") if separator == "\t" else separator


def _cut(text: str, separator: str) -> list[Fields]:
    """The rows of a text; each that is not blank has as many fields as the first.

    Raises
    ------
    RefusedError
        A quote is open or stands inside a field, or a row has another number of fields.
    """
    rows: list[Fields] = []
    width = filled = 0
    for line, fields in _rows(text, separator):
        if fields != [""]:
            width = width or len(fields)
            if len(fields) != width:
                raise RefusedError("FIELD_COUNT", line=line, count=len(fields), expected=width)
            filled += sum(map(bool, fields))
            if filled > FILLED_LIMIT:
                raise RefusedError("TOO_MANY_CELLS", limit=FILLED_LIMIT)
        rows.append(fields if fields != [""] else [])
    while rows and not rows[-1]:
        rows.pop()
    return rows


@cache
def _plain(separator: str) -> re.Pattern[str]:
    return re.compile(rf'[^{re.escape(separator)}"\r\n]*')


def _rows(text: str, separator: str) -> Iterator[tuple[int, Fields]]:
    """Each row with the line of the text that it begins in."""
    text = text if text.endswith(("\r", "\n")) or not text else f"{text}\n"
    at, line, begun, count = 0, 1, 1, 0
    fields: Fields = []
    while at < len(text):
        field, end = _field(text, at, separator, line)
        count += 1
        if count > FIELD_LIMIT or len(fields) >= LAST_COLUMN:
            raise RefusedError("TOO_MANY_CELLS", limit=FIELD_LIMIT)
        line += len(_LINE_END.findall(field))
        fields.append(field)
        if ending := _LINE_END.match(text, end):
            yield begun, fields
            fields = []
            line += 1
            begun, at = line, ending.end()
        elif text[end : end + 1] == separator:
            at = end + 1
        else:
            raise RefusedError("CSV_QUOTE", line=line)


def _field(text: str, at: int, separator: str, line: int) -> tuple[str, int]:
    """The field that begins at a place, and where it ends."""
    if not text.startswith('"', at):
        match = _plain(separator).match(text, at)
        end = match.end() if match else at
        return _bounded(text[at:end]), end
    end = at + 1
    while True:
        end = text.find('"', end)
        if end < 0:
            raise RefusedError("CSV_QUOTE", line=line)
        if end - at > 2 * LENGTH_LIMIT + 2:  # each sign may be a doubled quote
            raise RefusedError("BOMB", detail=Word("field_length"))
        if not text.startswith('""', end):
            return _bounded(text[at + 1 : end].replace('""', '"')), end + 1
        end += 2


def _bounded(field: str) -> str:
    if len(field) > LENGTH_LIMIT:
        raise RefusedError("BOMB", detail=Word("field_length"))
    return field
