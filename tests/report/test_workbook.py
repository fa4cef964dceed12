"""The recap: live formulas, whose stored values are a count of their own."""

from __future__ import annotations

import os
import random
import re
import subprocess
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from helpers.records.facts import SeasonFacts
from helpers.records.tables import COMMITTEE, Absence, Deduction, Participant, Score, SourceFile
from helpers.report.digest import CategoryDigest, CellBalance, SeasonDigest
from helpers.report.workbook import write_workbook
from helpers.report.workbook.tables import page_heading
from helpers.rules import RuleBook
from helpers.scoring import score_category
from helpers.seal.recalculation import recalculate_all
from tests.proof.random_books import CATEGORY, Case, cases
from tests.report.conftest import digest_of

pytestmark = pytest.mark.slow

REGIONS = [f"63.{number:02}" for number in range(1, 12)] + ["63.71", "63.72"]
BOOKS = 3  # of each way of combining
UNHURRIED = [HealthCheck.too_slow, HealthCheck.data_too_large]
INJECTED = (
    "=1+1", "+CMD", "@SUM(A1)", "'apostrof", "-2+3", "http://contoh", '=HYPERLINK("x")', "\t=1+1",
)  # fmt: skip
ROUNDED = {"mark": 2, "weighted": 2, "stage": 2, "total": 2}
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>"""


def category(**other: Any) -> dict[str, Any]:
    """A category of three stages, with scales of their own, recusal, finalists and ties."""
    stages = {
        "administrasi": {
            "name": "Administrasi",
            "weight": "30",
            "criteria": {
                "legalitas": {"name": "Legalitas", "weight": "40"},
                "program": {"name": "=Program", "weight": "60"},
            },
        },
        "tes": {
            "name": "Tes",
            "weight": "20",
            "source": "committee",
            "criteria": {
                "tes": {"name": "Tes", "weight": "100", "scale": {"max": "30", "decimals": 0}}
            },
        },
        "lapangan": {
            "name": "Lapangan",
            "weight": "50",
            "jurors": ["J1", "J3", "J4"],
            "finalists": 5,
            "criteria": {
                "inovasi": {
                    "name": "Inovasi",
                    "weight": "50",
                    "scale": {"min": "1", "max": "4", "decimals": 0},
                },
                "manfaat": {"name": "Manfaat", "weight": "50"},
            },
        },
    }
    return {
        "name": "Karang Taruna",
        "jurors": ["J1", "J2", "J3", "J4", "J5"],
        "scale": {"max": "100", "decimals": 2},
        "missing": {
            "participant_absent": "not_ranked",
            "juror_absent": "mean_of_present",
            "at_least": 3,
        },
        "recusal": "same_region",
        "titles": ["Juara I", "Juara II", "Juara III"],
        "stages": stages,
        "ties": [
            {"kind": "stage", "stage": "lapangan"},
            {"kind": "criterion", "stage": "administrasi", "criterion": "legalitas"},
            {"kind": "shared"},
        ],
        **other,
    }


def factor_stages() -> dict[str, Any]:
    """The same stages with factors for weights, all participants in each."""
    stages: dict[str, Any] = category()["stages"]
    for stage in stages.values():
        stage["weight"] = "1.3"
        stage.pop("finalists", None)
        for criterion in stage["criteria"].values():
            criterion["weight"] = "1.67"
    return stages


def complete_stages() -> dict[str, Any]:
    """The same stages with all five jurors in the last one too."""
    stages: dict[str, Any] = category()["stages"]
    del stages["lapangan"]["jurors"]
    return stages


VARIANTS: Mapping[str, dict[str, Any]] = {
    "mean": category(minimum={"total": "40", "stage": {"administrasi": "66"}}),
    "median": category(combine={"jurors": "median", "at": "total"}),
    "sum": category(combine={"jurors": "sum", "at": "total"}, recusal="none"),
    "trimmed": category(
        combine={"jurors": {"trimmed": 1}, "at": "total"},
        ties=[{"kind": "juror_majority"}, {"kind": "shared"}],
    ),
    "mean-criterion": category(
        combine={"jurors": "mean", "at": "criterion"},
        rounding={"mark": 1, "weighted": 3, "stage": None, "total": 1},
    ),
    "median-criterion": category(
        combine={"jurors": "median", "at": "criterion"}, rounding={"total": None}
    ),
    "trimmed-criterion": category(
        combine={"jurors": {"trimmed": 1}, "at": "criterion"}, rounding=ROUNDED, rank_by="total"
    ),
    "factor": category(
        weights="factor",
        combine={"jurors": {"trimmed": 1}, "at": "criterion"},
        rounding=ROUNDED,
        rank_by="total",
        stages=factor_stages(),
    ),
    "zero": category(
        missing={
            "participant_absent": "zero",
            "juror_absent": "leave_out_stage",
            "at_least": 2,
            "blank": "absent",
        }
    ),
    "rank-sum": category(
        combine={"jurors": "rank_sum", "at": "total"}, recusal="none", stages=complete_stages()
    ),
}


def make_season(seed: int) -> SeasonDigest:
    """A season with one category for each way of combining, scored by the package."""
    book = RuleBook.model_validate(
        {
            "season": "2024",
            "title": "Seleksi uji",
            "basis": "CONTOH",
            "sample": True,
            "office": {"name": "Dinas", "city": "Banjarbaru"},
            "jurors": {
                f"J{number}": {"name": f"Juri {number}"}
                | ({"region": "63.03"} if number == 2 else {})
                for number in range(1, 6)
            },
            "categories": VARIANTS,
        }
    )
    draw = random.Random(seed)  # noqa: S311
    categories, deductions = [], []
    for key in book.categories:
        facts = make_facts(book, key, draw)
        deductions += facts.deductions
        categories.append(score(book, key, facts))
    return SeasonDigest(
        season="uji",
        rules=book,
        through="",
        fingerprint="9F2C-41D7",
        recounted=True,
        categories=tuple(categories),
        balance=CellBalance(1, 1, 1, 0, 0, 0, ()),
        files=(),
        findings=(),
        corrections=(),
        deductions=tuple(deductions),
        decisions=(),
        objections=(),
        history=(),
    )


def score(book: RuleBook, key: str, facts: SeasonFacts) -> CategoryDigest:
    """The facts of a category with the package's result."""
    result = score_category(book, key, facts)
    assert result.decided, [finding.message for finding in result.findings]
    return CategoryDigest(
        key=key,
        rules=book.categories[key],
        participants=facts.participants,
        placings=result.placings,
        stages=result.stages,
        steps=result.steps,
        scores=facts.scores,
        absences=facts.absences,
        diagnostics=(),
        findings=result.findings,
    )


def make_facts(book: RuleBook, key: str, draw: random.Random) -> SeasonFacts:
    """Few different marks, so that ties abound; absences and deductions where the rule has them."""
    people = tuple(
        Participant(f"{key}-{place:02}", key, region, f"=Nama {place}")
        for place, region in enumerate(REGIONS, start=1)
    )
    points = () if key == "rank-sum" else (("02", "", "0.35"), ("03", "administrasi", "1.5"))
    deductions = tuple(
        Deduction(key, f"{key}-{who}", stage, Decimal(off), "Pasal 9", "", "", "", "")
        for who, stage, off in points
    )
    level = {person.id: draw.choice([60, 70, 70, 75, 80]) for person in people}
    facts = SeasonFacts("uji", people, (), (), deductions)
    for stage in book.categories[key].stages:
        rows = list(make_rows(book, key, stage, facts, level, draw))
        facts = replace(
            facts,
            scores=facts.scores + tuple(row for row in rows if isinstance(row, Score)),
            absences=facts.absences + tuple(row for row in rows if isinstance(row, Absence)),
        )
    return facts


def make_rows(
    book: RuleBook,
    key: str,
    stage: str,
    facts: SeasonFacts,
    level: Mapping[str, int],
    draw: random.Random,
) -> Iterator[Score | Absence]:
    """The marks and absences of one stage, of those who went on to it."""
    rules = book.categories[key]
    people = [person.id for person in facts.participants]
    if rules.stages[stage].finalists:
        so_far = score_category(book, key, facts, through="tes").placings
        people = [p.participant for p in so_far if p.rank and p.rank <= 5]
    region = {person.id: person.region for person in facts.participants}
    for person in people:
        for juror in book.due_jurors(key, stage) or (COMMITTEE,):
            if juror == "J2" and rules.recusal == "same_region" and region[person] == "63.03":
                continue
            kind = absent(key, stage, person, juror)
            for criterion in rules.stages[stage].criteria:
                scale = rules.criterion_scale(stage, criterion)
                percent = Decimal(level[person] + draw.choice([-5, 0, 0, 5])) / 100
                mark = (percent * (scale.max - scale.min) + scale.min).quantize(
                    Decimal(1).scaleb(-min(1, scale.decimals))
                )
                head = ("uji", key, stage, criterion, person, juror)
                where = (f"scores/{juror}.xlsx", stage, "D7")
                if kind:
                    yield Absence(*head, kind, *where, "TH")
                else:
                    yield Score(*head, min(max(mark, scale.min), scale.max), *where, str(mark))


def absent(key: str, stage: str, person: str, juror: str) -> str:
    """The kind of absence of a slot, or ''; panels must be complete for sum and rank_sum."""
    if key in ("sum", "rank-sum") or stage != "administrasi":
        return ""
    if person.endswith("13"):
        return "participant_absent"
    gone = juror == "J5" and (key == "zero" or person.endswith("04"))
    return "juror_absent" if gone else ""


@pytest.fixture(scope="module")
def season() -> SeasonDigest:
    """One category for each way of combining."""
    return make_season(7)


@pytest.fixture(scope="module")
def recap(season: SeasonDigest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of that season."""
    path = tmp_path_factory.mktemp("recap") / "rekapitulasi.xlsx"
    write_workbook(season, path)
    return path


def verdict(book: Workbook) -> str:
    """What the cover says about the check columns."""
    return str([row[1] for row in book.worksheets[0].iter_rows(values_only=True)][-1])


def changed_inputs(book: Workbook) -> str:
    """What the cover says about the weights."""
    return str([row[1] for row in book.worksheets[0].iter_rows(values_only=True)][-2])


def result_column(book: Workbook, header: str) -> list[Any]:
    """A column of the result of the first category, without its own header."""
    rows = list(book["1 Hasil"].iter_rows(min_row=4, values_only=True))
    place = next(n for n, name in enumerate(rows[0]) if str(name).startswith(header))
    return [row[place] for row in rows[1:]]


@cache
def draw_seasons(count: int) -> list[SeasonDigest]:
    """Seasons of random rule books and marks that come to a result, some for each combining."""
    found: defaultdict[str, list[SeasonDigest]] = defaultdict(list)

    @settings(max_examples=500, phases=[Phase.generate], suppress_health_check=UNHURRIED)
    @given(cases())
    def collect(case: Case) -> None:
        way = found[str(case.book.categories[CATEGORY].combine.jurors)]
        if len(way) < count:
            season = digest_of(case.book, case.facts, CATEGORY, case.through)
            if any(placing.rank for placing in season.categories[0].placings):
                way.append(season)

    collect()
    return [season for way in found.values() for season in way]


def formula_values(path: Path) -> dict[tuple[str, str], Any]:
    """The stored value of every formula, by sheet and cell."""
    formulas, values = load_workbook(path), load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): values[sheet.title][cell.coordinate].value
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def recalculate(path: Path, folder: Path, soffice: str) -> Path:
    """The workbook as LibreOffice recalculates and saves it."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(folder / "out"),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=300,
        env={**os.environ, "HOME": str(folder)},
    )
    return folder / "out" / path.name


def zero_stored_values(path: Path, target: Path) -> None:
    """Copy a workbook with 0 stored beside every formula."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"</f><v>[^<]*</v>", b"</f><v>0</v>", content)
            copy.writestr(name, content)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_every_check_column_is_zero_for_every_way_of_combining(seed: int, tmp_path: Path) -> None:
    """The count made from the raw marks gives the package's value at each step."""
    write_workbook(make_season(seed), tmp_path / "recap.xlsx")
    book = load_workbook(tmp_path / "recap.xlsx", data_only=True)
    assert verdict(book).startswith("SEMUA NOL")
    contents = [row[2:5] for row in book["Isi"].iter_rows(min_row=5, values_only=True)]
    checked = [title for title, checks, wrong in contents if wrong == 0 and checks > 0]
    assert len(checked) > 3 * len(VARIANTS)


def test_a_wrong_value_of_the_package_shows_on_the_cover(
    season: SeasonDigest, tmp_path: Path
) -> None:
    """A total that the marks do not give makes the cover say so."""
    first, *others = season.categories
    winner = first.placings[0]
    assert winner.total is not None
    wrong = replace(winner, total=winner.total + Decimal("0.01"))
    changed = replace(first, placings=(wrong, *first.placings[1:]))
    write_workbook(replace(season, categories=(changed, *others)), tmp_path / "recap.xlsx")
    book = load_workbook(tmp_path / "recap.xlsx", data_only=True)
    assert verdict(book) == "TIDAK NOL: ada 1 selisih yang bukan 0"


@pytest.mark.slow
def test_libreoffice_gives_the_same_from_the_formulas_alone(
    recap: Path, tmp_path: Path, soffice: str
) -> None:
    """From a copy whose stored values are all 0, recalculating gives every value again."""
    zero_stored_values(recap, tmp_path / recap.name)
    again = formula_values(recalculate(tmp_path / recap.name, tmp_path, soffice))
    for where, value in formula_values(recap).items():
        if isinstance(value, str):
            assert again[where] == value, where
        else:
            assert again[where] == pytest.approx(value, rel=1e-10, abs=1e-8), where


def test_a_sheet_over_several_pages_has_its_title_above_each(
    digest: SeasonDigest, tmp_path: Path
) -> None:
    """Beside repeated columns a title in a cell would be cut off: it is the page's heading."""
    path = tmp_path / "rekapitulasi.xlsx"
    write_workbook(digest, path)
    wide = [sheet for sheet in load_workbook(path) if sheet.print_title_cols]
    assert wide
    for sheet in wide:
        assert sheet["A1"].value in sheet.oddHeader.left.text
        assert sheet.print_area.partition("!")[2].startswith("$A$4:")


def test_a_heading_holds_what_has_room() -> None:
    """An ampersand is a sign, whole sentences follow the title, and 255 signs are not exceeded."""
    assert page_heading("A & B", "Satu. Dua; tiga.") == "&L&BA && B&B\n&8Satu. Dua; tiga."
    long = page_heading("Hasil", "Satu. " + "x" * 250)
    assert long == "&L&BHasil&B\n&8Satu."
    assert len(page_heading("x" * 300, "")) == 255


@pytest.mark.long
def test_any_rule_book_recalculates_to_the_package(tmp_path: Path, soffice: str) -> None:
    """For random rule books the formulas alone give the package's figures, in one start."""
    seasons = draw_seasons(BOOKS)
    paths = [tmp_path / f"{place}.xlsx" for place in range(len(seasons))]
    for season, path in zip(seasons, paths, strict=True):
        write_workbook(season, path)
    for season, one in zip(seasons, recalculate_all(paths, soffice), strict=True):
        assert one.checks > 0
        assert (one.differences, one.nonzero) == ((), ()), season.rules
    assert len(seasons) >= len(("mean", "median", "sum", "rank_sum", "trimmed")) * BOOKS


def test_no_two_columns_have_one_header(tmp_path: Path) -> None:
    """Stages of the same name do not give a table two columns of the same name."""
    two = next(
        season for season in draw_seasons(BOOKS) if len(season.categories[0].rules.stages) > 1
    )
    write_workbook(two, tmp_path / "recap.xlsx")
    for sheet in load_workbook(tmp_path / "recap.xlsx"):
        headers = [str(cell.value).casefold() for cell in sheet[4]]
        assert len(set(headers)) == len(headers)


@pytest.mark.slow
def test_a_changed_weight_moves_what_hangs_on_it(
    digest: SeasonDigest, tmp_path: Path, soffice: str
) -> None:
    """Weights are cells: another weight gives other totals and ranks, and the cover says so."""
    write_workbook(digest, tmp_path / "recap.xlsx")
    book = load_workbook(tmp_path / "recap.xlsx")
    row = next(
        row for row in book["1 Bobot"].iter_rows(min_row=5) if row[1].value == "Program kerja"
    )
    row[5].value = 80
    book.save(tmp_path / "changed.xlsx")
    after = load_workbook(recalculate(tmp_path / "changed.xlsx", tmp_path, soffice), data_only=True)
    assert verdict(after).startswith("TIDAK NOL")
    assert changed_inputs(after).startswith("DIUBAH: 1 sel")
    before = load_workbook(tmp_path / "recap.xlsx", data_only=True)
    assert changed_inputs(before) == "sama dengan buku aturan"
    for key in ("Nilai akhir", "Peringkat"):
        assert result_column(after, key) != result_column(before, key), key
    total = dict(
        zip(result_column(after, "Peserta"), result_column(after, "Nilai akhir"), strict=True)
    )
    rank = dict(
        zip(
            result_column(after, "Peserta"),
            result_column(after, "Peringkat [catatan 6]"),
            strict=True,
        )
    )
    ranked = [person for person, place in rank.items() if isinstance(place, int)]
    assert max(ranked, key=lambda person: total[person]) == min(ranked, key=lambda p: rank[p])


@pytest.mark.slow
def test_the_same_season_gives_the_same_bytes(season: SeasonDigest, tmp_path: Path) -> None:
    """Nothing in the workbook tells when or where it was made."""
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(season, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_names_never_become_formulas(digest: SeasonDigest, tmp_path: Path) -> None:
    """A name that begins with an equals sign is a text, wherever it stands."""
    first, *others = digest.categories
    placings = tuple(
        replace(placing, name=name) for placing, name in zip(first.placings, INJECTED, strict=False)
    )
    named = replace(first, placings=(*placings, *first.placings[len(placings) :]))
    write_workbook(replace(digest, categories=(named, *others)), tmp_path / "recap.xlsx")
    cells = [
        cell
        for sheet in load_workbook(tmp_path / "recap.xlsx")
        for row in sheet.iter_rows()
        for cell in row
        if cell.value in INJECTED
    ]
    assert Counter(str(cell.value) for cell in cells).keys() == set(INJECTED)
    assert {(cell.data_type, cell.hyperlink) for cell in cells} == {("s", None)}


def test_every_raw_mark_stands_beside_its_cell(digest: SeasonDigest, tmp_path: Path) -> None:
    """A mark is a number, and its file, sheet, cell and literal are in the same row."""
    write_workbook(digest, tmp_path / "recap.xlsx")
    rows = list(
        load_workbook(tmp_path / "recap.xlsx")["1 Nilai"].iter_rows(min_row=5, values_only=True)
    )
    scores = digest.categories[0].scores
    shown = {(row[1], row[4], Decimal(str(row[5])), *row[7:11]) for row in rows if row[5] != "–"}
    assert shown == {
        (
            score.participant,
            "Panitia" if score.juror == COMMITTEE else score.juror,
            score.score,
            score.file,
            score.sheet,
            score.cell,
            score.literal,
        )
        for score in scores
    }


def test_marks_typed_from_paper_are_remarked(digest: SeasonDigest, tmp_path: Path) -> None:
    """Each mark of a file that was typed from paper says so in its row, and no other does."""
    typed = digest.categories[0].scores[0].file
    source = SourceFile(typed, "ab" * 32, 1, "workbook", "read", entry="1")
    write_workbook(replace(digest, files=(source,)), tmp_path / "recap.xlsx")
    sheet = load_workbook(tmp_path / "recap.xlsx")["1 Nilai"]
    for row in sheet.iter_rows(min_row=5, values_only=True):
        assert ("diketik dari formulir kertas" in row[6]) is (row[7] == typed)


def test_an_undecided_category_gives_its_reasons(digest: SeasonDigest, tmp_path: Path) -> None:
    """Where something stops a category, the sheet of the result says what, and ranks nobody."""
    write_workbook(digest, tmp_path / "recap.xlsx")
    sheet = load_workbook(tmp_path / "recap.xlsx")["2 Hasil"]
    assert str(sheet["A1"].value).startswith("BELUM DAPAT DITETAPKAN")
    assert sheet["A5"].value == digest.categories[1].findings[0].message


def test_a_category_with_nobody_to_rank_says_that(season: SeasonDigest, tmp_path: Path) -> None:
    """A decided category in which nobody has a value is not called undecided."""
    first = season.categories[0]
    empty = score(season.rules, first.key, SeasonFacts("uji", (), (), ()))
    write_workbook(replace(season, categories=(empty,)), tmp_path / "recap.xlsx")
    sheet = load_workbook(tmp_path / "recap.xlsx")["1 Hasil"]
    assert str(sheet["A1"].value).startswith("Tidak ada peringkat")


def test_the_sheets_are_accessible(recap: Path) -> None:
    """Each sheet has a title in A1 and one table: unique headers, no merged or empty cells."""
    for sheet in load_workbook(recap):
        assert sheet["A1"].value
        assert not sheet.merged_cells.ranges
        (table,) = sheet.tables.values()
        headers = [cell.value for cell in sheet[4]]
        assert len(set(headers)) == len(headers)
        for row in sheet[table.ref]:
            assert all(cell.value is not None for cell in row), sheet.title


def test_the_workbook_speaks_english(season: SeasonDigest, tmp_path: Path) -> None:
    """In English no Indonesian name of a sheet is left, and the checks still hold."""
    write_workbook(season, tmp_path / "recap.xlsx", "en")
    book = load_workbook(tmp_path / "recap.xlsx", data_only=True)
    assert book.sheetnames[:4] == ["Cover", "Contents", "Changes", "Notes"]
    assert verdict(book).startswith("ALL ZERO")
