"""What comes in, at the front door: each kind of mess as an officer meets and settles it."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from helpers.cli import main
from tests.end_to_end.conftest import MARKS, NAMES

SEASON = "kecil-2024"
PEOPLE = [(f"lks-{n}", name) for n, name in enumerate(NAMES, start=1)]
SIGNED = {"Alasan": "paraf juri", "Nama petugas": "Petugas", "Tanggal": "23 Juli 2024"}
Change = Callable[[xlsxwriter.Workbook, Any], None]


def run(home: Path, *words: str) -> Result:
    """Run a command of the front door in this process."""
    return CliRunner().invoke(main, [*words, "--home", str(home)], env={"COLUMNS": "200"})


def check(home: Path) -> dict[str, Any]:
    """The answer of check for programs."""
    answer: dict[str, Any] = json.loads(run(home, "check", SEASON, "--json").stdout)
    return answer


def raw(home: Path) -> Path:
    """The season's folder."""
    return home / "data" / "raw" / SEASON


def told(answer: Mapping[str, Any], *levels: str) -> set[tuple[str, str, str]]:
    """Code, file name and cell of each finding, of some levels or of all but notes."""
    return {
        (one["code"], Path(one["file"]).name, one["cell"])
        for one in answer["findings"]
        if one["level"] in (levels or ("refuse", "block", "warn"))
    }


def write_sheet(path: Path, juror: str, change: Change | None = None, **cells: object) -> None:
    """Write a juror's workbook of the season once more, changed."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": datetime(2024, 7, 23, tzinfo=UTC)})
        sheet = book.add_worksheet("Nilai")
        sheet.write_column(0, 0, ["LEMBAR NILAI", "Kategori: lks", "Tahapan: Paparan"])
        sheet.write(3, 0, f"Juri: {juror}")
        sheet.write_row(5, 0, ["Kode", "Nama", "Isi paparan", "Cara penyampaian"])
        for line, (person, row) in enumerate(zip(PEOPLE, MARKS[juror], strict=True), start=6):
            sheet.write_row(line, 0, [*person, *row])
        for address, value in cells.items():
            sheet.write(address, value)
        if change:
            change(book, sheet)


def fill(home: Path, code: str, **texts: object) -> None:
    """Type into the first row of perbaikan.xlsx about a code, by the shown headers."""
    path = raw(home) / "perbaikan.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    headers = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if code in str([c.value for c in row]))
    for header, value in texts.items():
        row[headers.index(header)].value = value  # type: ignore[union-attr]  # no merged cells
    book.save(path)


def test_a_file_sent_again_has_its_corrections_offered_again(small_season: Path) -> None:
    """A correction of the old file waits with everything filled in but name and day."""
    path = raw(small_season) / "scores" / "lks J1.xlsx"
    write_sheet(path, "J1", C7="8 8")
    assert run(small_season, "periksa", SEASON).exit_code == 1
    fill(small_season, "TWO_NUMBERS", Tindakan="nilai baru", Nilai=88, **SIGNED)
    assert run(small_season, "periksa", SEASON).exit_code == 0
    write_sheet(path, "J1", C7="8 8", D8=81)
    answer = check(small_season)
    assert ("STALE_CORRECTION", "lks J1.xlsx", "C7") in told(answer)
    offered = next(one for one in answer["repairs"] if one["code"].startswith("STALE"))
    assert (offered["action"], offered["value"], offered["reason"]) == (
        "nilai baru", "88", "paraf juri"
    )  # fmt: skip
    run(small_season, "periksa", SEASON)
    fill(small_season, "STALE_CORRECTION", **{**SIGNED, "Tanggal": "24 Juli 2024"})
    done = run(small_season, "periksa", SEASON)
    assert done.exit_code == 0, done.output


def test_of_two_versions_none_is_chosen_before_the_officer_says(small_season: Path) -> None:
    """The cells that differ are listed; the row of the officer chooses."""
    scores = raw(small_season) / "scores"
    write_sheet(scores / "lks J1 baru.xlsx", "J1", C7=89, D9=86)
    answer = check(small_season)
    assert answer["stops"] is True
    assert {file for code, file, _ in told(answer) if code == "VERSION_CONFLICT"} == {
        "lks J1.xlsx", "lks J1 baru.xlsx"
    }  # fmt: skip
    message = " ".join(
        one["message"] for one in answer["findings"] if one["code"].startswith("VERSION")
    )
    assert all(cell in message for cell in ("C7", "D9", "88", "89", "85", "86"))
    assert "C8" not in message
    fill(small_season, "lks J1 baru.xlsx", Tindakan="pakai berkas ini", **SIGNED)
    done = run(small_season, "periksa", SEASON)
    assert done.exit_code == 0, done.output


def test_the_same_bytes_twice_are_said_and_harmless(small_season: Path) -> None:
    """A copy under another name counts once."""
    scores = raw(small_season) / "scores"
    shutil.copy(scores / "lks J2.xlsx", scores / "salinan.xlsx")
    done = run(small_season, "periksa", SEASON)
    assert done.exit_code == 0, done.output
    assert "1 salinan yang sama persis" in done.output
    assert told(check(small_season)) == set()


def test_macros_and_everything_hidden_are_read_and_told(small_season: Path) -> None:
    """A workbook with macros, hidden rows, columns and sheets and a filter counts in full."""

    def hide(book: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.set_row(7, None, None, {"hidden": True})
        sheet.set_column("D:D", None, None, {"hidden": True})
        sheet.autofilter("A6:D10")
        sheet.filter_column("C", "x > 80")
        book.add_worksheet("Catatan").hide()

    path = raw(small_season) / "scores" / "lks J3.xlsm"
    path.with_suffix(".xlsx").unlink()
    write_sheet(path, "J3", hide)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    done = run(small_season, "periksa", SEASON)
    assert done.exit_code == 0, done.output
    codes = {code for code, _, _ in told(check(small_season))}
    assert codes >= {"MACROS", "HIDDEN_ROW", "HIDDEN_COL", "HIDDEN_SHEET", "FILTER_ACTIVE"}
    seen = run(small_season, "inspect", str(path), "--season", SEASON, "--json")
    used = [one for one in json.loads(seen.stdout)["cells"] if one["fate"] == "used"]
    assert len(used) == 2 * len(PEOPLE)


def test_a_late_sheet_is_told_and_accepted_by_name(small_season: Path) -> None:
    """What says that it was saved after the deadline is used, told, and accepted in its row."""
    rules = raw(small_season) / "rules.yaml"
    text = rules.read_text(encoding="utf-8")
    day = "        date: 2024-07-23\n"
    rules.write_text(text.replace(day, f"{day}        deadline: 2024-07-23\n"), encoding="utf-8")

    def late(book: xlsxwriter.Workbook, _sheet: Any) -> None:
        book.set_properties({"created": datetime(2024, 7, 24, 3, tzinfo=UTC)})

    write_sheet(raw(small_season) / "scores" / "lks J1.xlsx", "J1", late)
    done = run(small_season, "periksa", SEASON)
    assert done.exit_code == 0
    assert "24/7/2024 11.00 WITA" in done.output
    assert ("LATE_MARK", "lks J1.xlsx", "") in told(check(small_season))
    fill(small_season, "LATE_MARK", Tindakan="pakai apa adanya", **SIGNED)
    assert told(check(small_season)) == set()


def cards(scores: Path) -> None:
    """One card for each participant and juror, the criteria in rows."""
    for juror, marks in MARKS.items():
        with xlsxwriter.Workbook(scores / f"kartu {juror}.xlsx") as book:
            for (id_, name), row in zip(PEOPLE, marks, strict=True):
                sheet = book.add_worksheet(id_)
                sheet.write_column(0, 0, ["KARTU NILAI", "Kategori: lks", "Tahapan: Paparan"])
                sheet.write_column(3, 0, [f"Juri: {juror}", f"Kode: {id_}", f"Nama: {name}"])
                sheet.write_row(7, 0, ["Kriteria", "Nilai"])
                sheet.write_row(8, 0, ["Isi paparan", row[0]])
                sheet.write_row(9, 0, ["Cara penyampaian", row[1]])


def jurors_across(scores: Path) -> None:
    """One recap with a column for each juror below each criterion."""
    with xlsxwriter.Workbook(scores / "rekap.xlsx") as book:
        sheet = book.add_worksheet("Rekap")
        sheet.write_column(0, 0, ["REKAP NILAI", "Kategori: lks", "Tahapan: Paparan"])
        sheet.write_row(4, 0, ["Kode", "Nama"])
        for column, name in ((2, "Isi paparan"), (5, "Cara penyampaian")):
            sheet.merge_range(4, column, 4, column + 2, name)
            sheet.write_row(5, column, list(MARKS))
        for line, (person, *rows) in enumerate(zip(PEOPLE, *MARKS.values(), strict=True), start=6):
            firsts, seconds = zip(*rows, strict=True)
            sheet.write_row(line, 0, [*person, *firsts, *seconds])


@pytest.mark.parametrize("layout", [cards, jurors_across])
def test_other_layouts_hold_the_same_marks(
    small_season: Path, layout: Callable[[Path], None]
) -> None:
    """Cards and a recap of all jurors complete the season as the usual sheets do."""
    scores = raw(small_season) / "scores"
    for path in scores.glob("*.xlsx"):
        path.unlink()
    layout(scores)
    done = run(small_season, "periksa", SEASON)
    assert done.exit_code == 0, done.output
    answer = check(small_season)
    assert {one["juror"] for one in answer["expected"] if one["file"]} == set(MARKS)
    assert told(answer) == set()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\3\4 cut", "TRUNCATED"), (b"%PDF-1.7", "WRONG_TYPE"), (b"", "EMPTY_FILE"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "WRONG_TYPE"),
    ],
)  # fmt: skip
def test_a_refused_file_leaves_the_good_ones_alone(
    small_season: Path, data: bytes, code: str
) -> None:
    """One bad file is named with what to do; the sheets beside it are received."""
    scores = raw(small_season) / "scores"
    (scores / "lks J3.xlsx").write_bytes(data)
    done = run(small_season, "periksa", SEASON)
    assert done.exit_code == 1
    answer = check(small_season)
    assert (code, "lks J3.xlsx", "") in told(answer, "refuse")
    missing = [one["juror"] for one in answer["expected"] if not one["file"]]
    assert missing == ["J3"]
    assert "2 dari 3 lembar diterima" in done.output


def test_two_typists_who_differ_are_told_with_both_values(small_season: Path) -> None:
    """The differing cell waits; the officer takes one of the two in perbaikan.xlsx."""
    scores = raw(small_season) / "scores"
    (scores / "lks J1.xlsx").unlink()
    made = run(small_season, "formulir", SEASON, "--entry")
    assert made.exit_code == 0, made.output
    entries = sorted((small_season / "data/forms" / SEASON).glob("*J1.xlsx"))
    assert len(entries) == 2
    for number, path in enumerate(entries):
        book = openpyxl.load_workbook(path)
        cells = (c for s in book.worksheets for row in s.iter_rows() for c in row)
        opened = [cell for cell in cells if not cell.protection.locked]
        marks = [mark for row in MARKS["J1"] for mark in row]
        for cell, mark in zip(opened, marks, strict=True):
            cell.value = mark
        opened[2].value = 84 + number
        book.save(scores / path.name)
    answer = check(small_season)
    differing = [one for one in answer["findings"] if one["code"] == "ENTRY_DIFFERS"]
    assert len(differing) == 1
    assert all(text in differing[0]["message"] for text in ("84", "85"))
    run(small_season, "periksa", SEASON)
    fill(small_season, "ENTRY_DIFFERS", Tindakan="pakai apa adanya", **SIGNED)
    done = run(small_season, "periksa", SEASON)
    assert done.exit_code == 0, done.output


def test_the_printed_line_for_sources_can_be_pasted(small_season: Path) -> None:
    """A sheet that names no juror is taken with the very line that check prints."""
    scores = raw(small_season) / "scores"
    (scores / "lks J1.xlsx").unlink()
    write_sheet(scores / "tanpa nama.xlsx", "J1", A4="Lembar nilai juri")
    answer = check(small_season)
    found = next(one for one in answer["findings"] if one["code"] == "UNIDENTIFIED_SHEET")
    line = found["advice"].partition(": ")[2]
    for text in ("J1", "diserahkan J1", "Petugas", "2024-07-23"):
        line = line.replace("...", text, 1)
    head = "file,sheet,category,stage,juror,layout,sha256,use,reason,by,date"
    (raw(small_season) / "sources.csv").write_text(f"{head}\n{line}\n", encoding="utf-8")
    done = run(small_season, "periksa", SEASON)
    assert done.exit_code == 0, done.output
