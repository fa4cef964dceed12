"""new: a season's folder from the last one's rules, with nothing carried over silently."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from helpers.cli import main
from helpers.rules import load
from helpers.rules.mistakes import RuleBookError

ANSWERS = {
    "tanggal tahap": "2025-07-14",
    "batas akhir": "2025-08-30",
    "siapa tidak menilai": "none",
}


def run(home: Path, *words: str) -> Any:
    """A command on a home folder."""
    return CliRunner().invoke(main, [*words, "--home", str(home)])


def fill_in(rules: Path) -> None:
    """Write something into every open place, as an officer would."""
    lines = []
    for line in rules.read_text("utf-8").splitlines():
        for opened in re.findall(r'"ISI: ([^"]*)"', line):
            found = [said for what, said in ANSWERS.items() if opened.startswith(what)]
            said = found[0] if found else f'"{opened.split("(")[0]}"'
            line = line.replace(f'"ISI: {opened}"', said)
        lines.append(line)
    rules.write_text("\n".join(lines), encoding="utf-8")


def test_a_new_season_has_all_that_an_officer_fills_in(sample_home: Path) -> None:
    """Rule book, tables with their headers as Excel opens them here, folders; the next step."""
    done = run(sample_home, "baru", "2025", "--from", "contoh-2024")
    assert done.exit_code == 0, done.output
    assert "periksa 2025" in done.output
    folder = sample_home / "data" / "raw" / "2025"
    assert {one.name for one in folder.iterdir()} == {
        "rules.yaml", "participants.csv", "sources.csv", "names.csv", "corrections.csv",
        "deductions.csv", "decisions.csv", "objections.csv", "history.csv", "scores", "narasi",
    }  # fmt: skip
    assert (folder / "participants.csv").read_text("utf-8-sig") == (
        "id;category;region;name;nik;telepon\n"
    )


def test_nothing_of_a_sample_comes_along(sample_home: Path) -> None:
    """No name of a person of the sample, no CONTOH and no day of last year is left anywhere."""
    people = load(sample_home / "data/raw/contoh-2024/rules.yaml").jurors.values()
    done = run(sample_home, "new", "2025", "--from", "contoh-2024")
    assert "tidak dibawa" in done.output
    folder = sample_home / "data" / "raw" / "2025"
    text = "\n".join(one.read_text("utf-8-sig") for one in folder.iterdir() if one.is_file())
    assert "contoh" not in text.casefold()
    assert "2024" not in text
    assert not [person.name for person in people if person.name in text]


def test_a_new_season_is_refused_until_it_is_filled_in(sample_home: Path) -> None:
    """Every open place is told with its line; filled in, the rules stand."""
    run(sample_home, "new", "2025", "--from", "contoh-2024")
    rules = sample_home / "data" / "raw" / "2025" / "rules.yaml"
    done = run(sample_home, "periksa", "2025")
    assert done.exit_code == 2
    assert "2025/rules.yaml:5: Belum diisi: nomor dan tanggal keputusan" in done.output
    assert done.output.count("Belum diisi") == rules.read_text("utf-8").count("ISI:")
    fill_in(rules)
    book = load(rules)
    assert (book.season, book.version, book.sample) == ("2025", 1, False)
    assert "Tahun 2025" in book.title
    checked = run(sample_home, "periksa", "2025")
    assert checked.exit_code == 1
    assert "perbaikan.xlsx" in checked.output


def test_a_real_season_keeps_its_people(sample_home: Path) -> None:
    """From a real season the jurors stay, and days, decrees and the basis are open again."""
    run(sample_home, "new", "2025", "--from", "contoh-2024")
    rules = sample_home / "data" / "raw" / "2025" / "rules.yaml"
    fill_in(rules)
    (rules.parent / "history.csv").write_text("year,category\n2024,lks\n", encoding="utf-8")
    done = run(sample_home, "new", "2026", "--from", "2025", "--json")
    assert done.exit_code == 0, done.output
    after = sample_home / "data" / "raw" / "2026"
    assert '"nama juri J1"' in (after / "rules.yaml").read_text("utf-8")
    assert (after / "history.csv").read_text("utf-8") == "year,category\n2024,lks\n"
    opened = json.loads(done.stdout)["open"]
    told = {one["what"].split()[0] for one in opened}
    assert told == {"nomor", "tanggal"}
    with pytest.raises(RuleBookError):
        load(after / "rules.yaml")


def test_nothing_is_overwritten(sample_home: Path) -> None:
    """A folder that is there stays as it is, and the command says so."""
    done = run(sample_home, "new", "contoh-2023", "--from", "contoh-2024")
    assert done.exit_code == 2
    assert "sudah ada dan tidak ditimpa" in done.output
    assert load(sample_home / "data/raw/contoh-2023/rules.yaml").season == "2023"


def test_a_sample_from_a_sample_stays_one(sample_home: Path) -> None:
    """A season whose name says that it is a sample keeps the sample's people and its mark."""
    run(sample_home, "new", "contoh-2025", "--from", "contoh-2024")
    rules = sample_home / "data" / "raw" / "contoh-2025" / "rules.yaml"
    fill_in(rules)
    book = load(rules)
    assert book.sample
    assert "Contohrani" in book.jurors["J1"].name
    assert "J6" not in book.jurors
