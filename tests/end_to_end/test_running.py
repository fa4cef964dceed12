"""Whatever happens to a run, the last report stays whole and the next command is right."""

from __future__ import annotations

import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers.run.lock import hold_season
from tests.end_to_end.conftest import MARKS, RULES, Command, is_whole, sums, write_season

pytestmark = pytest.mark.slow
SEASON = "kecil-2024"


def start_report(home: Path, **options: object) -> subprocess.Popen[str]:
    """Start a run and do not wait for it."""
    line = [sys.executable, "-m", "helpers.cli", "report", SEASON, "--fresh", "--home", str(home)]
    return subprocess.Popen(line, stdout=subprocess.PIPE, text=True, **options)  # type: ignore[call-overload,no-any-return]  # options are Popen's own


def change_one_mark(home: Path) -> None:
    """Let the next report differ from the last."""
    marks = {**MARKS, "J1": [(91, 90), *MARKS["J1"][1:]]}
    shutil.rmtree(home / "data" / "raw" / SEASON / "scores")
    (home / "data" / "raw" / SEASON / "participants.csv").unlink()
    write_season(home, "lks", marks)


def test_small_season_comes_out_as_reckoned_by_hand(small_report: Path) -> None:
    """(88 x 0.6 + 90 x 0.4 + ...) / 3 = 88.53 is first, 5.40 ahead."""
    rankings = (small_report / f"data/processed/{SEASON}/rankings.csv").read_text()
    assert f"{SEASON},lks,1,lks-1,Melati,,88.53,1328/15,5.40,Juara I,,RANCANGAN," in rankings
    assert is_whole(small_report)


def test_same_input_gives_the_same_bytes(
    small_report: Path, small_season: Path, tmp_path: Path, command: Command
) -> None:
    """Other home, hash seed, time zone, language of the machine and jobs: the same sums."""
    other = small_season.rename(tmp_path / "tempat lain")
    changed = {"PYTHONHASHSEED": "2", "TZ": "Asia/Makassar", "LC_ALL": "C"}
    done = command(other, "report", SEASON, "--jobs", "1", **changed)
    assert done.returncode == 0, done.stderr
    assert sums(small_report)
    assert sums(small_report) == sums(other)
    for name in ("rankings", "scores", "steps", "ledger", "findings", "diagnostics"):
        path = f"data/processed/{SEASON}/{name}.csv"
        assert (small_report / path).read_bytes() == (other / path).read_bytes()


def test_report_is_not_made_again_when_nothing_changed(
    reported_season: Path, command: Command
) -> None:
    """The second report says that the first still stands; a damaged one is made again."""
    first = sums(reported_season)
    assert "Tidak ada yang berubah" in command(reported_season, "report", SEASON).stdout
    working = reported_season / "data" / ".run" / SEASON
    assert [path.name for path in working.iterdir()] == ["lock"], "nothing half-made stays behind"
    (reported_season / "reports" / SEASON / "index.html").write_text("diganti")
    assert "Tidak ada yang berubah" not in command(reported_season, "report", SEASON).stdout
    assert sums(reported_season) == first
    assert is_whole(reported_season)


def test_second_run_on_the_same_season_says_so_and_stops(
    small_season: Path, command: Command
) -> None:
    """While one run holds the season, another ends with 1 and one sentence."""
    with hold_season(small_season / "data" / ".run" / SEASON):
        done = command(small_season, "report", SEASON)
    assert done.returncode == 1
    assert "sedang diproses oleh perintah lain" in done.stdout
    assert not (small_season / "reports").exists()


@pytest.mark.parametrize(
    "seconds",
    [pytest.param(0.7, marks=pytest.mark.long), 2.0, pytest.param(4.0, marks=pytest.mark.long)],
)
def test_killed_run_leaves_the_last_report_whole(
    reported_season: Path, command: Command, seconds: float
) -> None:
    """kill -9 at any moment: the last report is whole, and the next run makes the new one."""
    before = sums(reported_season)
    change_one_mark(reported_season)
    run = start_report(reported_season)
    time.sleep(seconds)
    run.kill()
    run.wait()
    assert sums(reported_season) == before
    assert is_whole(reported_season)
    assert command(reported_season, "report", SEASON).returncode == 0
    assert sums(reported_season) != before
    assert is_whole(reported_season)


def test_interrupted_run_says_that_the_last_report_stands(reported_season: Path) -> None:
    """Ctrl+C ends the run with a sentence, and nothing has changed."""
    before = sums(reported_season)
    run = start_report(reported_season)
    time.sleep(3)
    run.send_signal(signal.SIGINT)
    said, _ = run.communicate(timeout=60)
    assert run.returncode == 3
    assert "Dihentikan. Laporan terakhir tetap seperti semula." in said
    assert sums(reported_season) == before
    assert is_whole(reported_season)


def test_disk_that_is_full_leaves_the_last_report_whole(reported_season: Path) -> None:
    """Where files cannot be written any more the run says so, with 3, and nothing has changed."""
    before = sums(reported_season)

    def allow_little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    run = start_report(reported_season, preexec_fn=allow_little)
    said, _ = run.communicate(timeout=120)
    assert run.returncode == 3
    assert "Laporan terakhir tetap seperti semula" in said
    assert "Traceback" not in said
    assert sums(reported_season) == before
    assert is_whole(reported_season)


def test_blocked_category_is_named_and_the_others_go_on(
    small_season: Path, command: Command
) -> None:
    """A mark that a person must decide stops its category, with 1; the other gets its ranking."""
    raw = small_season / "data" / "raw" / SEASON
    marks = {**MARKS, "J2": [("8 5", 91), *MARKS["J2"][1:]]}
    write_season(small_season, "psm", marks)
    block = RULES[RULES.index("  lks:") :].replace("lks:", "psm:").replace("LKS", "PSM")
    (raw / "rules.yaml").write_text(RULES + block, encoding="utf-8")
    done = command(small_season, "report", SEASON)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "PSM: BELUM DAPAT DITETAPKAN" in done.stdout
    assert "psm J2.xlsx › Nilai › C7" in done.stdout
    assert "LKS: Juara I Melati" in done.stdout
    rankings = (small_season / f"data/processed/{SEASON}/rankings.csv").read_text()
    assert f"{SEASON},psm,,psm-1,Melati,,,,,,,RANCANGAN,undecided" in rankings


def test_stage_that_nobody_has_is_wrong_usage(small_season: Path, command: Command) -> None:
    """--through with an unknown stage ends with 2 and names it."""
    done = command(small_season, "report", SEASON, "--through", "final")
    assert done.returncode == 2
    assert "Tahap final tidak ada" in done.stderr


def test_wrong_rule_book_is_refused_with_its_line(small_season: Path, command: Command) -> None:
    """Weights that do not add up end with 2, the file and the line; nothing is made."""
    path = small_season / "data" / "raw" / SEASON / "rules.yaml"
    path.write_text(path.read_text().replace("weight: 40", "weight: 30"), encoding="utf-8")
    done = command(small_season, "report", SEASON)
    assert done.returncode == 2
    assert "rules.yaml" in done.stderr
    assert "90" in done.stderr
    assert not (small_season / "reports").exists()
