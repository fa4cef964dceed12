"""What all commands share."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.cli import main


def make_seasons(home: Path, *names: str) -> None:
    for name in names:
        folder = home / "data" / "raw" / name
        folder.mkdir(parents=True)
        (folder / "rules.yaml").write_text("season: [")


def ask(home: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, [*words, "--home", str(home)])
    return done.exit_code, done.output


def test_latest_real_season_is_chosen_and_said(tmp_path: Path) -> None:
    """Without a season the latest is meant, a real one before any sample, and it is said."""
    make_seasons(tmp_path, "kalsel-2023", "kalsel-2025", "contoh-2026")
    _, said = ask(tmp_path, "check")
    assert "Musim yang dipakai: kalsel-2025" in said


def test_sample_is_chosen_where_there_is_no_other(tmp_path: Path) -> None:
    """A fresh copy of the project has the samples only, and the later one is taken."""
    make_seasons(tmp_path, "contoh-2023", "contoh-2024")
    _, said = ask(tmp_path, "check")
    assert "contoh-2024" in said


@pytest.mark.parametrize("season", ["../rahasia", "Kalsel 2024", "x"])
def test_season_that_is_no_name_is_wrong_usage(tmp_path: Path, season: str) -> None:
    """A name that could lead out of the data folder is refused with 2."""
    make_seasons(tmp_path, "kalsel-2024")
    code, said = ask(tmp_path, "check", season)
    assert code == 2
    assert "tidak dapat dipakai" in said


def test_unknown_season_names_those_there_are(tmp_path: Path) -> None:
    """A misspelt season ends with 2 and the list of what there is."""
    make_seasons(tmp_path, "kalsel-2024")
    code, said = ask(tmp_path, "check", "kalsel-2042")
    assert code == 2
    assert "kalsel-2024" in said


def test_empty_home_says_what_to_do(tmp_path: Path) -> None:
    """Where there is no season at all, one sentence says how to make one."""
    code, said = ask(tmp_path, "check")
    assert code == 2
    assert "Buat folder musim" in said


def test_broken_rule_book_names_file_and_line(tmp_path: Path) -> None:
    """A rule book that cannot be read ends with 2 and an address, never with a traceback."""
    make_seasons(tmp_path, "kalsel-2024")
    code, said = ask(tmp_path, "check", "kalsel-2024")
    assert code == 2
    assert "kalsel-2024/rules.yaml:" in said
    assert "Traceback" not in said


def test_failure_of_the_program_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the program itself gets wrong ends with 3 and a sentence; --debug shows more."""
    make_seasons(tmp_path, "kalsel-2024")

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("boo")

    monkeypatch.setattr("helpers.cli.checking.load", fail)
    code, said = ask(tmp_path, "check", "kalsel-2024")
    assert code == 3
    assert "Program gagal: ZeroDivisionError: boo" in said
    done = CliRunner().invoke(main, ["check", "kalsel-2024", "--home", str(tmp_path), "--debug"])
    assert isinstance(done.exception, ZeroDivisionError)
