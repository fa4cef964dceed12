"""inspect: what the system sees in one file, and how every file of the outside set ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import xlsxwriter
from click.testing import CliRunner

from helpers.cli import main

Row = dict[str, Any]

MEMORY = 512 << 20  # bytes of address space
SECONDS = 10  # of work, for one file
LIMITED = f"""
import resource
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
from helpers.cli import main
main(prog_name="seleksi")
"""

# Codes of which the outside set takes any for the other: an earlier check may answer first.
ALIASES = (
    {
        "BOMB", "XML_DEPTH", "XML_ATTRS", "TOO_MANY_CELLS", "TOO_MANY_MEMBERS", "TOO_MANY_SHEETS",
        "TOO_MANY_STRINGS", "TOO_MANY_MERGES",
    },
    {"TOO_MANY_SHEETS", "OVERLAP", "TOO_MANY_MEMBERS"},
    {"SIZE_MISMATCH", "CRC"},
    {"POLYGLOT", "LOCK_FILE", "WRONG_TYPE"},
    {"DUPLICATE_CELL", "DUPLICATE_ROW"},
)  # fmt: skip

# Where another outcome is right, and why.
TOLERATED = {
    "calamine_inlinestr_cdata.xlsx": ("refuse", "it has no styles part: 85 or 85 percent?"),
    "edr_lowercase_ref.xlsx": ("refuse", "lower-case references are none"),
    "11b_style_index_out_of_range.xlsx": (
        "quarantine",
        "the range also holds dates, errors and percentages, each of which waits by its own rule",
    ),
    "55_names_injection.xlsx": (
        "accept with findings",
        "its names are not those of the register, which an officer must hear",
    ),
    "poi_external_link_a.xlsx": (
        "accept",
        "it is the workbook that another one links to: it holds two numbers and no formula",
    ),
}
# Another kind of spreadsheet is refused with the way to save it as .xlsx, whatever it holds.
OTHER_KINDS = (".xls", ".ods")
# Found to be no score sheets: this shows only where a season says what a score sheet is.
WRONG_FORMS = ("sheetjs_attendance.xlsx", "tidyxl_enron_constants.xlsx", "unpivotr_enron.xlsx")


class Ending(NamedTuple):
    """How one file ended: its outcome and codes; ``trouble`` is what must never be there."""

    outcome: str
    codes: tuple[str, ...] = ()
    trouble: str = ""


def ending(command: list[str], home: Path) -> Ending:
    """Run a command of the front door within the limits of an office PC."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", LIMITED, *command, "--json"],
        capture_output=True,
        encoding="utf-8",
        timeout=30 * SECONDS,
        check=False,
        cwd=home,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    if done.returncode not in (0, 1) or "Traceback" in done.stderr:
        return Ending("none", trouble=f"exit {done.returncode}: {done.stderr[-200:]}")
    answer = json.loads(done.stdout)
    stopped = answer["outcome"] in ("refuse", "quarantine")
    trouble = "" if done.returncode == stopped else f"exit {done.returncode}"
    return Ending(answer["outcome"], tuple(answer["codes"]), trouble)


def command_of(row: Row, hostile: Path, home: Path) -> list[str]:
    """The command that looks at a file of the set, as its manifest asks for it."""
    season = ["--home", str(home), "--season", row["season"]] if "season" in row else []
    marks = ["--marks", row["marks"]] if "marks" in row else []
    return ["inspect", str(hostile / row["origin"] / row["file"]), *season, *marks]


def expected_of(row: Row) -> tuple[str, str, set[str]]:
    """The outcome, why it may differ from the manifest's, and the codes that must be told."""
    file = row["file"]
    if file in TOLERATED:
        outcome, reason = TOLERATED[file]
        codes = set() if outcome == "refuse" else set(row["codes"])
        return outcome, reason, codes
    if file.endswith(OTHER_KINDS) and row["expect"] != "refuse":
        return "refuse", "not .xlsx", {"WRONG_TYPE"}
    if file in WRONG_FORMS:
        return "", "no season says what a score sheet is", set()
    return row["expect"], "", set(row["codes"])


def missing(wanted: Iterable[str], told: Iterable[str]) -> set[str]:
    """The wanted codes for which neither they nor an alias were told."""
    seen = set(told)
    return {
        code
        for code in wanted
        if code not in seen and not any(code in group and group & seen for group in ALIASES)
    }


def listing(folder: Path) -> list[tuple[str, int]]:
    """Every file below a folder with its size."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return sorted((path.relative_to(folder).as_posix(), path.stat().st_size) for path in paths)


@pytest.mark.slow
def test_every_file_of_the_outside_set_ends_as_it_should(shared: Path, tmp_path: Path) -> None:
    """Each file comes to its outcome with its codes, in little memory, and nothing is written."""
    pytest.importorskip("resource")
    hostile = shared / "hostile"
    rows: list[Row] = json.loads((hostile / "manifest.json").read_text(encoding="utf-8"))
    before = listing(hostile)
    with ThreadPoolExecutor(2) as pool:
        commands = [command_of(row, hostile, hostile / "home") for row in rows]
        endings = list(pool.map(ending, commands, [tmp_path] * len(rows)))
    wrong = []
    for row, seen in zip(rows, endings, strict=True):
        outcome, reason, codes = expected_of(row)
        lacking = missing(codes, seen.codes)
        bad = seen.trouble or lacking or outcome not in ("", seen.outcome)
        line = f"{row['file']:40} {row['expect']:21} {seen.outcome:21} {' '.join(seen.codes)}"
        sys.stdout.write(f"{line}{f'  [{reason}]' if reason else ''}\n")
        if bad:
            wrong.append(f"{line} {lacking} {seen.trouble}")
    assert not wrong, "\n".join(wrong)
    assert (listing(hostile), listing(tmp_path)) == (before, [])


@pytest.mark.slow
@pytest.mark.parametrize("file", WRONG_FORMS)
def test_a_sheet_of_another_kind_is_refused_by_a_season(shared: Path, file: str) -> None:
    """A workbook that is no score sheet is refused where a season says what one is."""
    home = shared / "hostile" / "home"
    words = [str(shared / "hostile" / "found" / file), "--home", str(home), "--season", "lomba"]
    answer = json.loads(CliRunner().invoke(main, ["inspect", *words, "--json"]).stdout)
    assert answer["outcome"] == "refuse"
    assert "NO_TABLE" in answer["codes"]


def test_one_file_can_be_looked_at(sample_home: Path) -> None:
    """lihat shows a file's cells and findings, to people and to programs."""
    file = next((sample_home / "data/raw/contoh-2024/scores").rglob("TKSK kinerja J1.xlsx"))
    words = [str(file), "--season", "contoh-2024", "--home", str(sample_home)]
    shown = CliRunner().invoke(main, ["lihat", *words])
    assert shown.exit_code == 0
    assert "diterima dengan catatan" in shown.output
    answer = json.loads(CliRunner().invoke(main, ["inspect", *words, "--json"]).stdout)
    assert answer["outcome"] == "accept with findings"
    assert "JUROR_ARITHMETIC" in answer["codes"]


def test_range_that_is_no_range_is_wrong_usage(sample_home: Path) -> None:
    """A mistyped --marks ends with 2 and shows how to write it."""
    file = next((sample_home / "data/raw/contoh-2024/scores").rglob("TKSK kinerja J1.xlsx"))
    done = CliRunner().invoke(main, ["inspect", str(file), "--marks", "C2-C20"])
    assert done.exit_code == 2
    assert "C2:C20" in done.output


def test_range_that_is_too_large_is_wrong_usage(sample_home: Path) -> None:
    """A range whose empty cells nobody could read ends with 2."""
    file = next((sample_home / "data/raw/contoh-2024/scores").rglob("TKSK kinerja J1.xlsx"))
    done = CliRunner().invoke(main, ["inspect", str(file), "--marks", "A1:XFD1048576"])
    assert done.exit_code == 2
    assert "10000" in done.output


def test_sheets_are_described_to_people(tmp_path: Path) -> None:
    """People read what is hidden, merged, guarded and commented, and the cells of each sheet."""
    path = tmp_path / "nilai.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Penilaian")
        sheet.merge_range("A1:C1", "LEMBAR [PENILAIAN]")
        sheet.write_column("B2", range(1, 31))
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.set_column("D:E", None, None, {"hidden": True})
        sheet.autofilter("A2:C31")
        sheet.data_validation("B2:B31", {"validate": "integer", "minimum": 0, "maximum": 100,
                                         "criteria": "between"})  # fmt: skip
        sheet.protect()
        for row in range(2, 20):
            sheet.write_comment(f"B{row}", "periksa")
    shown = " ".join(CliRunner().invoke(main, ["lihat", str(path)]).output.split())
    for piece in (
        "Lembar Penilaian (tampak): 31 sel berisi, 0 rumus", "Baris tersembunyi", "D-E", "A1:C1",
        "A2:C31", "B2:B31", "Lembar terkunci", "B2 “periksa”", "dan 6 lagi", "LEMBAR [PENILAIAN]",
    ):  # fmt: skip
        assert piece in shown
    assert "Nasib" not in shown
    english = CliRunner().invoke(main, ["inspect", str(path), "--lang", "en"]).output
    assert "Sheet Penilaian (visible): 31 filled cells, 0 formulas" in english


def test_programs_read_the_facts_of_each_sheet(tmp_path: Path) -> None:
    """With --json the sheets stand beside the cells."""
    path = tmp_path / "nilai.csv"
    path.write_text("Kode;Nilai\nP01;87,5\n", encoding="utf-8")
    answer = json.loads(CliRunner().invoke(main, ["inspect", str(path), "--json"]).stdout)
    assert [(one["name"], one["cells"]) for one in answer["sheets"]] == [("nilai", 4)]
    assert answer["outcome"] == "accept with findings"
    assert answer["codes"] == ["TEXT_NUMBER"]


def test_looking_at_a_file_loads_little(tmp_path: Path) -> None:
    """Without a season neither the rule book nor any library of tables or figures is loaded."""
    path = tmp_path / "nilai.csv"
    path.write_text("Kode;Nilai\nP01;85\n", encoding="utf-8")
    program = (
        "import sys\n"
        "from helpers.cli import main\n"
        f"main(['inspect', {str(path)!r}, '--json'], standalone_mode=False)\n"
    )
    wrapped = f"try:\n exec({program!r})\nfinally:\n import sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", wrapped], capture_output=True, encoding="utf-8", check=True
    )
    loaded = set(done.stdout.rpartition("}")[2].split())
    assert "helpers.intake.inspection" in loaded
    assert not loaded & {"numpy", "pandas", "matplotlib", "pydantic", "openpyxl", "helpers.rules"}
