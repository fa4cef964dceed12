"""The tables of a processed season."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from helpers.records.tables import (
    TABLES,
    Objection,
    Placing,
    Step,
    columns,
    read_rows,
    read_table,
    table_text,
    write_table,
)

NASTY = 'koma, titik; "kutip"\nbaris baru =1+1 ’ é'


def sample(kind: type) -> Any:
    """A row of a table with an awkward value in every column."""
    values: dict[str, Any] = {
        "str": NASTY,
        "int": 7,
        "int | None": 7,
        "Decimal": Decimal("84.50"),
        "Decimal | None": Decimal("-0.10"),
        "Fraction": Fraction(1, 3),
        "Fraction | None": Fraction(-2, 3),
    }
    plain = (field for field in fields(kind) if field.metadata.get("column", True))
    return kind(*(values[str(field.type)] for field in plain))


@pytest.mark.parametrize("name", sorted(TABLES))
def test_rows_are_read_back_alike(tmp_path: Path, name: str) -> None:
    """Every table is read back as it was written, whatever stands in its fields."""
    row = sample(TABLES[name])
    write_table(tmp_path / "new" / "folder", name, [row, row])
    assert read_table(tmp_path / "new" / "folder", name) == (row, row)


def test_empty_numbers_are_none_and_empty_texts_are_empty() -> None:
    """A missing rank is no zero, and an empty note is an empty text."""
    row = Placing("s", "c", None, "P", "N", "R", None, None, None, "", "", "RANCANGAN")
    assert read_rows(Placing, table_text(Placing, [row])) == (row,)


def test_files_are_the_same_on_every_machine(tmp_path: Path) -> None:
    """Lines end with a line feed and decimals have a point."""
    step = Step("s", "c", "P", "total", "", "", "", Decimal("84.50"), Fraction(169, 2))
    write_table(tmp_path, "steps.csv", [step])
    data = (tmp_path / "steps.csv").read_bytes()
    assert data.endswith(b"84.50,169/2\n")
    assert b"\r" not in data


def test_a_column_named_like_a_python_word_keeps_its_name() -> None:
    """The column from is called so in the file."""
    assert "from" in columns(Objection)
    assert "origin" not in columns(Objection)


@pytest.mark.parametrize("text", ["", "a,b\n", "id,from\n"])
def test_another_header_is_an_error(text: str) -> None:
    """A table with other columns is not read."""
    with pytest.raises(ValueError, match="columns"):
        read_rows(Objection, text)


def test_a_field_too_many_is_an_error() -> None:
    """A line of another length is not read."""
    with pytest.raises(ValueError, match="zip"):
        read_rows(Objection, ",".join(columns(Objection)) + "\n" + ",".join("123456789") + "\n")
