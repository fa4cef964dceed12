"""Which way imports run, and what the calculating rooms must not touch."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

HELPERS = Path(__file__).parents[2] / "src" / "helpers"
CALCULATING = sorted(
    path for room in ("scoring", "examine") for path in HELPERS.glob(f"{room}/*.py")
)
EXACT = [*sorted(HELPERS.glob("scoring/*.py")), HELPERS / "proof" / "recount.py"]
RECOUNT = HELPERS / "proof" / "recount.py"

OUTSIDE_MODULES = {
    "io", "logging", "os", "pathlib", "shutil", "socket", "sqlite3", "subprocess", "tempfile",
    "urllib", "zipfile",
}  # fmt: skip
OUTSIDE_NAMES = {
    "open", "input", "print", "Path", "read_table", "write_table",
    "read_text", "write_text", "read_bytes", "write_bytes", "read_csv", "to_csv",
}  # fmt: skip


def label(path: Path) -> str:
    """The name of a module for the test report."""
    return path.relative_to(HELPERS).as_posix()


def imported(tree: ast.AST) -> Iterator[str]:
    """The top names of all modules that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]


def named(tree: ast.AST) -> Iterator[str]:
    """All names and attributes that a module uses."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)


def test_rooms_import_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every import runs from a later room to an earlier one, as pyproject.toml lays down."""
    monkeypatch.chdir(HELPERS.parents[1])
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS


@pytest.mark.parametrize("path", CALCULATING, ids=label)
def test_calculating_rooms_do_no_input_or_output(path: Path) -> None:
    """Scoring and examining take tables and give tables: they read, write and print nothing."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not set(imported(tree)) & OUTSIDE_MODULES
    assert not set(named(tree)) & OUTSIDE_NAMES


@pytest.mark.parametrize("path", EXACT, ids=label)
def test_no_float_decides_a_prize(path: Path) -> None:
    """The scoring and the recount hold no float, neither a literal nor a conversion."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    literals = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    assert not [value for value in literals if isinstance(value, float)]
    assert "float" not in set(named(tree))


def test_recount_stands_alone() -> None:
    """The recount imports only the standard library and can be read in one sitting."""
    text = RECOUNT.read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 8))
    assert set(imported(tree)) <= sys.stdlib_module_names
    assert len(text.splitlines()) < 300
