"""The recount of the title across categories agrees with the package, and is compared with it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from helpers.proof import recount_overall
from helpers.proof.recounting import OVERALL_PROGRAM, lay_out_inputs, recount_season
from helpers.records.places import Places
from helpers.records.tables import (
    Participant,
    Placing,
    RegionStanding,
    columns,
    read_table,
    write_table,
)
from helpers.rules import RuleBook
from helpers.rules.models import Overall, TieLink
from helpers.scoring.overall import stand_regions

TITLES = ("Juara I", "Juara II", "Juara III", "Harapan I")
REGIONS = ("", "63.01", "63.02", "63.03", "63.04")
OVERALL = Overall(name="Juara Umum", points={"Juara I": Decimal(3), "Juara II": Decimal(2)})

# Equal points and unequal firsts: drawn too seldom to wait for.
FIRSTS_DECIDE = (("Juara I", "63.02"), ("Juara III", "63.02"), *[("Juara II", "63.01")] * 2)
FIVE_THREE_ONE = {"Juara I": Decimal(5), "Juara II": Decimal(3), "Juara III": Decimal(1)}


def won(winners: Sequence[tuple[str, str]]) -> list[Placing]:
    """Placings with these titles, each a title and a region."""
    return [
        Placing("s", "psm", 1, f"P{place}", "", region, None, None, None, title, "", "")
        for place, (title, region) in enumerate(winners)
    ]


@st.composite
def seasons(draw: st.DrawFn) -> tuple[Overall, list[Placing], str]:
    """A rule, the titles of some categories, the last stage that counts."""
    worth = st.sampled_from([Decimal(text) for text in ("0", "1", "1.5", "3", "5")])
    titles = draw(st.lists(st.sampled_from(TITLES), min_size=1, unique=True))
    kinds = draw(st.lists(st.sampled_from(["firsts", "shared"]), unique=True))
    rule = Overall(
        name="Juara Umum",
        points={title: draw(worth) for title in titles},
        ties=tuple(TieLink(kind=kind) for kind in sorted(kinds)),
    )
    winners = draw(st.lists(st.tuples(st.sampled_from((*TITLES, "")), st.sampled_from(REGIONS))))
    return rule, won(winners), draw(st.sampled_from(["", "", "paparan"]))


@example((OVERALL.model_copy(update={"points": FIVE_THREE_ONE}), won(FIRSTS_DECIDE), ""))
@given(seasons())
def test_two_counts_agree(season: tuple[Overall, list[Placing], str]) -> None:
    """Points, ranks, what decided and the title come out alike, tied or not, complete or not."""
    rule, placings, through = season
    rules = {"overall": rule.model_dump(mode="json")}
    rankings = [
        {key: getattr(row, key) for key in ("season", "category", "participant", "title", "note")}
        for row in placings
    ]
    entrants = [
        {"category": row.category, "id": row.participant, "region": row.region} for row in placings
    ]
    counted = recount_overall.recount(rules, rankings, entrants, through)
    ours = stand_regions(rule, placings, complete=not through)
    assert counted == [[getattr(row, name) for name in columns(RegionStanding)] for row in ours]


def test_no_such_title() -> None:
    """Where the rule book has no title across categories no region stands."""
    assert recount_overall.recount({"overall": None}, [], [], "") == []


def test_open_category_leaves_the_title_open() -> None:
    """A category that the recount cannot decide leaves the title to nobody."""
    rules = {"overall": OVERALL.model_dump(mode="json")}
    rankings = [
        {"season": "s", "category": "psm", "participant": "P1", "title": "Juara I", "note": ""},
        {"season": "s", "category": "tksk", "participant": "P1", "title": "", "note": "undecided"},
    ]
    entrants = [{"category": one, "id": "P1", "region": "63.01"} for one in ("psm", "tksk")]
    [row] = recount_overall.recount(rules, rankings, entrants, "")
    assert row == ["s", 1, "63.01", Decimal(3), 1, "", ""]


def ranked_home(where: Places, book: RuleBook) -> RuleBook:
    """The season with a title across categories, and its table written."""
    ruled = book.model_copy(update={"overall": OVERALL})
    entrants: tuple[Participant, ...] = read_table(where.processed, "participants.csv")
    placings: tuple[Placing, ...] = read_table(where.processed, "rankings.csv")
    homes = {one.id: f"63.0{place}" for place, one in enumerate(entrants, start=1)}
    entrants = tuple(replace(one, region=homes[one.id]) for one in entrants)
    placings = tuple(replace(one, region=homes[one.participant]) for one in placings)
    write_table(where.processed, "participants.csv", entrants)
    write_table(where.processed, "rankings.csv", placings)
    write_table(where.processed, "overall.csv", stand_regions(OVERALL, placings, complete=True))
    return ruled


def run(*arguments: Any) -> subprocess.CompletedProcess[str]:
    """Run the program as an auditor would."""
    command = [sys.executable, str(OVERALL_PROGRAM), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8")


def test_auditor_compares(where: Places, book: RuleBook, tmp_path: Path) -> None:
    """Against the same standing it ends with 0, against a changed one with 1 and the lines."""
    ruled, folder = ranked_home(where, book), tmp_path / "bukti"
    lay_out_inputs(where.processed, ruled, folder)
    rankings, published = where.processed / "rankings.csv", where.processed / "overall.csv"
    assert "Juara Umum" in run(folder, rankings).stdout
    assert run(folder, rankings, "--against", published).returncode == 0
    published.write_text(published.read_text().replace("Juara Umum", "", 1))
    done = run(folder, rankings, "--against", published)
    assert done.returncode == 1
    told = {line.split(",")[0]: line for line in done.stdout.splitlines()}
    assert "Juara Umum" in told["recounted"]
    assert "Juara Umum" not in told["published"]


def test_package_compares(where: Places, book: RuleBook, tmp_path: Path) -> None:
    """A region that stands otherwise than recounted is named, with both values."""
    ruled, folder = ranked_home(where, book), tmp_path / "bukti"
    lay_out_inputs(where.processed, ruled, folder)
    rankings, published = where.processed / "rankings.csv", where.processed / "overall.csv"
    assert recount_season(folder, rankings).differences == ()
    published.write_text(published.read_text().replace(",3,", ",8,", 1))
    told = recount_season(folder, rankings).differences
    assert told
    assert all("overall.csv" in one and "poin" in one for one in told)
    published.unlink()
    assert recount_season(folder, rankings).differences


def test_standard_library_only() -> None:
    """The program imports nothing of the project, and stays short."""
    text = OVERALL_PROGRAM.read_text(encoding="utf-8")
    assert "helpers" not in text
    assert len(text.splitlines()) < 100
