"""The tests themselves: each says what must be true, and each lies where its module lies."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
HELPERS = TESTS.parent / "src" / "helpers"
FILES = sorted(TESTS.glob("**/test_*.py"))
# What a room as a whole is held against, rather than one module of it.
WHOLE_ROOM = {
    "any_season",
    "browsing",
    "catalogue",
    "catalogue_files",
    "coming_back",
    "counts_agree",
    "coverage_study",
    "damaged_files",
    "layouts",
    "many_marks",
    "pdf_standards",
    "season_sizes",
    "mutants",
    "mutations",
    "properties",
    "public_secrecy",
    "published_cases",
    "readers_agree",
    "tampering",
    "real_failures",
}
CLOCKS = {"perf_counter", "monotonic", "process_time", "timeit"}


def label(path: Path) -> str:
    """The name of a test file for the test report."""
    return path.relative_to(TESTS).as_posix()


@pytest.mark.parametrize("path", FILES, ids=label)
def test_every_test_says_one_sentence(path: Path) -> None:
    """Every test function has a docstring of one sentence."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            sentence = " ".join((ast.get_docstring(node) or "").split())
            assert sentence.endswith("."), node.name
            second = re.search(r"\w{4,}[.!?] [A-Z]", sentence)
            assert not second, f"{node.name}: more than one sentence"


@pytest.mark.parametrize("path", FILES, ids=label)
def test_tests_mirror_the_modules(path: Path) -> None:
    """A test file of a room is named after a module, or after what the whole room must show."""
    room = path.parent.relative_to(TESTS)
    name = path.stem.removeprefix("test_")
    if (HELPERS / room).is_dir() and room.parts and name not in WHOLE_ROOM:
        module = HELPERS / room / name
        assert module.is_dir() or module.with_suffix(".py").is_file()


@pytest.mark.parametrize("path", FILES, ids=label)
def test_no_test_reads_a_clock(path: Path) -> None:
    """No test measures time: speed belongs to the benchmarks."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert not names & CLOCKS


@pytest.mark.parametrize(
    "room", sorted(path.name for path in HELPERS.iterdir() if (path / "__init__.py").is_file())
)
def test_every_room_is_tested(room: str) -> None:
    """Every room has a folder of tests."""
    assert list((TESTS / room).glob("test_*.py"))
