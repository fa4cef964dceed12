"""The third count: the workbooks of random rule books, recalculated by LibreOffice in one go."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from helpers.records.numbers import round_half_up
from helpers.records.words import sentences
from helpers.report.digest import CategoryDigest, CellBalance, SeasonDigest
from helpers.report.workbook import write_workbook
from helpers.report.workbook.ranking import IN_WORDS
from helpers.report.workbook.tables import HEADER, NOTHING, UNROUNDED
from helpers.scoring import CategoryResult, score_category
from helpers.seal.recalculation import PROFILE
from tests.proof.mutants import random_cases
from tests.proof.random_books import CATEGORY, Case

pytestmark = [pytest.mark.long, pytest.mark.timeout(2400)]
BOOKS, LEAST, AT_ONCE = 1000, 200, 60
WORDS = sentences("workbook", "id")
RESULT = f"1 {WORDS['sheet_result']}"


@dataclass(frozen=True)
class Written:
    """A case with its result, and the workbook that was written of it."""

    case: Case
    result: CategoryResult
    path: Path

    @property
    def in_words(self) -> frozenset[str]:
        """The links that decided here and that no plain formula can say: the sheet says so too."""
        kinds = {placing.decided_by.partition(":")[0] for placing in self.result.placings}
        return frozenset(kinds & set(IN_WORDS))


def digest_of(case: Case, result: CategoryResult) -> SeasonDigest:
    """The season of a case as the documents see it."""
    facts = case.facts.of(CATEGORY)
    category = CategoryDigest(
        key=CATEGORY,
        rules=case.book.categories[CATEGORY],
        participants=facts.participants,
        placings=result.placings,
        stages=result.stages,
        steps=result.steps,
        scores=facts.scores,
        absences=facts.absences,
        diagnostics=(),
        findings=result.findings,
    )
    return SeasonDigest(
        season=facts.season,
        rules=case.book,
        through=case.through,
        fingerprint="9F2C-41D7",
        recounted=True,
        categories=(category,),
        balance=CellBalance(1, 1, 1, 0, 0, 0, ()),
        files=(),
        findings=(),
        corrections=(),
        deductions=facts.deductions,
        decisions=facts.decisions,
        objections=(),
        history=(),
    )


def write_all(folder: Path) -> Iterator[Written]:
    """A workbook, without any stored value, of each random case that is decided."""
    written = 0
    for case in random_cases(BOOKS):
        if written > LEAST:
            return
        result = score_category(case.book, CATEGORY, case.facts.of(CATEGORY), case.through)
        if result.decided and any(placing.rank for placing in result.placings):
            written += 1
            path = folder / f"{written:03}.xlsx"
            stored = folder / "stored.xlsx"
            write_workbook(digest_of(case, result), stored)
            without_values(stored, path)
            yield Written(case, result, path)


def without_values(stored: Path, path: Path) -> None:
    """Copy a workbook with 0 stored beside every formula, so that only a recalculation helps."""
    with zipfile.ZipFile(stored) as source, zipfile.ZipFile(path, "w") as copy:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"</f><v>[^<]*</v>", b"</f><v>0</v>", content)
            copy.writestr(name, content)


def recalculate(paths: Iterable[Path], folder: Path, soffice: str) -> Path:
    """Let LibreOffice compute and save many workbooks in few calls; gives the folder of them."""
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    waiting = sorted(paths)
    while waiting:
        now, waiting = waiting[:AT_ONCE], waiting[AT_ONCE:]
        subprocess.run(
            [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
             "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), *map(str, now)],
            check=True, capture_output=True, timeout=1200, env={**os.environ, "HOME": str(folder)},
        )  # fmt: skip
    return out


def plain(header: str) -> str:
    """The words of a header without the number of its note."""
    return re.sub(r"\s*\[[^\]]*\]$", "", header)


def result_rows(book: Any) -> dict[str, dict[str, Any]]:
    """The rows of the sheet of the result by participant, each by the header of its column."""
    rows = list(book[RESULT].iter_rows(min_row=HEADER, values_only=True))
    headers = [plain(header) for header in rows[0]]
    named = (dict(zip(headers, row, strict=True)) for row in rows[1:])
    return {row[WORDS["participant"]]: row for row in named}


def check_columns(book: Any) -> Iterator[tuple[str, Any]]:
    """Every cell of every check column."""
    headers = {text for key, text in WORDS.items() if key.endswith("_check")}
    for sheet in book.worksheets:
        rows = list(sheet.iter_rows(min_row=HEADER))
        for place, header in enumerate(cell.value for cell in rows[0]) if rows else ():
            if plain(str(header)) in headers:
                for row in rows[1:]:
                    yield f"{sheet.title}!{row[place].coordinate}", row[place].value


def differences(written: Written, out: Path) -> Iterator[str]:
    """Where the recalculated workbook and the package differ at the published precision."""
    book = load_workbook(out / written.path.name, data_only=True)
    for where, value in check_columns(book):
        if value not in (0, NOTHING, None):
            yield f"{written.path.name} {where}: {value}"
    rows = result_rows(book)
    decimals = written.case.book.categories[CATEGORY].rounding.total
    for placing in written.result.placings:
        row = rows[placing.participant]
        if placing.total is not None:
            places = UNROUNDED if decimals is None else decimals
            total = round_half_up(Fraction(repr(row[WORDS["total"]])), places)
            if total != round_half_up(Fraction(placing.total), places):
                yield f"{written.path.name} {placing.participant}: {total} / {placing.total}"
        rank = None if row[WORDS["rank"]] == NOTHING else row[WORDS["rank"]]
        if not written.in_words and rank != placing.rank:
            yield f"{written.path.name} {placing.participant}: rank {rank} / {placing.rank}"


def test_workbooks_of_random_books_agree(tmp_path: Path, soffice: str) -> None:
    """From the formulas alone LibreOffice comes to every total, check and rank of the package."""
    with contextlib.redirect_stderr(io.StringIO()):
        written = list(write_all(tmp_path))
    assert len(written) >= LEAST
    out = recalculate((one.path for one in written), tmp_path, soffice)
    assert [line for one in written for line in differences(one, out)] == []
    # The ranks of these stand in the sheet as values, by the words of its notes.
    skipped = Counter(kind for one in written for kind in one.in_words)
    assert set(skipped) <= set(IN_WORDS)
    assert 4 * skipped.total() < len(written), skipped
    shutil.rmtree(out)
