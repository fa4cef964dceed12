"""The text of a ``rules.yaml`` with new values; what did not change keeps its lines and remarks."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from helpers.rules.entries import Entry, read_entries

WIDE = 4096  # columns, so that no line is broken


def editor() -> YAML:
    """Reads and writes YAML so that order, quotes, remarks and long lines stay."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = WIDE
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def rewrite(text: str, wanted: Entry) -> str:
    """The rule book ``text``, which must be readable, with the entries of ``wanted``."""
    yaml = editor()
    written, _ = read_entries(text)
    stream = io.StringIO()
    yaml.dump(_changed(yaml.load(text), written, wanted), stream)
    return stream.getvalue()


def _changed(node: Any, was: Entry, wanted: Entry) -> Any:
    """The node of the text that held ``was``, so that it holds ``wanted``."""
    old, new = was.value, wanted.value
    if isinstance(old, dict) and isinstance(new, dict) and old:
        names = dict(zip(old, node, strict=True))  # a key 1 is a number in the node
        parts = [
            (names[key], _changed(node[names[key]], old[key], part))
            if key in old
            else (_scalar(key), _fresh(part))
            for key, part in new.items()
        ]
        if list(old) == list(new):
            node.update(parts)
            return node
        for name in names.values():
            del node[name]
        for place, (name, part) in enumerate(parts):
            node.insert(place, name, part)
        return node
    if isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        for place, (before, after) in enumerate(zip(old, new, strict=True)):
            node[place] = _changed(node[place], before, after)
        return node
    if was.plain() == wanted.plain():
        return node
    if isinstance(node, DoubleQuotedScalarString) and isinstance(new, str):
        return DoubleQuotedScalarString(new)
    return _fresh(wanted)


def _fresh(entry: Entry) -> Any:
    """A value that the text did not have yet: on one line where it holds no further groups."""
    if isinstance(entry.value, dict):
        group = CommentedMap((_scalar(key), _fresh(part)) for key, part in entry.value.items())
        if not any(isinstance(part.value, dict) for part in entry.value.values()):
            group.fa.set_flow_style()
        return group
    if isinstance(entry.value, tuple):
        items = CommentedSeq(_fresh(part) for part in entry.value)
        items.fa.set_flow_style()
        return items
    return entry.value if entry.value is None else _scalar(entry.value)


def _scalar(text: str) -> Any:
    """The text as YAML writes it best: a number, a day and a truth value without quotes."""
    if "\n" in text:
        return DoubleQuotedScalarString(text)
    try:
        read = editor().load(text)
    except YAMLError:
        return text
    plain = isinstance(read, bool | int | float | date) and not isinstance(read, datetime)
    return read if plain and _dumped(read) == text else text


def _dumped(value: Any) -> str:
    stream = io.StringIO()
    editor().dump(value, stream)
    return stream.getvalue().partition("\n")[0]
