"""The page that says why one is ahead: it adds up as it is printed."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings

from helpers.examine.against import compare_two
from helpers.report.derivation import derive
from helpers.report.digest import SeasonDigest
from helpers.report.margin_page import MarginPage, as_plain_against
from helpers.scoring import score_category
from tests.proof.random_books import CATEGORY, Case, cases
from tests.report.conftest import digest_of

QUICK = settings(
    max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def number(text: str) -> Decimal:
    """A number as an English page prints it."""
    return Decimal(text.replace("−", "-").replace(",", ""))


def compared(digest: SeasonDigest, key: str, one: str, other: str) -> MarginPage:
    """Two participants of the sample, held against each other."""
    first = derive(digest, key, one)
    against = compare_two(digest.rules, first.facts, first.result, one, other)
    return MarginPage(digest, first.category.rules, against)


@pytest.mark.slow
@QUICK
@given(cases())
def test_page_adds_up_as_it_is_printed(case: Case) -> None:
    """Under any rule the printed points add up to the printed margin, and so do the sums."""
    digest = digest_of(case.book, case.facts, CATEGORY, case.through)
    result = score_category(case.book, CATEGORY, case.facts, case.through)
    ranked = [line.participant for line in result.placings if line.rank is not None]
    for one, other in pairwise(ranked):
        against = compare_two(case.book, case.facts, result, one, other)
        rows = MarginPage(digest, case.book.categories[CATEGORY], against, "en").rows()
        if rows:
            *parts, last = rows
            assert sum(number(row.points) for row in parts if row.points) == number(last.total)
            outer = [row for row in parts if row.depth == 0]
            assert sum(number(row.total or row.points) for row in outer) == number(last.total)


def test_rows_are_grouped(sample_digest: SeasonDigest) -> None:
    """Stages with their weight, in them criteria, in them jurors by name."""
    rows = compared(sample_digest, "karang-taruna", "KT-01", "KT-13").rows()
    assert [(row.depth, row.label) for row in rows[:3]] == [
        (0, "Administrasi dan portofolio (30%)"),
        (1, "Legalitas dan kepengurusan"),
        (2, "J1 · Dr. H. Ahmad Contohrani, M.Si."),
    ]
    assert (rows[2].ahead, rows[2].behind, rows[2].worth) == ("85", "85", "0,015")
    assert rows[-2].label == "pembulatan angka di halaman ini"
    assert (rows[-1].label, rows[-1].total) == ("Selisih", "+1,9299")


def test_deduction_names_whose_it_is(sample_digest: SeasonDigest) -> None:
    """A deduction stands with whom it was taken off, and nothing on the other side."""
    rows = compared(sample_digest, "lks", "LKS-12", "LKS-04").rows()
    (row,) = [row for row in rows if row.label.startswith("pengurangan")]
    assert (row.label, row.ahead, row.behind) == (
        "pengurangan LKS-04 (CONTOH Pasal 9 ayat (2))", "1", "–"
    )  # fmt: skip


def test_other_panels_are_said(sample_digest: SeasonDigest) -> None:
    """Where a recusal makes the panels differ, the line says that the jurors are not the same."""
    rows = compared(sample_digest, "tksk", "TKSK-02", "TKSK-07").rows()
    assert "gabungan juri (rata-rata, juri berbeda)" in {row.label for row in rows}


def test_answer_for_programs(sample_digest: SeasonDigest) -> None:
    """Programs get every line as fractions, and what each link of a tie compared."""
    page = compared(sample_digest, "karang-taruna", "KT-01", "KT-07")
    participants = derive(sample_digest, "karang-taruna", "KT-01").result.participants
    told = as_plain_against(page.against, participants, page.signs)
    assert (told["ahead"]["sign"], told["behind"]["sign"]) == ("", "")
    assert told["margin"] == "0/1"
    assert told["ties"] == [
        {
            "link": "stage: wawancara",
            "scores": {"KT-01": "6969/80", "KT-07": "6729/80"},
            "outcome": [["KT-01"], ["KT-07"]],
        }
    ]
