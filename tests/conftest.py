"""What all tests share: the project's folders, the outside programs, the sample's report."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from helpers.intake import clean, write_clean
from helpers.records.places import places
from helpers.records.tables import write_table
from helpers.rules import load
from helpers.scoring import score_category

# jsonschema's optional IRI checker builds parsers for 1.4 seconds when nbformat is imported.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

# Started in the background, a shell's children ignore Ctrl+C, and so would everything tested here.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = "contoh-2024"

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is long is slow too, so that the quick part is ``-m "not slow"``."""
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker("slow")


def pytest_collection_finish() -> None:
    """The thousands of collected tests stay: no hunt for garbage has to look through them."""
    gc.freeze()


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published cases and odd files, which lies beside the project."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"needs the folder {folder.name} beside the project")
    return folder


def _program(*names: str) -> str:
    """The path of an outside program; without it the test is skipped, and in CI it fails."""
    for name in names:
        if path := shutil.which(name):
            return path
    missing = f"needs the program {names[0]}"
    if os.environ.get("CI"):
        pytest.fail(f"{missing}, which .ci/run should have installed")
    pytest.skip(missing)


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice."""
    return _program("soffice", "libreoffice")


@pytest.fixture(scope="session")
def chromium() -> str:
    """A browser for Playwright (``executable_path``, with ``--no-sandbox``)."""
    return _program("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def pdftoppm() -> str:
    """Poppler's page painter."""
    return _program("pdftoppm")


def _copy_samples(home: Path) -> Path:
    """A home folder that holds the raw data of the sample seasons."""
    for season in sorted((ROOT / "data" / "raw").glob("contoh-*")):
        shutil.copytree(season, home / "data" / "raw" / season.name)
    return home


@pytest.fixture
def sample_home(tmp_path: Path) -> Path:
    """A fresh home with the raw data of the sample seasons, to do anything with."""
    return _copy_samples(tmp_path / "home")


@pytest.fixture(scope="session")
def counted_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which contoh-2024 was cleaned and ranked, without documents. Read from it only."""
    home = _copy_samples(tmp_path_factory.mktemp("counted"))
    where = places(home, SAMPLE)
    book = load(where.rules)
    cleaned = clean(where.raw, book)
    write_clean(cleaned, where.processed)
    ranked = [score_category(book, key, cleaned.facts.of(key)) for key in book.categories]
    found = [*cleaned.findings, *(finding for one in ranked for finding in one.findings)]
    rows: dict[str, list[Any]] = {
        "rankings.csv": [row for one in ranked for row in one.placings],
        "steps.csv": [row for one in ranked for row in one.steps],
        "stages.csv": [row for one in ranked for row in one.stages],
        "overall.csv": [],
        "findings.csv": list(dict.fromkeys(found)),
        "diagnostics.csv": [],
    }
    for name, lines in rows.items():
        write_table(where.processed, name, lines)
    return home


@pytest.fixture(scope="session")
def sample_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which ``report contoh-2024`` has run. Read from it; change nothing in it."""
    home = _copy_samples(tmp_path_factory.mktemp("sample"))
    command = [sys.executable, "-m", "helpers.cli", "report", SAMPLE, "--home", str(home)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=home)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return home
