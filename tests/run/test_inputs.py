"""What a result depends on."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from helpers.cli import main
from helpers.records.places import Places, places
from helpers.run.inputs import input_state


@pytest.fixture
def where(tmp_path: Path) -> Places:
    """A season with one file, beside a project with one module and one notebook."""
    for name in ("data/raw/lomba/rules.yaml", "src/a.py", "notebooks/1-clean.ipynb"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return places(tmp_path, "lomba")


def test_same_inputs_give_the_same_state(where: Places) -> None:
    """Nothing but the inputs decides: asked twice, the answer is one."""
    states = {input_state(where, where.home, "", "id") for _ in range(2)}
    assert len(states) == 1


@pytest.mark.parametrize(
    "name", ["data/raw/lomba/rules.yaml", "src/a.py", "notebooks/1-clean.ipynb"]
)
def test_every_changed_input_changes_the_state(where: Places, name: str) -> None:
    """A raw file, a line of code or a cell of a notebook that changed asks for a new run."""
    before = input_state(where, where.home, "", "id")
    (where.home / name).write_text("changed")
    assert input_state(where, where.home, "", "id") != before


def test_new_file_and_options_change_the_state(where: Places) -> None:
    """A file that came in late, another language, another last stage: each asks for a new run."""
    before = input_state(where, where.home, "", "id")
    assert input_state(where, where.home, "", "en") != before
    assert input_state(where, where.home, "paparan", "id") != before
    (where.raw / "late.xlsx").write_bytes(b"late")
    assert input_state(where, where.home, "", "id") != before


def test_repairs_count_once_they_are_filled_in(sample_home: Path) -> None:
    """An unfilled perbaikan.xlsx changes nothing; what an officer types into it does."""
    where = places(sample_home, "contoh-2024")
    before = input_state(where, sample_home, "", "id")
    command = ["check", "contoh-2024", "--home", str(sample_home)]
    CliRunner().invoke(main, command)
    path = where.raw / "perbaikan.xlsx"
    assert path.exists()
    assert input_state(where, sample_home, "", "id") == before
    book = openpyxl.load_workbook(path)
    headers = [cell.value for cell in book.worksheets[0][1]]
    book.worksheets[0].cell(2, headers.index("Alasan") + 1).value = "sudah ditanyakan"
    book.save(path)
    assert input_state(where, sample_home, "", "id") != before
