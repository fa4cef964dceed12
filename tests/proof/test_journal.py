"""The journal: lines chained by hash."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from helpers.proof.journal import (
    NAME,
    START,
    JournalLine,
    append_line,
    broken_lines,
    line_hash,
    read_journal,
)


def act(**changes: object) -> JournalLine:
    """A line as it is handed in, without its number and its place in the chain."""
    line = JournalLine(
        number=0, day="2024-07-01", kind="rules_frozen", category="", folder="rules.1", status="",
        fingerprint="ab", files="cd", marks=None, same_titles="", by="CONTOH Petugas",
        approved_by="", basis="CONTOH", reason="",
    )  # fmt: skip
    return replace(line, **changes)  # type: ignore[arg-type]  # any field


def three(folder: Path) -> tuple[JournalLine, ...]:
    """A journal of three lines."""
    for number in (1, 2, 3):
        append_line(folder, act(folder=f"rules.{number}", marks=number))
    return read_journal(folder)


def test_lines_follow_one_another(tmp_path: Path) -> None:
    """Each line is numbered, carries the hash of the line before, and is read back as written."""
    lines = three(tmp_path)
    assert [line.number for line in lines] == [1, 2, 3]
    assert [line.previous for line in lines] == [START, lines[0].hash, lines[1].hash]
    assert not list(broken_lines(lines))


@pytest.mark.parametrize("field", ["day", "kind", "fingerprint", "files", "by", "basis", "reason"])
def test_changed_field_breaks_its_line(tmp_path: Path, field: str) -> None:
    """A changed field no longer fits the line's hash."""
    lines = list(three(tmp_path))
    lines[1] = replace(lines[1], **{field: "lain"})  # type: ignore[arg-type]  # a text field
    assert list(broken_lines(lines)) == [2]


def test_rehashed_line_breaks_the_next(tmp_path: Path) -> None:
    """Who also makes the hash of a changed line anew breaks the line after it."""
    lines = list(three(tmp_path))
    changed = replace(lines[1], by="Orang Lain")
    lines[1] = replace(changed, hash=line_hash(changed))
    assert list(broken_lines(lines)) == [3]


def test_removed_line_breaks_what_follows(tmp_path: Path) -> None:
    """A line that was taken out is missed by the next."""
    lines = three(tmp_path)
    assert list(broken_lines((lines[0], lines[2]))) == [2]


def test_fields_cannot_run_into_each_other() -> None:
    """Moving a letter from one field to the next gives another hash."""
    assert line_hash(act(by="ab", approved_by="c")) != line_hash(act(by="a", approved_by="bc"))


def test_nothing_is_added_to_a_broken_journal(tmp_path: Path) -> None:
    """A journal that was tampered with takes no further line and stays as it is."""
    three(tmp_path)
    path = tmp_path / NAME
    path.write_text(path.read_text().replace("2024-07-01", "2024-07-02"), encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(ValueError, match="journal"):
        append_line(tmp_path, act())
    assert path.read_bytes() == before
