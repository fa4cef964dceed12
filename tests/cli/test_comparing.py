"""compare at the front door: two results in, what differs out."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from helpers.cli import main
from helpers.records.places import places
from helpers.rules import load
from helpers.run.gather import gather_categories
from helpers.run.parts import ensure_parts
from helpers.run.workspace import Workspace

pytestmark = pytest.mark.slow

SEASON = "contoh-2024"
CORRECTIONS = f"data/raw/{SEASON}/corrections.csv"


def make_tables(home: Path, season: str = SEASON) -> None:
    """The tables of a season, without its documents."""
    where = places(home, season)
    workspace = Workspace(where, load(where.rules), "", "id", draft=True)
    ensure_parts(workspace)
    gather_categories(workspace)


def compare(home: Path, *words: str) -> Result:
    """Run ``bandingkan``."""
    return CliRunner().invoke(main, ["bandingkan", *words, "--home", str(home)])


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A home with the tables of both sample seasons."""
    home = tmp_path_factory.mktemp("before")
    shutil.copytree(root / "data" / "raw", home / "data" / "raw")
    for season in ("contoh-2023", SEASON):
        make_tables(home, season)
    return home


@pytest.fixture
def after(before: Path, tmp_path: Path) -> Path:
    """The same once more, to change."""
    return Path(shutil.copytree(before, tmp_path / "after"))


def answer(before: Path, after: Path) -> dict[str, Any]:
    """What the command answers to programs about the season before and after."""
    done = compare(after, str(before / SEASON), SEASON, "--json")
    assert done.exit_code == 0, done.output
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_same_results_differ_in_nothing(before: Path, after: Path) -> None:
    """A result compared with itself is the same, in words too."""
    told = answer(before, after)
    assert not any(told[key] for key in ("rules", "files", "marks", "acts", "places", "titles"))
    assert "Tidak ada yang berbeda" in compare(after, SEASON, SEASON).output


def test_changed_mark_names_the_correction_that_did_it(before: Path, after: Path) -> None:
    """A mark that another correction changed stands with both values and that correction."""
    path = after / CORRECTIONS
    line = next(one for one in path.read_text("utf-8").splitlines() if ",set,85," in one)
    path.write_text(path.read_text("utf-8").replace(line, line.replace(",set,85,", ",set,58,")),
                    encoding="utf-8")  # fmt: skip
    make_tables(after)
    told = answer(before, after)
    [mark] = told["marks"]
    assert (mark["before"], mark["after"]) == ("85", "58")
    assert mark["correction"] == line.split(",")[0]
    assert mark["reason"]
    moved = {(row["category"], row["participant"]) for row in told["places"]}
    assert (mark["category"], mark["participant"]) in moved
    assert [row["file"] for row in told["files"]] == ["corrections.csv"]


def test_title_moves_are_said_first(before: Path, after: Path) -> None:
    """Another rounding that moves titles is told with who won and who lost."""
    path = after / f"data/raw/{SEASON}/rules.yaml"
    path.write_text(path.read_text("utf-8").replace("total: 2}", "total: 1}"), encoding="utf-8")
    make_tables(after)
    output = compare(after, str(before / SEASON), SEASON).output
    assert output.index("Gelar yang berpindah") < output.index("Aturan")
    assert "Dibulatkan, dengan setengah ke atas" in output
    moved = [row for row in answer(before, after)["places"]
             if row["title_before"] != row["title_after"]]  # fmt: skip
    assert {row["category"] for row in moved} == {"lks"}


def test_two_seasons_compare_rules_and_titles(before: Path) -> None:
    """Of two seasons the holders of each title are told, and no marks are compared."""
    done = compare(before, "contoh-2023", SEASON, "--json")
    told = json.loads(done.stdout)
    assert not told["same_season"]
    assert told["titles"]
    assert not told["marks"]


@pytest.mark.parametrize("name", ["musim-lain", f"{SEASON}/psm/7"])
def test_unknown_results_are_wrong_usage(before: Path, name: str) -> None:
    """A result that is not there is named, with how to name one."""
    done = compare(before, name, SEASON)
    assert done.exit_code == 2
    assert name in done.output
