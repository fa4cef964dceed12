"""The daily screen drawn, on terminals and into files."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from helpers.cli import checking
from helpers.cli.check_screen import Screen
from helpers.cli.office import Office
from helpers.records.places import places
from helpers.rules import load

SEASON = "contoh-2024"


def draw(home: Path, width: int, terminal: bool, everything: bool = False, lang: str = "") -> str:
    """The screen as text."""
    where = places(home, SEASON)
    rules = load(where.rules)
    if lang:
        rules = rules.model_copy(update={"language": lang})
    standing, _ = checking.look(where, rules)
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=terminal, color_system=None)
    office = Office(home, lang, None, False, False, console)
    Screen(office, standing).show(everything, "perbaikan.xlsx", "")
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 120])
def test_a_terminal_is_never_overrun(sample_home: Path, width: int) -> None:
    """On a terminal every line fits, and none is lost."""
    text = draw(sample_home, width, terminal=True)
    assert max(map(len, text.splitlines())) <= width
    assert "Langkah berikutnya: jalankan laporan contoh-2024" in text


@pytest.mark.slow
def test_a_file_has_one_line_for_each_cell(sample_home: Path) -> None:
    """Written into a file nothing is wrapped, and no colour codes are in it."""
    text = draw(sample_home, 80, terminal=False)
    assert "\x1b" not in text
    line = next(line for line in text.splitlines() if "425 untuk 95 × 5" in line)
    assert "Kinerja › G17" in line
    assert "[PB-" in line


def test_the_matrix_shows_signs_and_their_legend(sample_home: Path) -> None:
    """A missing sheet has its sign, the legend names it, and the summary counts it."""
    next((sample_home / f"data/raw/{SEASON}/scores").rglob("PSM Juri 2.xlsx")).unlink()
    text = draw(sample_home, 120, terminal=False)
    row = next(line for line in text.splitlines() if "Portofolio pengabdian" in line)
    assert row.split()[-5:] == ["✓", "✗", "✓", "✓", "✓"]
    assert "✗ BELUM diterima" in text
    assert "2 belum diterima" in text
    assert "minta lembar nilai dari Hj. Noor Umpamasari" in text


def test_english_is_english(sample_home: Path) -> None:
    """With --lang en the screen, its findings and its next step are in English."""
    text = draw(sample_home, 120, terminal=False, lang="en")
    assert "Next step: run report contoh-2024" in text
    assert "The juror wrote 425" in text or "425 for 95" in text
    assert "Langkah" not in text
