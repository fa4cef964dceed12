"""What other programs say of the formats of a real report: Frictionless, rocrate, roc-validator."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow
SEASON = "kecil-2024"
VALIDATOR = ROOT / "tests" / "proof" / "crate_validator.py"
# A Python that has roc-validator; it needs an older rich than the lock has, so a home of its own.
PYTHON = "SELEKSI_ROC_VALIDATOR"


def tables(home: Path) -> Path:
    """The folder of the clean tables."""
    return home / "data" / "processed" / SEASON


def frictionless_errors(folder: Path) -> list[str]:
    """What Frictionless finds wrong, by its own codes."""
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(folder / "datapackage.json"))
    return [error.type for task in report.tasks for error in task.errors] + [
        error.type for error in report.errors
    ]


def test_frictionless_finds_nothing_wrong(small_report: Path) -> None:
    """Description, hashes, sizes, headers and every cell's type are as Frictionless wants them."""
    assert frictionless_errors(tables(small_report)) == []


@pytest.mark.parametrize(
    ("table", "was", "becomes", "wrong"),
    [
        ("scores.csv", ",88,", ",delapan,", "type-error"),
        ("rankings.csv", "1328/15", "88.5", "constraint-error"),
        ("rankings.csv", "margin", "selisih", "incorrect-label"),
        ("participants.csv", "Melati", "Mawar", "hash-count"),
    ],
)
def test_frictionless_sees_what_was_changed(
    reported_season: Path, table: str, was: str, becomes: str, wrong: str
) -> None:
    """A word for a mark, a decimal for a fraction, another header, another name are all seen."""
    path = tables(reported_season) / table
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes, 1), encoding="utf-8")
    assert wrong in frictionless_errors(tables(reported_season))


def test_rocrate_reads_it_back(small_report: Path) -> None:
    """RO-Crate's library reads the metadata: four notebooks ran, with what they read and made."""
    rocrate = pytest.importorskip("rocrate.rocrate")
    crate = rocrate.ROCrate(str(small_report / "reports" / SEASON / "bukti"))
    actions = [one for one in crate.get_entities() if one.type == "CreateAction"]
    names = ["1-clean", "2-rank-lks", "3-examine-lks", "4-report"]
    assert sorted(one.id for one in actions) == [f"#run-{name}" for name in names]
    for action in actions:
        assert action["instrument"].type == "SoftwareApplication"
        for file in action["object"] + action["result"]:
            assert (small_report / "reports" / SEASON / "bukti" / unquote(file.id)).exists(), (
                file.id
            )


def python_with_validator() -> str:
    """A Python that has roc-validator, or the test is skipped."""
    if named := os.environ.get(PYTHON):
        return named
    if importlib.util.find_spec("rocrate_validator"):
        return sys.executable
    pytest.skip(f"needs roc-validator: name a Python that has it in {PYTHON}")


def validate_crate(home: Path) -> str:
    """What roc-validator says of the crate of a report."""
    folder = home / "reports" / SEASON / "bukti"
    done = subprocess.run(
        [python_with_validator(), str(VALIDATOR), str(folder)],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert re.search(r"\d+ checks, \d+ wrong", done.stdout), done.stdout + done.stderr
    return done.stdout


def test_roc_validator_finds_nothing_wrong(small_report: Path) -> None:
    """Every MUST of RO-Crate 1.1 and of Process Run Crate that the validator knows holds."""
    said = validate_crate(small_report)
    assert said.endswith(" checks, 0 wrong\n"), said
    assert int(said.split()[0]) > 40


@pytest.mark.parametrize(
    ("entity", "lost"),
    [("./", "datePublished"), ("./", "license"), ("#run-4-report", "instrument")],
)
def test_roc_validator_sees_what_is_missing(reported_season: Path, entity: str, lost: str) -> None:
    """A crate without its date, its licence or the program of an action is found wrong."""
    path = reported_season / "reports" / SEASON / "bukti" / "ro-crate-metadata.json"
    crate: dict[str, Any] = json.loads(path.read_bytes())
    del next(one for one in crate["@graph"] if one["@id"] == entity)[lost]
    path.write_text(json.dumps(crate), encoding="utf-8")
    assert " 0 wrong" not in validate_crate(reported_season)
