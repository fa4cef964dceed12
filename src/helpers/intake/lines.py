"""The lines below a header: whose they are, and which are no participant's at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from helpers.intake.grid import Grid
from helpers.intake.headers import Criteria
from helpers.intake.names import Register
from helpers.intake.score_texts import bare
from helpers.intake.table import KEY_KINDS, Field, Line
from helpers.intake.vocabulary import key, meaning
from helpers.intake.workbook import Cell

_MARK_TEXT = re.compile(r"[0-9]{1,3}(?:[.,][0-9]+)?")
_COUNTED = re.compile(r"\(?([0-9]{1,2})\)?")
_CLOSING = ("summary", "repeated", "weight", "limit", "rank", "note", "product", "check")
CLOSING_GAP = 2  # a sum may stand behind one empty line


@dataclass(frozen=True)
class Setting:
    """What the lines are read with."""

    grid: Grid
    criteria: Criteria
    register: Register
    fields: tuple[Field, ...]
    block: tuple[int, int]

    def marks(self) -> list[Field]:
        return [field for field in self.fields if field.kind in ("mark", "extra")]


def add_unnamed_keys(setting: Setting) -> Setting:
    """Find the key columns by what stands in them, where no header names one."""
    if any(field.kind in KEY_KINDS for field in setting.fields):
        return setting
    found: dict[int, Counter[str]] = {}
    for line, cells in setting.grid.lines.items():
        if line <= setting.block[1]:
            continue
        for index, cell in cells.items():
            kind, _ = setting.register.anyhow(cell.literal)
            if kind:
                found.setdefault(index, Counter())[kind] += 1
    most = max((sum(kinds.values()) for kinds in found.values()), default=0)
    keys = {
        index: kinds.most_common(1)[0][0]
        for index, kinds in found.items()
        if 2 * sum(kinds.values()) >= most
    }
    known = {field.index: field for field in setting.fields}
    for index, kind in keys.items():
        known[index] = replace(known.get(index, Field(index, kind)), kind=kind)
    return replace(setting, fields=tuple(known[index] for index in sorted(known)))


def read_lines(setting: Setting) -> tuple[Line, ...]:
    """The lines of the table, from the header to the last one that belongs to it."""
    lines = list(until_next_table(setting))
    end = len(lines)
    while end and not _ends_the_participants(setting, lines[:end]):
        end -= 1
    while 0 < end < len(lines) and _closes(lines[end - 1], lines[end]):
        end += 1
    return tuple(line for line in lines[:end] if line.kind)


def _ends_the_participants(setting: Setting, lines: Sequence[Line]) -> bool:
    """Whether the last of some lines is a participant's and not a place below the table.

    A place to sign at spells a region too (``Banjarbaru``): nothing stands at the marks, and either
    the lines above are named in other ways, or the region has had its line there.
    """
    *above, line = lines
    if line.kind != "participant":
        return False
    cells = setting.grid.lines[line.index]
    if not _is_region(setting, line) or any(field.index in cells for field in setting.marks()):
        return True
    others = [one for one in above if one.kind == "participant"]
    return all(_is_region(setting, one) and one.participant != line.participant for one in others)


def _is_region(setting: Setting, line: Line) -> bool:
    """Whether all that names the participant of a line is a region."""
    return all(setting.register.anyhow(c.literal)[0] == "region" for c in line.keys.values())


def _closes(before: Line, line: Line) -> bool:
    """Whether a line after the last participant still belongs to the table."""
    gap = line.index - before.index
    return (line.kind in _CLOSING and gap <= CLOSING_GAP) or (line.kind == "keyless" and gap == 1)


def until_next_table(setting: Setting) -> Iterator[Line]:
    """The lines inside and below the header, up to a header with other criteria."""
    for index in setting.grid.lines:
        cells = setting.grid.lines[index]
        if index < setting.block[0]:
            continue
        if index > setting.block[1]:
            repeats, others = _headings(setting, cells)
            if others:
                return
            if repeats or _says_the_header(setting, cells):
                yield Line(index, "repeated")
                continue
            yield _line(setting, index, cells)
        elif _only_numbers(setting, cells):
            yield Line(index, "weight")


def _headings(setting: Setting, cells: Mapping[int, Cell]) -> tuple[bool, bool]:
    """Whether a line repeats the header, and whether it heads another table instead."""
    known = {field.index: field for field in setting.fields if field.kind == "mark"}
    named = {
        index: header.targets
        for index, cell in cells.items()
        if cell.kind == "text" and (header := setting.criteria.header(cell.literal)).targets
    }
    if not named:
        return False, False
    same = [i for i, targets in named.items() if i in known and known[i].targets & targets]
    others = len(named) - len(same)
    if others >= 2 or (others and not same and _has_parts(setting, cells)):
        return False, True
    return bool(same), False


def _says_the_header(setting: Setting, cells: Mapping[int, Cell]) -> bool:
    """Whether a line says what a line of the header says, word by word, as on the next page."""
    first, last = setting.block
    texts = {i: key(c.literal) for i, c in cells.items() if c.kind == "text" and c.literal.strip()}
    return len(texts) > 1 and any(
        all(text == key(setting.grid.text((line, index))) for index, text in texts.items())
        for line in range(first, last + 1)
    )


def _has_parts(setting: Setting, cells: Mapping[int, Cell]) -> bool:
    return any(
        cell.kind == "text" and setting.criteria.header(cell.literal).part in KEY_KINDS
        for cell in cells.values()
    )


def _only_numbers(setting: Setting, cells: Mapping[int, Cell]) -> bool:
    """Whether a line of the header has numbers at the criteria, and is not their numbering."""
    parts = {setting.criteria.header(c.literal).part for c in cells.values() if c.kind == "text"}
    if "number" in parts:
        return False
    marks = {field.index for field in setting.fields if field.kind == "mark"}
    inside = [cell for index, cell in cells.items() if index in marks]
    return bool(inside) and all(is_markish(cell) for cell in inside)


def _line(setting: Setting, index: int, cells: Mapping[int, Cell]) -> Line:
    keys = {
        field.kind: cells[field.index]
        for field in reversed(setting.fields)
        if field.kind in KEY_KINDS and field.index in cells and cells[field.index].literal.strip()
    }
    participant = _whose(setting.register, keys)
    if participant:
        return Line(index, _participant_kind(setting, index, cells), keys, participant)
    label = line_label(setting, index)
    if word := meaning("row", label):
        return Line(index, word, keys, label=label)
    if _counts_columns(setting, cells):
        return Line(index, "columns")
    marked = any(f.index in cells and is_markish(cells[f.index]) for f in setting.marks())
    if marked:
        return Line(index, "participant" if keys else "keyless", keys)
    return Line(index, "", keys)


def _participant_kind(setting: Setting, index: int, cells: Mapping[int, Cell]) -> str:
    """A participant may have a second line for products, where criteria stand in rows."""
    for field in setting.fields:
        if field.kind not in (*KEY_KINDS, "number") and field.index in cells:
            header = setting.criteria.header(setting.grid.text((index, field.index)))
            if header.part == "product":
                return "product"
    return "participant"


def _whose(register: Register, keys: Mapping[str, Cell]) -> str:
    for kind in KEY_KINDS:
        if kind in keys and (found := register.by(kind, keys[kind].literal)):
            return found
    return ""


def line_label(setting: Setting, index: int) -> str:
    """The first text of a line before its marks, also one merged over several columns."""
    cells = setting.grid.lines[index]
    first_mark = min((field.index for field in setting.fields if field.kind == "mark"), default=0)
    for place, cell in cells.items():
        if place >= first_mark:
            break
        if cell.kind == "text" and cell.literal.strip():
            return cell.literal
    for field in setting.fields:
        if field.index < first_mark and (text := setting.grid.text((index, field.index))):
            return text
    return ""


def _counts_columns(setting: Setting, cells: Mapping[int, Cell]) -> bool:
    """Whether a line only numbers the columns: (1) (2) (3) ..."""
    numbers = [_COUNTED.fullmatch(cell.literal.strip()) for cell in cells.values()]
    if len(numbers) < max(3, len(setting.marks())) or not all(numbers):
        return False
    counted = [int(match[1]) for match in numbers if match]
    return counted == list(range(counted[0], counted[0] + len(counted)))


def is_markish(cell: Cell) -> bool:
    """Whether a cell looks like a mark: a number, an error, a text number, a word of absence."""
    if cell.kind in ("number", "error", "bool"):
        return bool(cell.literal or cell.formula)
    text = bare(cell.literal)
    return bool(_MARK_TEXT.fullmatch(text) or (text and meaning("absence", key(text))))


def known_lines(lines: Sequence[Line]) -> int:
    """How many lines are those of registered participants."""
    return len({line.participant for line in lines if line.participant})
