"""Officers' tables as rows of texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from helpers.intake.plain_tables import read_plain
from helpers.intake.workbook import Word


def rows(folder: Path) -> list[dict[str, str]]:
    """The rows of the table t."""
    return [dict(row.texts) for row in read_plain(folder, "t").rows]


@pytest.mark.parametrize(
    "text",
    [
        b'a,b\n1,"x, y"\n',
        b'a;b\n1;"x, y"\n',
        b"a;b\n1;x, y\n",
        b'\xef\xbb\xbfa,b\r\n1,"x, y"\r\n',
        b'sep=;\r\na;b\r\n1;"x, y"\r\n',
        b'a,b,,\n1,"x, y",,\n,,,\n',
    ],
)
def test_both_dialects_are_read(tmp_path: Path, text: bytes) -> None:
    """Comma or semicolon, with or without BOM and sep=, give the same rows."""
    (tmp_path / "t.csv").write_bytes(text)
    assert rows(tmp_path) == [{"a": "1", "b": "x, y"}]


def test_a_workbook_is_read_as_texts(forge: Any) -> None:
    """Texts stay texts, numbers their literals, and days become dates."""
    cells = {
        "A1": "kode", "B1": "tanggal", "C1": "angka", "A2": "63.10",
        "B2": (f's="{forge.styles["date"]}"', "<v>45495</v>"), "C2": 63.1,
    }  # fmt: skip
    (forge.folder / "t.xlsx").write_bytes(forge.data({"S": forge.sheet(cells)}))
    assert rows(forge.folder) == [{"kode": "63.10", "tanggal": "2024-07-22", "angka": "63.1"}]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (b"a,b\n1,2,3\n", 2),
        (b'a,b\n1,"2\n', 2),
        (b"a,a\n1,2\n", 1),
        (b"a,b\n1,\x00\n", 0),
        (b"a,b\n1,Jos\xe9\n", 0),
    ],
)
def test_a_table_that_cannot_be_believed_says_where(tmp_path: Path, text: bytes, line: int) -> None:
    """Too many fields, an open quote, doubled columns and other encodings are named by line."""
    (tmp_path / "t.csv").write_bytes(text)
    (notice,) = read_plain(tmp_path, "t").notices
    assert notice.code == "TABLE_INVALID"
    assert notice.values["place"] == (Word("in_line", {"line": line}) if line else "")


def test_lines_are_counted_as_an_editor_does(tmp_path: Path) -> None:
    """A row after a field of two lines stands where an editor shows it."""
    (tmp_path / "t.csv").write_bytes(b'sep=,\na,b\n1,"x\ny"\n2,z\n')
    assert [row.line for row in read_plain(tmp_path, "t").rows] == [3, 5]


def test_two_files_of_one_table_are_none(tmp_path: Path) -> None:
    """A table that is there as .csv and as .xlsx is not chosen from."""
    for ending in ("csv", "xlsx"):
        (tmp_path / f"t.{ending}").write_bytes(b"a\n1\n")
    table = read_plain(tmp_path, "t")
    assert table.rows == ()
    assert table.notices[0].values["reason"] == Word("reason_table_twice")


def test_a_table_that_is_not_there_is_empty(tmp_path: Path) -> None:
    """An optional table that is missing has no rows and no notice."""
    table = read_plain(tmp_path, "t")
    assert (table.file, table.rows, table.notices) == ("", (), ())
