"""rules: the rule book filled in with Excel, by those who do not write YAML."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from helpers.cli import main
from helpers.rules import load

ADMINISTRATION = "categories › karang-taruna › stages › administrasi › weight"
TEST = "categories › karang-taruna › stages › tes › weight"


def run(home: Path, *words: str) -> Any:
    """A command on a home folder."""
    return CliRunner().invoke(main, [*words, "--home", str(home)])


def workbook(home: Path, season: str) -> Path:
    """Where the rule book of a season lies as a workbook."""
    return home / "data" / "forms" / season / "aturan" / "aturan.xlsx"


def edit(path: Path, values: dict[str, str]) -> None:
    """Type values into the rows of their ways, as an officer would."""
    file = openpyxl.load_workbook(path)
    for row in file.worksheets[0].iter_rows(min_row=2):
        row[1].value = values.get(row[0].value, row[1].value)
    file.save(path)


def test_rules_are_changed_in_excel(sample_home: Path) -> None:
    """Two weights typed into the workbook become the rules; the rest of rules.yaml stays."""
    raw = sample_home / "data/raw/contoh-2024/rules.yaml"
    before = raw.read_text("utf-8")
    laid = run(sample_home, "aturan", "contoh-2024")
    assert (laid.exit_code, "aturan contoh-2024 --read" in laid.output) == (0, True)
    edit(workbook(sample_home, "contoh-2024"), {ADMINISTRATION: "20", TEST: "30"})
    taken = run(sample_home, "aturan", "contoh-2024", "--read")
    assert taken.exit_code == 0, taken.output
    assert f"{ADMINISTRATION}: semula “30”; menjadi “20”" in taken.output
    stages = load(raw).categories["karang-taruna"].stages
    assert [stage.weight for stage in stages.values()] == [20, 30, 50]
    changed = set(raw.read_text("utf-8").splitlines()) ^ set(before.splitlines())
    assert {line.strip() for line in changed} <= {"weight: 20", "weight: 30"}
    kept = workbook(sample_home, "contoh-2024").with_name("rules.1.yaml")
    assert kept.read_text("utf-8") == before
    again = run(sample_home, "rules", "contoh-2024", "--read", "--json")
    assert json.loads(again.stdout) == {
        "season": "contoh-2024", "changes": [], "kept": "", "open": 0,
    }  # fmt: skip


def test_a_new_season_is_filled_in_in_excel(sample_home: Path) -> None:
    """A draft goes into the workbook with its open places, and comes back with fewer of them."""
    run(sample_home, "baru", "2025", "--from", "contoh-2024")
    assert run(sample_home, "aturan", "2025").exit_code == 0
    edit(workbook(sample_home, "2025"), {"basis": "Keputusan Kepala Dinas Nomor 7 Tahun 2025"})
    taken = run(sample_home, "aturan", "2025", "--read")
    assert taken.exit_code == 0, taken.output
    assert "Masih ada 31 tempat bertanda ISI:" in taken.output
    assert 'basis: "Keputusan Kepala Dinas Nomor 7 Tahun 2025"\n' in (
        (sample_home / "data/raw/2025/rules.yaml").read_text("utf-8")
    )


def test_no_earlier_rules_are_written_over(sample_home: Path) -> None:
    """A kept version stays, also where an older one was thrown away by hand."""
    run(sample_home, "aturan", "contoh-2024")
    path = workbook(sample_home, "contoh-2024")
    second = path.with_name("rules.2.yaml")
    second.write_text("kept", encoding="utf-8")
    for weights in (("20", "30"), ("25", "25")):
        edit(path, dict(zip((ADMINISTRATION, TEST), weights, strict=True)))
        assert run(sample_home, "aturan", "contoh-2024", "--read").exit_code == 0
    assert second.read_text("utf-8") == "kept"
    assert {one.name for one in path.parent.glob("rules.*.yaml")} == {
        "rules.1.yaml", "rules.2.yaml", "rules.3.yaml",
    }  # fmt: skip


def test_wrong_rules_do_not_become_the_rules(sample_home: Path) -> None:
    """Weights that add up to 110 are refused with the workbook's row; rules.yaml stays."""
    raw = sample_home / "data/raw/contoh-2024/rules.yaml"
    before = raw.read_bytes()
    run(sample_home, "aturan", "contoh-2024")
    edit(workbook(sample_home, "contoh-2024"), {ADMINISTRATION: "40"})
    refused = run(sample_home, "aturan", "contoh-2024", "--read")
    assert refused.exit_code == 2
    assert "aturan/aturan.xlsx:" in refused.stderr
    assert "110" in refused.stderr
    assert raw.read_bytes() == before


def test_edits_that_wait_are_not_overwritten(sample_home: Path) -> None:
    """Whoever asks for the workbook again, before it was read, is told so and loses nothing."""
    run(sample_home, "aturan", "contoh-2024")
    edit(workbook(sample_home, "contoh-2024"), {ADMINISTRATION: "20", TEST: "30"})
    edited = workbook(sample_home, "contoh-2024").read_bytes()
    again = run(sample_home, "aturan", "contoh-2024")
    assert (again.exit_code, "tidak ditimpa" in again.output) == (2, True)
    assert workbook(sample_home, "contoh-2024").read_bytes() == edited


@pytest.mark.slow
def test_check_and_report_say_that_edits_wait(sample_home: Path) -> None:
    """Nobody publishes under old rules without being told that new ones lie in the workbook."""
    said = "berbeda dari rules.yaml"
    assert said not in run(sample_home, "check", "contoh-2024").output
    run(sample_home, "aturan", "contoh-2024")
    assert said not in run(sample_home, "check", "contoh-2024").output
    edit(workbook(sample_home, "contoh-2024"), {ADMINISTRATION: "20", TEST: "30"})
    assert said in run(sample_home, "check", "contoh-2024").output
    told = run(sample_home, "report", "contoh-2024", "--through", "no-stage")
    assert (told.exit_code, said in told.output) == (2, True)
    run(sample_home, "aturan", "contoh-2024", "--read")
    workbook(sample_home, "contoh-2024").write_bytes(b"not a workbook")
    assert said in run(sample_home, "check", "contoh-2024").output


@pytest.mark.slow
def test_a_workbook_in_the_seasons_folder_is_taken(sample_home: Path) -> None:
    """An aturan.xlsx that the office put beside rules.yaml is read there, and never rewritten."""
    run(sample_home, "aturan", "contoh-2024")
    own = sample_home / "data/raw/contoh-2024/aturan.xlsx"
    workbook(sample_home, "contoh-2024").rename(own)
    edit(own, {ADMINISTRATION: "20", TEST: "30"})
    edited = own.read_bytes()
    taken = run(sample_home, "aturan", "contoh-2024", "--read")
    assert taken.exit_code == 0, taken.output
    stages = load(own.with_name("rules.yaml")).categories["karang-taruna"].stages
    assert [stage.weight for stage in stages.values()] == [20, 30, 50]
    assert workbook(sample_home, "contoh-2024").with_name("rules.1.yaml").is_file()
    assert str(own) in run(sample_home, "aturan", "contoh-2024").output.replace("\n", "")
    assert own.read_bytes() == edited


def test_another_order_of_criteria_is_a_change(sample_home: Path) -> None:
    """Rows moved in the workbook are told as the new order, beside other changes too."""
    run(sample_home, "aturan", "contoh-2024")
    path = workbook(sample_home, "contoh-2024")
    file = openpyxl.load_workbook(path)
    sheet = file.worksheets[0]
    way = "categories › karang-taruna › stages › administrasi › criteria › legalitas › "
    found = [row for row in sheet.iter_rows(min_row=2) if str(row[0].value).startswith(way)]
    moved = [[cell.value for cell in row] for row in found]
    sheet.delete_rows(found[0][0].row, len(found))
    for texts in moved:
        sheet.append(texts)
    file.save(path)
    edit(path, {ADMINISTRATION: "20", TEST: "30"})
    taken = run(sample_home, "aturan", "contoh-2024", "--read")
    assert taken.exit_code == 0, taken.output
    assert f"{ADMINISTRATION}: semula “30”; menjadi “20”" in taken.output
    assert "menjadi “program, uep, uks, legalitas”" in taken.output
    rules = load(sample_home / "data/raw/contoh-2024/rules.yaml")
    criteria = rules.categories["karang-taruna"].stages["administrasi"].criteria
    assert list(criteria) == ["program", "uep", "uks", "legalitas"]


@pytest.mark.parametrize(
    ("words", "said"), [((), "belum ada"), (("--lang", "en"), "not there yet")]
)
def test_without_a_workbook_it_says_how_to_get_one(
    sample_home: Path, words: tuple[str, ...], said: str
) -> None:
    """Reading before anything was laid out is a wrong use, in one sentence."""
    refused = run(sample_home, "aturan", "contoh-2024", "--read", *words)
    assert (refused.exit_code, said in refused.output) == (2, True)


@pytest.mark.slow
def test_frozen_rules_are_named_as_such(sample_home: Path) -> None:
    """After the rules were frozen, a change is told to need an amendment."""
    rules = sample_home / "data/raw/contoh-2024/rules.yaml"
    rules.write_text(rules.read_text("utf-8").replace("CONTOH. Isi", "Isi"), encoding="utf-8")
    frozen = run(sample_home, "freeze", "contoh-2024")
    assert frozen.exit_code == 0, frozen.output
    run(sample_home, "aturan", "contoh-2024")
    edit(workbook(sample_home, "contoh-2024"), {ADMINISTRATION: "20", TEST: "30"})
    taken = run(sample_home, "aturan", "contoh-2024", "--read")
    assert "kunci-aturan contoh-2024 --amend" in taken.output
