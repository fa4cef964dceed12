"""What the quality documents claim is shown by files, tests and commands that are there."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from helpers import cli

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("threat-model", "quality", "assumptions", "same-bytes", "mutants")
PATH = re.compile(r"`((?:tests|docs|src|notebooks|\.ci)/[\w./-]+|[\w-]+\.(?:md|toml|lock))`")
# The lists of reference, by the first words of each answer.
RAP = [*(f"B{n}" for n in range(1, 6)), *(f"S{n}" for n in range(1, 10)),
       *(f"G{n}" for n in range(1, 5))]  # fmt: skip
AQUA = (
    "Repeatable", "Independent", "Grounded in reality", "Objective", "Uncertainty-managed",
    "Robust", "commissioner", "analyst", "assurer", "approver", "specification", "design",
    "assumptions log", "decisions log", "data log", "user and technical documentation",
    "lifespan", "test plan", "version log", "assurance statement", "advice on uncertainty",
    "approver's sign-off", "proportionality", "repeat runs", "verification", "validation",
    "reconcile", "data validity", "uncertainty identified", "outputs accessible", "method open",
)  # fmt: skip
ANSWERS = {"yes", "in part", "no", "the office"}


def text(name: str) -> str:
    """A document."""
    return (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


def rows(name: str) -> list[list[str]]:
    """The rows of a document's tables, without headers."""
    lines = re.findall(r"^\|(.+)\|$", text(name), re.MULTILINE)
    cells = [[cell.strip() for cell in line.split(" | ")] for line in lines]
    return [row for row in cells if not set(row[0]) <= {"-", "|"}]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_named_is_there(name: str) -> None:
    """Every file and folder that a claim names exists."""
    for path in PATH.findall(text(name)):
        assert (ROOT / path).exists(), path


@pytest.mark.parametrize("name", ["threat-model", "quality", "same-bytes"])
def test_commands_that_are_named_exist(name: str) -> None:
    """A single word in the form of a command is one, or a key or file of the contract."""
    known = set(cli.main.list_commands(click.Context(cli.main)))
    said = set(re.findall(r"`([a-z]+)`", text(name)))
    assert said - known <= {"officers", "signatories", "sha256sum", "long", "rich"}


def test_every_item_of_the_lists_is_answered() -> None:
    """Each item of both lists has its line, with an answer and what shows it."""
    answered = {row[0]: row for row in rows("quality") if row[0] != "item"}
    for item in (*RAP, *AQUA):
        found = [key for key in answered if re.match(rf"{re.escape(item)}(?!\w)", key)]
        assert found, item
    for _, answer, shown in answered.values():
        assert answer in ANSWERS
        assert shown
    assert len(answered) == len(RAP) + len(AQUA)


def test_every_threat_names_what_shows_it() -> None:
    """What somebody could do is followed by a test, or by the paper that alone shows it."""
    for could, shown in (row for row in rows("threat-model") if row[0] != "could"):
        assert "`tests/" in shown or "paper" in shown, could
