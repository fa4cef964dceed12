"""The text of a rule book as entries with their lines; every scalar stays the text as written.

YAML 1.2 is read event by event, without its guesses about types: a weight stays the decimal that
was typed, a region code stays ``63.10``. What a rule book does not need is refused: anchors and
aliases (a few lines of them can stand for billions), tags, directives, several documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from helpers.rules.mistakes import Fault

DEEPEST = 16
NULL = ("", "~", "null", "Null", "NULL")

# What the parser raises, on some texts that are no YAML, in the place of its own errors.
PARSER_SLIPS = (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError)

# What the YAML reader says of a syntax error, and the sentence in our words for it.
SYNTAX = (
    ("'\\t'", "tab"),
    ("mapping values are not allowed", "colon_in_text"),
    ("unexpected end of stream", "open_quote"),
    ("expected ',' or", "open_bracket"),
    ("did not find expected node content", "open_bracket"),
    ("that cannot start any token", "odd_start"),
    ("could not find expected ':'", "no_colon"),
    ("expected <block end>", "indentation"),
)


class UnreadableError(Exception):
    """The text cannot be read on from here; ``fault`` says why."""

    def __init__(self, line: int, word: str, **values: object) -> None:
        super().__init__(word)
        self.fault = Fault(line, word, values)


@dataclass(frozen=True, slots=True)
class Entry:
    """One value with the line it stands on, or, in a mapping, the line of its key."""

    line: int
    value: str | tuple[Entry, ...] | dict[str, Entry] | None

    def child(self, step: object) -> Entry | None:
        """The entry one step down: a key of a mapping or a place in a list."""
        if isinstance(self.value, dict) and isinstance(step, str):
            return self.value.get(step)
        if isinstance(self.value, tuple) and isinstance(step, int):
            return self.value[step] if step < len(self.value) else None
        return None

    def line_of(self, *path: object) -> int:
        """The line of what lies at ``path``, or of the last step of it that there is."""
        entry = self
        for step in path:
            entry = entry.child(step) or entry
        return entry.line

    def plain(self) -> Any:
        """The value as nested mappings, lists and texts, without lines."""
        if isinstance(self.value, dict):
            return {key: entry.plain() for key, entry in self.value.items()}
        if isinstance(self.value, tuple):
            return [entry.plain() for entry in self.value]
        return self.value


@lru_cache(maxsize=8)
def read_entries(text: str) -> tuple[Entry, tuple[Fault, ...]]:
    """The text as an entry, and the faults that did not keep it from being read (doubled keys).

    The YAML reader is slow and a run asks of the same rules again and again: texts are remembered.

    Raises
    ------
    UnreadableError
        It is not YAML, or uses what a rule book must not use.
    """
    reader = _Reader(YAML(typ="safe", pure=True).parse(text))
    try:
        return reader.document(), tuple(reader.faults)
    except MarkedYAMLError as error:
        raise _syntax_error(error) from error
    except YAMLError as error:
        raise UnreadableError(_line_of_reader_error(error, text), "odd_sign") from error
    except PARSER_SLIPS as error:
        raise UnreadableError(reader.line, "syntax") from error


class _Reader:
    """Builds entries from the events of the YAML parser."""

    def __init__(self, events: Iterator[Any]) -> None:
        self.events = events
        self.faults: list[Fault] = []
        self.line = 0  # of the last event, for errors that do not tell where they are

    def document(self) -> Entry:
        root: Entry | None = None
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                if event.version or event.tags:
                    raise UnreadableError(_line(event), "directive")
                if root is not None:
                    raise UnreadableError(_line(event), "second_document")
                root = self.entry(next(self.events), depth=0)
            elif isinstance(event, StreamEndEvent):
                break
        if root is None:
            raise UnreadableError(0, "empty_file")
        return root

    def entry(self, event: Any, depth: int, line: int = 0) -> Entry:
        self.line = _line(event)
        line = line or self.line
        if isinstance(event, AliasEvent) or event.anchor:
            raise UnreadableError(_line(event), "alias")
        if event.tag is not None:
            raise UnreadableError(_line(event), "tag", tag=event.tag)
        if depth > DEEPEST:
            raise UnreadableError(_line(event), "too_deep")
        if isinstance(event, ScalarEvent):
            empty = event.implicit[0] and event.value in NULL
            return Entry(line, None if empty else event.value)
        if isinstance(event, SequenceStartEvent):
            return Entry(line, tuple(self.items(depth)))
        if isinstance(event, MappingStartEvent):
            return Entry(line, self.mapping(depth))
        raise UnreadableError(_line(event), "syntax")

    def items(self, depth: int) -> Iterator[Entry]:
        while not isinstance(event := next(self.events), SequenceEndEvent):
            yield self.entry(event, depth + 1)

    def mapping(self, depth: int) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            key = self.entry(event, depth + 1)
            if not isinstance(key.value, str):
                raise UnreadableError(key.line, "key_not_text")
            entry = self.entry(next(self.events), depth + 1, key.line)
            if key.value in entries:
                first = entries[key.value].line
                self.faults.append(
                    Fault(key.line, "double_key", {"named": key.value, "first": first})
                )
            else:
                entries[key.value] = entry
        return entries


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _syntax_error(error: MarkedYAMLError) -> UnreadableError:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark is not None else 0
    problem = error.problem or ""
    word = next((word for sign, word in SYNTAX if sign in problem), "syntax")
    return UnreadableError(line, word)


def _line_of_reader_error(error: YAMLError, text: str) -> int:
    position = getattr(error, "position", None)
    return text.count("\n", 0, position) + 1 if isinstance(position, int) else 0
