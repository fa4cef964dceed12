"""SHA256SUMS."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from helpers.proof.sums import SUMS, broken_sums, files_below, read_sums, write_sums


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A report folder with names that people give."""
    (tmp_path / "bukti").mkdir()
    (tmp_path / "bukti" / "run.json").write_text("{}")
    (tmp_path / "bukti" / "recount.py").write_text("pass\n")
    (tmp_path / "laporan (final) Kota Baru.pdf").write_bytes(b"%PDF")
    (tmp_path / "indeks é.html").write_text("<p>")
    write_sums(tmp_path)
    return tmp_path


def test_sums_cover_everything_but_clocks(folder: Path) -> None:
    """All files have their sum, in order, but for the sums themselves and ``run.json``."""
    assert list(read_sums(folder)) == sorted(
        name for name in files_below(folder) if name not in (SUMS, "bukti/run.json")
    )
    assert broken_sums(folder) == ()


def test_sha256sum_accepts_them(folder: Path) -> None:
    """``sha256sum -c`` reads the file and finds every file whole."""
    program = shutil.which("sha256sum")
    if not program:
        pytest.skip("needs the program sha256sum")
    done = subprocess.run([program, "-c", "--strict", SUMS], cwd=folder, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()


def test_changed_gone_and_new_files_are_named(folder: Path) -> None:
    """A file that was changed, removed or added is named."""
    (folder / "bukti" / "recount.py").write_text("pass # lain\n")
    (folder / "indeks é.html").unlink()
    (folder / "tambahan.txt").write_text("x")
    assert broken_sums(folder) == ("bukti/recount.py", "indeks é.html", "tambahan.txt")


def test_a_folder_without_sums_is_broken(tmp_path: Path) -> None:
    """Where the sums are missing, that is what is wrong."""
    assert broken_sums(tmp_path) == (SUMS,)
