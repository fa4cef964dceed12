"""How the notebooks are built."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
EXPECTED = {"season", "1-clean", "2-rank", "3-examine", "4-report"}
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
LONGEST = 12


def read(path: Path) -> nbformat.NotebookNode:
    """A stored notebook."""
    return nbformat.read(path, as_version=4)


def code(path: Path) -> list[str]:
    """The sources of the code cells."""
    return [cell.source for cell in read(path).cells if cell.cell_type == "code"]


each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def test_the_five_notebooks_are_there() -> None:
    """The notebooks of the contract exist under their names."""
    assert {path.stem for path in NOTEBOOKS} == EXPECTED


@each_notebook
def test_notebook_is_valid(path: Path) -> None:
    """The file is a valid notebook for the kernel that every installation has."""
    notebook = read(path)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"


@each_notebook
def test_nothing_is_defined_in_a_notebook(path: Path) -> None:
    """The arithmetic lives in the modules: a notebook has no function, class or lambda."""
    for source in code(path):
        defined = [node for node in ast.walk(ast.parse(source)) if isinstance(node, DEFINITIONS)]
        assert not defined, source


@each_notebook
def test_code_cells_are_short(path: Path) -> None:
    """No code cell is longer than can be taken in at a glance."""
    for source in code(path):
        assert len(source.strip().splitlines()) <= LONGEST, source


@each_notebook
def test_parameters_stand_in_one_tagged_cell(path: Path) -> None:
    """The parameters are plain literals in one cell that carries the tag ``parameters``."""
    tagged = [cell for cell in read(path).cells if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    for statement in ast.parse(tagged[0].source).body:
        assert isinstance(statement, ast.Assign | ast.AnnAssign)
        assert statement.value is not None
        ast.literal_eval(statement.value)


@each_notebook
def test_stored_notebooks_hold_no_run(path: Path) -> None:
    """The stored notebook carries no output: executed ones are evidence and lie in reports."""
    for cell in read(path).cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None
