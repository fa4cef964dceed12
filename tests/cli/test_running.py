"""report: what its outcome sounds like."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from helpers.cli import main
from helpers.run import season as seasons
from helpers.run.kernels import NotebookFailed


@pytest.mark.parametrize(
    ("kind", "code", "said"),
    [
        ("RecountDisagrees", 1, "Hitung ulang tidak sama dengan hasil paket"),
        ("ValueError", 3, "Langkah 4-report berhenti"),
        ("OSError", 3, "Langkah 4-report tidak dapat menulis atau membaca berkas"),
        ("CellTimeoutError", 3, "tidak selesai dalam batas waktunya"),
        ("DeadKernelError", 3, "mati mendadak"),
        ("TemplateBroken", 2, "KT-01"),
    ],
)
def test_notebook_that_stops_is_explained(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch, kind: str, code: int, said: str
) -> None:
    """A recount that disagrees is the data's (1), a template the office's (2), all else (3)."""

    def fail(*_: Any, **__: Any) -> None:
        raise NotebookFailed("4-report", kind, "KT-01", "the trace")

    monkeypatch.setattr(seasons, "report", fail)
    done = CliRunner().invoke(main, ["laporan", "contoh-2024", "--home", str(sample_home)])
    assert done.exit_code == code
    assert said in done.output
    assert ("KT-01" in done.output) == (kind not in {"CellTimeoutError", "DeadKernelError"})
    assert "the trace" not in done.output


def test_a_broken_template_stops_before_the_work_begins(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template of the office that cannot be read is told with its file, and nothing is run."""
    folder = sample_home / "data" / "raw" / "contoh-2024" / "templat"
    folder.mkdir()
    (folder / "piagam.docx").write_text("bukan Word")
    monkeypatch.setattr(seasons, "report", lambda *_, **__: pytest.fail("was run"))
    done = CliRunner().invoke(main, ["laporan", "contoh-2024", "--home", str(sample_home)])
    assert done.exit_code == 2, done.output
    assert "templat/piagam.docx: bukan dokumen Word" in done.output
