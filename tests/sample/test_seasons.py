"""The sample seasons as they are committed: the generator's bytes, and what comes of them."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import openpyxl
import pytest

from helpers.intake import clean
from helpers.intake.season import CleanSeason
from helpers.records.findings import stops
from helpers.rules import RuleBook, load
from helpers.sample.material import SEASONS
from helpers.sample.seasons import season_files, write_season
from helpers.scoring import CategoryResult, score_category

TITLES = {
    ("contoh-2023", "karang-taruna"): {
        "KT-03": "Juara I", "KT-06": "Juara II", "KT-02": "Juara III",
    },
    ("contoh-2023", "lks"): {"LKS-06": "Juara I", "LKS-03": "Juara II", "LKS-09": "Juara III"},
    ("contoh-2024", "karang-taruna"): {
        "KT-13": "Juara I", "KT-01": "Juara II", "KT-07": "Juara III",
        "KT-04": "Harapan I", "KT-11": "Harapan II",
    },
    ("contoh-2024", "lks"): {
        "LKS-06": "Juara I", "LKS-01": "Juara II", "LKS-10": "Juara III",
        "LKS-09": "Harapan I", "LKS-05": "Harapan II", "LKS-13": "Harapan III",
    },
    ("contoh-2024", "psm"): {
        "PSM-09": "Juara I", "PSM-04": "Juara II", "PSM-06": "Juara III", "PSM-12": "Juara III",
        "PSM-13": "Harapan II", "PSM-10": "Harapan III",
    },
    ("contoh-2024", "tksk"): {
        "TKSK-02": "Juara I", "TKSK-12": "Juara II", "TKSK-13": "Juara III",
        "TKSK-08": "Harapan I", "TKSK-06": "Harapan II", "TKSK-10": "Harapan III",
    },
}  # fmt: skip
CATEGORIES = sorted(TITLES)

DECIDED = {
    ("contoh-2023", "karang-taruna"): {"KT-06": "juror_majority", "KT-02": "juror_majority"},
    ("contoh-2023", "lks"): {},
    ("contoh-2024", "karang-taruna"): {"KT-01": "stage: wawancara", "KT-07": "stage: wawancara"},
    ("contoh-2024", "lks"): dict.fromkeys(
        ("LKS-09", "LKS-05", "LKS-04", "LKS-12"), "criterion: paparan.hasil"
    ),
    ("contoh-2024", "psm"): {"PSM-06": "shared", "PSM-12": "shared"},
    ("contoh-2024", "tksk"): {"TKSK-13": "lot", "TKSK-08": "lot"},
}

UNRANKED = {
    ("contoh-2023", "karang-taruna"): {"KT-07": "disqualified"},
    ("contoh-2023", "lks"): {},
    ("contoh-2024", "karang-taruna"): {"KT-12": "absent"},
    ("contoh-2024", "lks"): {"LKS-08": "absent"},
    ("contoh-2024", "psm"): {
        "PSM-03": "below_minimum", "PSM-05": "withdrawn", "PSM-11": "below_minimum",
    },
    ("contoh-2024", "tksk"): {},
}  # fmt: skip

NOTICED = {
    "contoh-2023": {"ROW_ORDER", "SUMMARY_ROW", "TEXT_NUMBER"},
    "contoh-2024": {
        "COMMENT_ON_SCORE", "DUPLICATE_SUBMISSION", "FILL", "HIDDEN_COL", "JUROR_ARITHMETIC",
        "NAME_DRIFT", "ROW_ORDER", "SUMMARY_ROW", "TEXT_NUMBER", "WEIGHT_MISMATCH",
    },
}  # fmt: skip


def book_of(root: Path, season: str) -> RuleBook:
    """The committed rule book of a sample season."""
    return load(root / "data" / "raw" / season / "rules.yaml")


@pytest.fixture(scope="module")
def cleaned(root: Path) -> dict[str, CleanSeason]:
    """Both sample seasons, cleaned."""
    return {
        season: clean(root / "data" / "raw" / season, book_of(root, season)) for season in SEASONS
    }


@pytest.fixture(scope="module")
def results(root: Path, cleaned: dict[str, CleanSeason]) -> dict[tuple[str, str], CategoryResult]:
    """Every category of both sample seasons, scored."""
    return {
        (season, category): score_category(book_of(root, season), category, cleaned[season].facts)
        for season, category in CATEGORIES
    }


@pytest.mark.parametrize("season", SEASONS)
def test_the_generator_gives_the_committed_bytes(season: str, root: Path) -> None:
    """Every file of the season, and no other, comes out of the generator to the last byte."""
    folder = root / "data" / "raw" / season
    committed = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    made = season_files(season)
    assert sorted(made) == sorted(committed)
    assert [name for name in made if made[name] != committed[name]] == []


def test_a_season_is_written_where_one_asks(tmp_path: Path) -> None:
    """The generator writes the whole folder of a season into the folder it is given."""
    write_season("contoh-2023", tmp_path)
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert {f"contoh-2023/{name}" for name in season_files("contoh-2023")} == written


@pytest.mark.parametrize("season", SEASONS)
def test_the_seasons_say_that_they_are_samples(season: str, root: Path) -> None:
    """A sample season is marked as one and rests on no real decree."""
    book = book_of(root, season)
    assert book.sample
    assert book.basis.startswith("CONTOH")
    assert {juror.decree for juror in book.jurors.values()} == {"CONTOH"}


@pytest.mark.parametrize("season", SEASONS)
def test_nothing_in_a_sample_season_stops_it(season: str, cleaned: dict[str, CleanSeason]) -> None:
    """No finding of cleaning blocks a category or refuses a file."""
    assert [finding for finding in cleaned[season].findings if stops(finding)] == []


@pytest.mark.parametrize("season", SEASONS)
def test_the_mess_is_noticed(season: str, cleaned: dict[str, CleanSeason]) -> None:
    """Cleaning reports what the sample was spoilt with."""
    assert {finding.code for finding in cleaned[season].findings} >= NOTICED[season]


@pytest.mark.parametrize(("season", "category"), CATEGORIES)
def test_every_category_is_decided(
    season: str, category: str, results: dict[tuple[str, str], CategoryResult]
) -> None:
    """Each category of the samples gets its ranking."""
    result = results[season, category]
    assert result.decided, result.findings


@pytest.mark.parametrize(("season", "category"), CATEGORIES)
def test_the_winners_are_the_known_ones(
    season: str, category: str, results: dict[tuple[str, str], CategoryResult]
) -> None:
    """Each title goes to the same participant, whatever changes in the program."""
    placings = results[season, category].placings
    titles = {placing.participant: placing.title for placing in placings if placing.title}
    assert titles == TITLES[season, category]


@pytest.mark.parametrize(("season", "category"), CATEGORIES)
def test_ties_are_decided_as_told(
    season: str, category: str, results: dict[tuple[str, str], CategoryResult]
) -> None:
    """The samples hold ties broken by stage, criterion, majority and lot, and a shared one."""
    placings = results[season, category].placings
    told = {placing.participant: placing.decided_by for placing in placings if placing.decided_by}
    assert told == DECIDED[season, category]


@pytest.mark.parametrize(("season", "category"), CATEGORIES)
def test_who_is_not_ranked_is_listed_with_the_reason(
    season: str, category: str, results: dict[tuple[str, str], CategoryResult]
) -> None:
    """Absent, withdrawn, disqualified and below the minimum: each is in the sample."""
    placings = results[season, category].placings
    unranked = {placing.participant: placing.note for placing in placings if placing.rank is None}
    assert unranked == UNRANKED[season, category]


def test_a_mark_for_the_own_region_does_not_count(
    results: dict[tuple[str, str], CategoryResult],
) -> None:
    """A juror of 2023 marked the own region anyway: said as a warning, and left out."""
    findings = results["contoh-2023", "karang-taruna"].findings
    assert {(finding.code, finding.level) for finding in findings} == {("RECUSED_MARK", "warn")}


def test_a_title_hangs_on_three_hundredths(
    results: dict[tuple[str, str], CategoryResult],
) -> None:
    """The first of the LKS is ahead by 0.03 points, as in the case that everybody remembers."""
    first = results["contoh-2024", "lks"].placings[0]
    assert str(first.margin) == "0.03"


def test_the_finalists_are_those_on_the_forms(
    results: dict[tuple[str, str], CategoryResult],
) -> None:
    """Five Karang Taruna went on to the interview, and the marks of the others end before it."""
    stages = results["contoh-2024", "karang-taruna"].stages
    finalists = {standing.participant for standing in stages if standing.finalist == "yes"}
    assert finalists == {"KT-01", "KT-04", "KT-07", "KT-11", "KT-13"}


def test_regions_arrive_by_code(cleaned: dict[str, CleanSeason]) -> None:
    """HSS, Kota Baru, Tanah Bumu and Kab. Banjar become the codes of their regions."""
    regions = {who.id: who.region for who in cleaned["contoh-2024"].facts.participants}
    wanted = {"KT-06": "63.06", "KT-02": "63.02", "KT-10": "63.10", "KT-03": "63.03"}
    assert {who: regions[who] for who in wanted} == wanted


def test_files_are_named_by_their_fingerprints(root: Path) -> None:
    """Corrections and choices between versions carry the hash of the file they were made for."""
    folder = root / "data" / "raw" / "contoh-2024"
    for name, separator in (("corrections.csv", ","), ("sources.csv", ";")):
        with (folder / name).open(encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table, delimiter=separator):
                digest = hashlib.sha256((folder / row["file"]).read_bytes()).hexdigest()
                assert row["sha256"] == digest, row["file"]


def test_one_file_came_twice(root: Path) -> None:
    """One workbook was mailed a second time, byte for byte."""
    scores = root / "data" / "raw" / "contoh-2024" / "scores"
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in scores.rglob("*.xlsx")]
    assert len(digests) - len(set(digests)) == 1


def test_papers_lie_beside_the_workbooks(root: Path) -> None:
    """A photograph and a scan of paper forms are in the folder, as evidence of corrections."""
    papers = root / "data" / "raw" / "contoh-2024" / "scores" / "kertas"
    assert {path.suffix for path in papers.iterdir()} == {".png", ".pdf"}


def test_the_officers_tables_come_in_every_form(root: Path) -> None:
    """Tables come with commas, with semicolons and as workbooks."""
    raw = root / "data" / "raw"
    assert b";" in (raw / "contoh-2024" / "participants.csv").read_bytes().splitlines()[0]
    assert b"," in (raw / "contoh-2024" / "names.csv").read_bytes().splitlines()[0]
    book = openpyxl.load_workbook(raw / "contoh-2024" / "history.xlsx")
    assert [cell.value for cell in book.active[1]] == [
        "year",
        "category",
        "title",
        "region",
        "name",
    ]
