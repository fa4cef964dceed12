"""The fault table: whatever happens, the last report is whole and the sentence says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from helpers.proof.datapackage import broken_hashes
from tests.conftest import ROOT
from tests.end_to_end.conftest import Command, is_whole, sums
from tests.end_to_end.test_running import change_one_mark

pytestmark = pytest.mark.long
SEASON = "kecil-2024"
STANDS = "Laporan terakhir tetap seperti semula"


@dataclass(frozen=True)
class Fault:
    """What happens, the exit code of the command, what it says, and whether the data is to blame.

    Where it is (``data``), the next run is right only once the data is as it was.
    """

    name: str
    code: int
    sentence: str
    data: bool = False


# The contract: 0 done, 1 the data stops something, 3 the program itself failed.
FAULTS = (
    Fault("hangs", 3, "Langkah 1-clean tidak selesai dalam batas waktunya"),
    Fault("dies", 3, "Langkah 1-clean mati mendadak"),
    Fault("dies_once", 0, "LKS: Juara I Melati"),
    Fault("vanishes", 1, "berubah atau hilang selama diproses: scores/lks J2.xlsx", data=True),
    Fault("vanishes_later", 1, "hilang selama diproses: scores/lks J2.xlsx", data=True),
    Fault("changes", 1, "berubah atau hilang selama diproses: scores/lks J2.xlsx", data=True),
)


def disturbed(home: Path, fault: str, moment: int = 0) -> subprocess.CompletedProcess[str]:
    """Run ``report --fresh`` on the small season with a fault in it."""
    line = [sys.executable, "-m", "tests.end_to_end.disturbed", fault, str(moment), "report",
            SEASON, "--fresh", "--home", str(home)]  # fmt: skip
    folder = home.with_name("fault")
    folder.mkdir(exist_ok=True)
    environment = {**os.environ, "SELEKSI_FAULT_FOLDER": str(folder)}
    return subprocess.run(
        line, capture_output=True, encoding="utf-8", cwd=ROOT, env=environment, check=False
    )


def stands(home: Path) -> bool:
    """Whether report and tables are whole."""
    return is_whole(home) and not broken_hashes(home / "data" / "processed" / SEASON)


@pytest.fixture(scope="session")
def changed_sums(small_report: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sums of the report that the changed season must give, made without any disturbance."""
    home = Path(shutil.copytree(small_report, tmp_path_factory.mktemp("changed") / "home"))
    change_one_mark(home)
    done = disturbed(home, "killed")
    assert done.returncode == 0, done.stdout + done.stderr
    assert sums(home) != sums(small_report)
    return sums(home)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_is_told_and_leaves_the_last_report(
    fault: Fault, reported_season: Path, changed_sums: str, command: Command
) -> None:
    """The sentence is clear, the code the contract's, the report whole, the next run right."""
    before = sums(reported_season)
    change_one_mark(reported_season)
    raw = reported_season / "data" / "raw"
    kept = shutil.copytree(raw, reported_season.with_name("raw"))
    done = disturbed(reported_season, fault.name)
    said = done.stdout + done.stderr
    assert done.returncode == fault.code, said
    assert fault.sentence in said
    assert "Traceback" not in said
    if fault.code:
        assert STANDS in said
        assert sums(reported_season) == before
    assert stands(reported_season)
    if fault.data:
        shutil.rmtree(raw)
        kept.rename(raw)
    assert command(reported_season, "report", SEASON, "--fresh").returncode == 0
    assert sums(reported_season) == changed_sums
    assert stands(reported_season)


# --- A disk of one's own: full, or read-only


@contextmanager
def disk(folder: Path, size: str) -> Iterator[Path]:
    """A small disk in memory; where none may be mounted, the test is skipped by name."""
    folder.mkdir(parents=True)
    mount = shutil.which("mount") or "mount"
    line = [mount, "-t", "tmpfs", "-o", f"size={size}", "seleksi", str(folder)]
    try:
        done = subprocess.run(line, capture_output=True, encoding="utf-8", check=False)
    except OSError as error:
        pytest.skip(f"no small disk: {error}")
    if done.returncode:
        pytest.skip(f"no small disk: mounting is not permitted here ({done.stderr.strip()})")
    try:
        yield folder
    finally:
        subprocess.run([shutil.which("umount") or "umount", "-l", str(folder)], check=True)


def fill(folder: Path, left: int) -> Path:
    """Fill a disk until so many kilobytes are left; gives the file that does it."""
    free = shutil.disk_usage(folder).free - left * 1024
    ballast = folder / "ballast"
    ballast.write_bytes(b"\0" * max(free, 0))
    return ballast


# The small report takes about 2.5 MB: the disk is full in the first step, then in later ones.
@pytest.mark.parametrize("left", [0, 40, 150, 700, 1400, 2000])
def test_full_disk(
    left: int, small_report: Path, changed_sums: str, tmp_path: Path, command: Command
) -> None:
    """Wherever the disk fills up, the report stays, and with space again the run comes right."""
    with disk(tmp_path / "disk", "32m") as folder:
        home = Path(shutil.copytree(small_report, folder / "home"))
        before = sums(home)
        change_one_mark(home)
        ballast = fill(folder, left)
        done = command(home, "report", SEASON)
        said = done.stdout + done.stderr
        assert done.returncode == 3, said
        assert STANDS in said
        assert "diska penuh" in said
        assert "Traceback" not in said
        assert sums(home) == before
        assert stands(home)
        ballast.unlink()
        assert command(home, "report", SEASON).returncode == 0
        assert sums(home) == changed_sums


def test_read_only_folder(
    small_report: Path, changed_sums: str, tmp_path: Path, command: Command
) -> None:
    """On a disk that is read-only the run says so; what only reads still works."""
    with disk(tmp_path / "disk", "32m") as folder:
        home = Path(shutil.copytree(small_report, folder / "home"))
        before = sums(home)
        change_one_mark(home)
        mount = [shutil.which("mount") or "mount", "-o"]
        subprocess.run([*mount, "remount,ro", str(folder)], check=True)
        done = command(home, "report", SEASON)
        said = done.stdout + done.stderr
        assert done.returncode == 3, said
        assert STANDS in said
        assert "Traceback" not in said
        assert sums(home) == before
        assert stands(home)
        assert command(home, "inspect", str(home / f"data/raw/{SEASON}/scores/lks J1.xlsx")).stdout
        subprocess.run([*mount, "remount,rw", str(folder)], check=True)
        assert command(home, "report", SEASON).returncode == 0
        assert sums(home) == changed_sums


def test_two_runs_at_once(reported_season: Path, changed_sums: str) -> None:
    """Of two runs started together one makes the report and the other says that it must wait."""
    change_one_mark(reported_season)
    line = [sys.executable, "-m", "helpers.cli", "report", SEASON, "--home", str(reported_season)]
    both = [
        subprocess.Popen(line, stdout=subprocess.PIPE, encoding="utf-8", cwd=reported_season)
        for _ in range(2)
    ]
    said = {run.communicate()[0]: run.returncode for run in both}
    assert sorted(said.values()) == [0, 1]
    busy = next(text for text, code in said.items() if code)
    assert "sedang diproses oleh perintah lain. Tunggu sampai selesai" in busy
    assert sums(reported_season) == changed_sums
    assert stands(reported_season)
