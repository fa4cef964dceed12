"""The recount on cases worked by hand."""

from __future__ import annotations

import ast
import csv
import json
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from helpers.proof import recount
from helpers.proof.recounting import PROGRAM, lay_out_inputs
from helpers.records.places import Places
from helpers.rules import RuleBook, as_json


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the program as an auditor would."""
    command = [sys.executable, str(PROGRAM), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8")


def lone_participant(mark: str) -> dict[str, Any]:
    """The tables of a season in which two jurors gave one participant the same mark."""
    tables: dict[str, Any] = {name: [] for name in recount.TABLES}
    tables["participants"] = [{"id": "P1", "category": "psm", "region": ""}]
    tables["scores"] = [
        {"season": "s", "category": "psm", "stage": "paparan", "criterion": "isi",
         "participant": "P1", "juror": juror, "score": mark}
        for juror in ("J1", "J2")
    ]  # fmt: skip
    return tables


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("80.045", 2, "80.05"),
        ("84.5", 0, "85"),
        ("-0.5", 0, "-1"),
        ("-2.345", 2, "-2.35"),
        ("10.4286", 1, "10.4"),
        ("-10.4286", 1, "-10.4"),
        ("1/3", 2, "0.33"),
        ("1/3", None, "1/3"),
    ],
)
def test_rounding(value: str, decimals: int | None, expected: str) -> None:
    """Halves go away from zero, and without decimals nothing is rounded."""
    assert recount.half_up(Fraction(value), decimals) == Fraction(expected)


@pytest.mark.parametrize(
    ("how", "expected"),
    [("mean", "6.4"), ("median", 7), ("sum", 32), ({"trimmed": 1}, "20/3"), ({"trimmed": 2}, 7)],
)
def test_combining(how: Any, expected: str) -> None:
    """Mean, median, sum and trimmed mean of 2, 5, 7, 8 and 10."""
    marks = [Fraction(mark) for mark in (8, 2, 10, 7, 5)]
    assert recount.combine(marks, how) == Fraction(expected)


def test_median_of_an_even_number() -> None:
    """The median of an even number of marks is the mean of the two in the middle."""
    assert recount.combine([Fraction(mark) for mark in (1, 9, 4, 5)], "median") == Fraction(9, 2)


def test_too_few_marks_to_trim() -> None:
    """Fewer than 2k + 1 marks leave a trimmed mean undecided."""
    with pytest.raises(recount.UndecidedError):
        recount.combine([Fraction(1), Fraction(2)], {"trimmed": 1})


def test_prints_the_rankings(where: Places, book: RuleBook, tmp_path: Path) -> None:
    """The rankings come out as CSV: P1 and P2 share the first place, and nobody is second."""
    lay_out_inputs(where.processed, book, tmp_path / "bukti")
    done = run(tmp_path / "bukti")
    assert done.returncode == 0
    rows = list(csv.DictReader(done.stdout.splitlines()))
    assert [(row["participant"], row["rank"], row["total"], row["title"]) for row in rows] == [
        ("P1", "1", "85", "Juara I"),
        ("P2", "1", "85", "Juara I"),
        ("P3", "3", "65.25", ""),
    ]
    assert [row["decided_by"] for row in rows] == ["shared", "shared", ""]


def test_compares_with_the_published(where: Places, book: RuleBook, tmp_path: Path) -> None:
    """Against the same rankings it ends with 0, against changed ones with 1 and their lines."""
    folder, rankings = tmp_path / "bukti", where.processed / "rankings.csv"
    lay_out_inputs(where.processed, book, folder)
    assert run(folder, "--against", rankings).returncode == 0
    changed = tmp_path / "rankings.csv"
    changed.write_text(rankings.read_text().replace("65.25", "95.25"))
    done = run(folder, "--against", changed)
    assert done.returncode == 1
    assert "published,kecil-2024,psm,3,P3,95.25" in done.stdout


def test_says_why_a_category_is_undecided(where: Places, book: RuleBook, tmp_path: Path) -> None:
    """A mark that is not there stops its category, and the reason names the slot."""
    folder = tmp_path / "bukti"
    lay_out_inputs(where.processed, book, folder)
    lines = (folder / "scores.csv").read_text().splitlines(keepends=True)
    (folder / "scores.csv").write_text("".join(lines[:-1]))
    done = run(folder)
    assert "psm: blank: paparan/isi/P3/J2" in done.stderr
    assert {row["note"] for row in csv.DictReader(done.stdout.splitlines())} == {"undecided"}


def test_stops_at_the_last_stage_that_counts(book: RuleBook) -> None:
    """With later stages still to be held, the total so far is ranked and nobody has a title."""
    rules = json.loads(as_json(book))
    part = rules["categories"]["psm"]
    part["stages"]["lapangan"] = {**part["stages"]["paparan"], "weight": "50"}
    part["stages"]["paparan"]["weight"] = "50"
    [row] = recount.recount(rules, lone_participant("80"), "paparan")
    assert row[2:7] == [1, "P1", 40, 40, ""]


def test_others_than_the_finalists_stop(book: RuleBook, capsys: Any) -> None:
    """Where another than the best was marked in the final, and not the best, it is undecided."""
    rules = json.loads(as_json(book))
    stages = rules["categories"]["psm"]["stages"]
    stages["final"] = {**stages["paparan"], "weight": "50", "finalists": 1}
    stages["paparan"]["weight"] = "50"
    tables: dict[str, Any] = {name: [] for name in recount.TABLES}
    tables["participants"] = [{"id": one, "category": "psm", "region": ""} for one in ("A", "B")]
    tables["scores"] = [
        {"season": "s", "category": "psm", "stage": stage, "criterion": "isi",
         "participant": who, "juror": juror, "score": mark}
        for stage, who, mark in (("paparan", "A", 90), ("paparan", "B", 80), ("final", "B", 9))
        for juror in ("J1", "J2")
    ]  # fmt: skip
    rows = recount.recount(rules, tables)
    assert {row[-1] for row in rows} == {"undecided"}
    assert capsys.readouterr().err == "psm: others than the finalists were marked: final\n"


@pytest.mark.parametrize(("weight", "shown"), [("1e-12", "1E-12"), ("1e-41", "0")])
def test_a_total_that_is_not_rounded(weight: str, shown: str, book: RuleBook) -> None:
    """It is shown in full, or with ten decimals where it would have more than forty."""
    rules = json.loads(as_json(book))
    part = rules["categories"]["psm"]
    part["weights"], part["rounding"]["total"] = "factor", None
    part["stages"]["paparan"]["weight"] = "1"
    part["stages"]["paparan"]["criteria"]["isi"]["weight"] = weight
    [row] = recount.recount(rules, lone_participant("1"))
    assert (str(row[4]), row[5]) == (shown, Fraction(weight))


VERSIONS = [f"3.{minor}" for minor in range(8, 15)]


def find_python(version: str) -> str:
    """A Python of this version on this computer: on the path, or kept by pyenv or uv."""
    kept = [
        *Path.home().glob(f".pyenv/versions/{version}.*/bin/python"),
        *Path.home().glob(f".local/share/uv/python/cpython-{version}.*/bin/python3"),
    ]
    found = [shutil.which(f"python{version}"), *map(str, sorted(kept))]
    for python in filter(None, found):
        asked = [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        answer = subprocess.run(asked, capture_output=True, encoding="utf-8", check=False)
        if answer.stdout.strip() == version:
            return python
    pytest.skip(f"no Python {version} on this computer")


@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
def test_any_python_counts_the_same(
    version: str, where: Places, book: RuleBook, tmp_path: Path
) -> None:
    """Every Python from 3.8 on prints the same bytes, by itself, without a package."""
    lay_out_inputs(where.processed, book, tmp_path / "bukti")
    program = str(tmp_path / "bukti" / "recount.py")
    line = [find_python(version), "-I", "-S", program, str(tmp_path / "bukti")]
    done = subprocess.run(line, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == run(tmp_path / "bukti").stdout


def test_syntax_is_that_of_python_3_8() -> None:
    """Even where no old Python is installed: nothing is written that 3.8 cannot read."""
    ast.parse(PROGRAM.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_recount_is_short_and_stands_alone() -> None:
    """Fewer than 300 lines, and imports from the standard library only."""
    text = PROGRAM.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 300
    imported = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse(text))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= set(sys.stdlib_module_names)
