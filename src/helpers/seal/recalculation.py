"""The third count: LibreOffice recalculates the workbook, and every formula must come out again."""

from __future__ import annotations

import math
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.records.words import LANGUAGES, sentences
from helpers.report.workbook.tables import HEADER, NOTHING

PROGRAMS = ("soffice", "libreoffice")
USUAL_PLACES = ("ProgramFiles", "ProgramFiles(x86)")  # where Windows keeps it
PATIENCE = 300  # seconds
TOLERANCE = 1e-9
CONTROL, CONTROL_SUM, CONTROL_STORED = "kontrol.xlsx", 85, 99.9
# Without this setting LibreOffice trusts the stored values of a workbook that it did not make.
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" \
oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


class NotRecalculated(Exception):
    """LibreOffice made no new workbook, or gave the stored values back."""


@dataclass(frozen=True)
class Recalculation:
    """What came out: how many formulas and checks, where they differ, and by which program."""

    program: str
    formulas: int
    checks: int
    differences: tuple[str, ...]
    nonzero: tuple[str, ...]


def find_program() -> str:
    """The path of LibreOffice, or '' where it is not installed."""
    for name in PROGRAMS:
        if found := shutil.which(name):
            return found
    for variable in USUAL_PLACES:
        usual = Path(os.environ.get(variable, "")) / "LibreOffice" / "program" / "soffice.exe"
        if usual.is_file():
            return str(usual)
    return ""


def recalculate(workbook: Path, program: str) -> Recalculation:
    """Let LibreOffice compute every formula anew, and compare with the stored values.

    A second workbook with a wrong stored value goes along: only when that one comes back right has
    anything been recalculated at all.

    Raises
    ------
    NotRecalculated
        Nothing came back, or the control came back as it was.
    """
    return recalculate_all([workbook], program)[0]


def recalculate_all(workbooks: Sequence[Path], program: str) -> tuple[Recalculation, ...]:
    """The same for many workbooks in one start of LibreOffice, half a second each.

    Raises
    ------
    NotRecalculated
        Nothing came back, or the control came back as it was.
    """
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        given = [work / f"rekapitulasi-{place}.xlsx" for place in range(len(workbooks))]
        for workbook, copy in zip(workbooks, given, strict=True):
            shutil.copyfile(workbook, copy)
        _write_control(work / CONTROL)
        _convert(work, [*given, work / CONTROL], program)
        control = _values(work / "out" / CONTROL)
        if control.get(("Kontrol", "A3")) != CONTROL_SUM:
            raise NotRecalculated("the control came back with its stored value")
        return tuple(_compare(one, work / "out" / one.name) for one in given)


def _write_control(path: Path) -> None:
    from xlsxwriter import Workbook

    with Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("Kontrol")
        sheet.write_number("A1", 40)
        sheet.write_number("A2", 45)
        sheet.write_formula("A3", "=A1+A2", None, CONTROL_STORED)


def _convert(work: Path, workbooks: list[Path], program: str) -> None:
    profile = work / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    command = [
        program, f"-env:UserInstallation={profile.resolve().as_uri()}", "--headless", "--norestore",
        "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(work / "out"),
        *map(str, workbooks),
    ]  # fmt: skip
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=PATIENCE + len(workbooks), check=False
        )
    except (OSError, subprocess.TimeoutExpired) as failure:
        raise NotRecalculated(str(failure)) from failure
    if not all((work / "out" / path.name).exists() for path in workbooks):
        raise NotRecalculated(done.stderr.decode(errors="replace").strip())


def _compare(given: Path, recalculated: Path) -> Recalculation:
    stored, fresh = _values(given), _values(recalculated)
    formulas = list(_formula_cells(given))
    checks = [place for place in formulas if _is_check(place, stored)]
    return Recalculation(
        program=_made_by(recalculated),
        formulas=len(formulas),
        checks=len(checks),
        differences=tuple(
            f"{sheet}!{cell}: {stored.get((sheet, cell))} / {fresh.get((sheet, cell))}"
            for sheet, cell in formulas
            if not same_value(stored.get((sheet, cell)), fresh.get((sheet, cell)))
        ),
        nonzero=tuple(
            f"{sheet}!{cell}: {fresh.get((sheet, cell))}"
            for sheet, cell in checks
            if fresh.get((sheet, cell)) not in (0, NOTHING)
        ),
    )


def same_value(one: Any, other: Any) -> bool:
    """Whether two cell values are the same; an empty text is as an empty cell."""
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return (one or "") == (other or "")


def _values(path: Path) -> dict[tuple[str, str], Any]:
    from openpyxl import load_workbook

    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in load_workbook(path, data_only=True).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def _formula_cells(path: Path) -> Iterator[tuple[str, str]]:
    from openpyxl import load_workbook

    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate


def _is_check(place: tuple[str, str], values: dict[tuple[str, str], Any]) -> bool:
    """Whether the cell stands in a check column, by the header above it."""
    sheet, cell = place
    column = re.sub(r"\d", "", cell)
    header = str(values.get((sheet, f"{column}{HEADER}"), ""))
    return header.partition(" [")[0] in _check_headers()


def _check_headers() -> set[str]:
    return {
        header
        for language in LANGUAGES
        for key, header in sentences("workbook", language).items()
        if key.endswith("_check")
    }


def _made_by(path: Path) -> str:
    """The program that wrote a workbook, by its own word."""
    with zipfile.ZipFile(path) as package:
        text = package.read("docProps/app.xml").decode()
    found = re.search(r"<Application>([^<$]*)", text)
    return found.group(1).replace("/", " ") if found else ""
