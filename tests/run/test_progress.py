"""Showing how far a run is."""

from __future__ import annotations

import io

from rich.console import Console

from helpers.rules import load
from helpers.run.kernels import Progress
from helpers.run.progress import show_progress, step_title
from helpers.run.workspace import project_folder

RULES = project_folder() / "data" / "raw" / "contoh-2024" / "rules.yaml"


def test_steps_are_named_in_words() -> None:
    """People read what is done and for which category, not the names of files."""
    book = load(RULES)
    assert step_title("1-clean", book, "id") == "Membersihkan lembar nilai"
    assert step_title("2-rank-karang-taruna", book, "id") == "Menetapkan peringkat: Karang Taruna"
    assert step_title("4-report", book, "en") == "Writing the report"


def test_each_finished_step_is_a_line_where_there_is_no_terminal() -> None:
    """A log file has one line a step, counted."""
    out = io.StringIO()
    console = Console(file=out, width=100)
    with show_progress(2, load(RULES), "id", console) as listen:
        for name in ("1-clean", "4-report"):
            listen(Progress(name, "started"))
            listen(Progress(name, "done"))
    assert out.getvalue().splitlines() == [
        "  [1/2] Membersihkan lembar nilai",
        "  [2/2] Menyusun laporan",
    ]


def test_terminal_has_a_bar() -> None:
    """On a terminal the steps that are done carry a tick, and a bar moves."""
    out = io.StringIO()
    console = Console(file=out, width=100, force_terminal=True)
    with show_progress(1, load(RULES), "id", console) as listen:
        listen(Progress("1-clean", "done"))
    assert "✓" in out.getvalue()
    assert "1/1" in out.getvalue()
