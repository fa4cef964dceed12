"""A season's folder, from the files to the facts."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from helpers.intake import clean, conservation, expected_and_received, write_clean
from helpers.records.facts import read_facts
from helpers.records.findings import stops
from helpers.rules import load


def test_a_complete_season_has_no_finding_that_stops(season: Any) -> None:
    """Where every sheet came and is sound, nothing stops and every mark is there."""
    season.complete()
    cleaned = season.clean()
    assert [one for one in cleaned.findings if one.level != "info"] == []
    assert len(cleaned.facts.scores) == 3 * 2 * 2 + 3


def test_marks_keep_their_literal_and_address(season: Any) -> None:
    """A mark is the decimal of its literal and leads back to its cell."""
    season.complete()
    score = next(
        one
        for one in season.clean().facts.scores
        if (one.participant, one.juror, one.criterion) == ("KT-01", "J1", "program")
    )
    assert (score.score, score.literal) == (Decimal("85.5"), "85.5")
    assert (score.file, score.sheet, score.cell) == ("scores/j1.xlsx", "Penilaian", "E7")


def test_every_cell_has_one_fate(season: Any) -> None:
    """The fates of all cells add up to the cells that the reader counted."""
    season.complete()
    cleaned = season.clean()
    counts = conservation(cleaned.ledger, cleaned.files)
    assert counts["used"] == 15
    assert counts["cells"] == counts["used"] + counts["ignored"]
    assert all(row.reason for row in cleaned.ledger if row.fate == "ignored")


def test_file_names_and_order_change_nothing(season: Any) -> None:
    """The same sheets under other names and folders give the same marks."""
    season.complete()
    before = season.clean().facts.scores
    for old, new in (("j1", "z/nilai (revisi fix)"), ("j2", "a")):
        path = season.folder / "scores" / f"{new}.xlsx"
        path.parent.mkdir(exist_ok=True)
        shutil.move(season.folder / "scores" / f"{old}.xlsx", path)
    after = season.clean().facts.scores
    assert [(s.participant, s.juror, s.criterion, s.score) for s in before] == [
        (s.participant, s.juror, s.criterion, s.score) for s in after
    ]


def test_a_missing_sheet_stops(season: Any) -> None:
    """A juror whose sheet has not come is named, with the stage."""
    season.form("j1.xlsx", "J1")
    cleaned = season.clean()
    missing = [one for one in cleaned.findings if one.code == "MISSING_SHEET"]
    assert len(missing) == 2
    assert any("Juri Dua (J2)" in one.message for one in missing)
    assert all(stops(one) for one in missing)


def test_later_stages_are_not_missing(season: Any, found: Any) -> None:
    """Through a stage, the sheets of later ones are not held against anybody."""
    season.form("j1.xlsx", "J1")
    season.form("j2.xlsx", "J2")
    cleaned = season.clean(through="administrasi")
    assert "MISSING_SHEET" not in found(cleaned)
    assert {one.stage for one in expected_and_received(season.book, cleaned)} == {"administrasi"}


def test_a_juror_left_out_by_decision_is_not_missing(season: Any, found: Any) -> None:
    """A decision that leaves a juror out excuses the sheet."""
    season.form("j1.xlsx", "J1")
    season.table(
        "decisions",
        "id,category,stage,participant,juror,kind,value,reason,basis,by,approved_by,date,evidence\n"
        "K1,kt,administrasi,,J2,juror_left_out,,sakit,,A,B,2024-07-22,\n",
    )
    cleaned = season.clean(through="administrasi")
    assert "MISSING_SHEET" not in found(cleaned)
    assert any(one.excused for one in cleaned.expected)


def test_clean_tables_are_read_back_alike(season: Any, tmp_path: Path) -> None:
    """What is written into the processed folder is what was cleaned."""
    season.complete()
    cleaned = season.clean()
    write_clean(cleaned, tmp_path / "processed")
    assert read_facts(tmp_path / "processed", "musim-uji") == cleaned.facts


def test_cleaning_twice_gives_the_same(season: Any) -> None:
    """The same folder gives the same result each time."""
    season.complete()
    assert season.clean() == season.clean()


def test_pictures_are_listed_and_not_read(season: Any) -> None:
    """A photograph is hashed and listed, and stops nothing."""
    season.complete()
    (season.folder / "scores" / "foto.jpg").write_bytes(b"\xff\xd8\xff" + b"0" * 100)
    cleaned = season.clean()
    listed = next(one for one in cleaned.files if one.file == "scores/foto.jpg")
    assert (listed.outcome, listed.kind, len(listed.sha256)) == ("listed", "picture", 64)
    assert not any(stops(one) for one in cleaned.findings)


def test_csv_sheets_go_the_usual_way(season: Any, form_of: Any, found: Any) -> None:
    """Marks from a .csv count with their addresses, and every field has its fate."""
    season.plain("Juri 1.csv", form_of("J1"))
    season.plain("Juri 2.csv", form_of("J2"), separator=",", encoding="utf-16")
    season.score("tes.xlsx", {"Tes": season.sheet(season.committee)})
    cleaned = season.clean()
    assert not any(stops(one) for one in cleaned.findings)
    assert found(cleaned) == {"ENCODING", "SHEET_TAKEN_FOR", "TEXT_NUMBER"}
    first = next(one for one in cleaned.facts.scores if one.literal == "85,5")
    assert (str(first.score), first.file, first.sheet, first.cell) == (
        "85.5", "scores/Juri 1.csv", "Juri 1", "E7",
    )  # fmt: skip
    cells = sum(one.file.endswith(".csv") for one in cleaned.ledger)
    assert cells == sum(one.cells for one in cleaned.files if one.file.endswith(".csv")) == 62


def test_a_field_of_a_csv_can_be_corrected(season: Any, form_of: Any) -> None:
    """A correction names the cell as a spreadsheet shows it."""
    season.complete()
    (season.folder / "scores" / "j1.xlsx").unlink()
    sha256 = season.plain("j1.csv", form_of("J1") | {"D7": "1.250"})
    waiting = season.clean()
    assert [one.cell for one in waiting.findings if stops(one)] == ["D7"]
    season.table(
        "corrections",
        "id,file,sha256,sheet,cell,was,action,value,reason,by,date,approved_by\n"
        f"K1,scores/j1.csv,{sha256},j1,D7,1.250,set,80,salah ketik,Petugas,2024-07-25,\n",
    )
    corrected = season.clean()
    assert not any(stops(one) for one in corrected.findings)
    assert next(one for one in corrected.facts.scores if one.correction).score == 80


def test_another_spreadsheet_among_the_scores_is_refused_with_a_remedy(season: Any) -> None:
    """An old workbook is refused and the officer reads how to save it as .xlsx."""
    season.complete()
    (season.folder / "scores" / "nilai.xls").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") * 9)
    refusal = next(one for one in season.clean().findings if one.level == "refuse")
    assert refusal.code == "WRONG_TYPE"
    assert "Simpan Sebagai" in refusal.advice
    assert ".xlsx" in refusal.advice


@pytest.mark.slow
@pytest.mark.parametrize("season_name", ["contoh-2023", "contoh-2024"])
def test_the_sample_seasons_stop_at_nothing(root: Path, season_name: str) -> None:
    """The sample seasons hold every mess and nothing that stops."""
    raw = root / "data" / "raw" / season_name
    cleaned = clean(raw, load(raw / "rules.yaml"))
    assert [one.message for one in cleaned.findings if stops(one)] == []
    assert conservation(cleaned.ledger, cleaned.files)["quarantined"] == 0


def test_the_sample_shows_its_known_faults(root: Path) -> None:
    """425 for 95 x 5, a hidden column, a coloured mark and another weight are all reported."""
    raw = root / "data" / "raw" / "contoh-2024"
    cleaned = clean(raw, load(raw / "rules.yaml"))
    seen = {one.code for one in cleaned.findings}
    assert seen >= {"JUROR_ARITHMETIC", "HIDDEN_COL", "FILL", "WEIGHT_MISMATCH", "NAME_DRIFT"}
    sums = [one for one in cleaned.findings if one.code == "JUROR_ARITHMETIC"]
    assert any("425 untuk 95 × 5; seharusnya 475" in one.message for one in sums)


HARDER = {"xls", "ods", "fods", "csv"}  # refused here by design, whatever else might be done
OUTCOMES = {"accept", "accept with findings", "quarantine", "refuse"}


def _lomba(shared: Path, tmp_path: Path, file: str) -> Any:
    hostile = shared / "hostile"
    folder = tmp_path / "lomba"
    shutil.copytree(hostile / "home" / "data" / "raw" / "lomba", folder)
    (folder / "scores").mkdir()
    shutil.copy(next(hostile.glob(f"*/{file}")), folder / "scores")
    book = load(folder / "rules.yaml")
    return clean(folder, book.model_copy(update={"regions": None}))


def _rows(shared: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((shared / "hostile" / "manifest.json").read_text())
    return rows


def test_filled_forms_of_the_outside_set_come_out_as_expected(shared: Path, tmp_path: Path) -> None:
    """Every filled form of the outside set has the outcome and the codes that it should have."""
    for number, row in enumerate(_rows(shared)):
        if row.get("season") != "lomba" or row["file"].rpartition(".")[2] in HARDER:
            continue
        cleaned = _lomba(shared, tmp_path / str(number), row["file"])
        levels = {one.level for one in cleaned.findings if one.code != "MISSING_SHEET"}
        worst = "refuse" if "refuse" in levels else "quarantine" if "block" in levels else "accept"
        assert row["expect"].startswith(worst), row["file"]
        seen = {one.code for one in cleaned.findings} | {"BLANK_SCORE"}
        assert set(row["codes"]) <= seen, row["file"]


@pytest.mark.slow
def test_no_file_of_the_outside_set_breaks_intake(shared: Path, tmp_path: Path) -> None:
    """Whatever lies among the scores, intake ends with findings and its law holds."""
    for number, row in enumerate(_rows(shared)):
        cleaned = _lomba(shared, tmp_path / str(number), row["file"])
        assert cleaned.findings or row["expect"] == "accept"
