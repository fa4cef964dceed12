"""The package and the recount, written apart from each other, come to the same ranking."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from helpers.proof import recount
from helpers.proof.recounting import COMPARED, compare
from helpers.records.facts import SeasonFacts
from helpers.records.tables import (
    COMMITTEE,
    Absence,
    Decision,
    Deduction,
    Participant,
    Score,
    table_text,
)
from helpers.rules import RuleBook, as_json
from helpers.scoring import score_category

SEASON, CATEGORY = "musim-acak", "psm"
REGIONS = ("63.01", "63.02", "63.03")
EXAMPLES = int(os.environ.get("SELEKSI_EXAMPLES", "2000"))
QUICK = settings(
    max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
LONG = settings(QUICK, max_examples=EXAMPLES)

Draw = Callable[[st.SearchStrategy[Any]], Any]


@dataclass(frozen=True)
class Case:
    """A rule book of one category, the facts of a season, and the last stage that counts."""

    book: RuleBook
    facts: SeasonFacts
    through: str


def chosen(draw: Draw, *values: Any) -> Any:
    """One of the values."""
    return draw(st.sampled_from(values))


def seldom(draw: Draw, often: int = 5) -> bool:
    """True once in a while."""
    return bool(draw(st.integers(0, often)) == often)


def scale(draw: Draw) -> dict[str, Any]:
    """A scale on which few marks are possible, so that ties are common."""
    return {"min": chosen(draw, 0, 0, 1), "max": chosen(draw, 4, 5, 10), "decimals": 1}


def shares(draw: Draw, count: int) -> list[int]:
    """Weights that add up to 100."""
    cuts = sorted(draw(st.lists(st.integers(1, 99), min_size=count - 1, max_size=count - 1)))
    edges = [0, *cuts, 100]
    return [after - before for before, after in pairwise(edges)]


def stages(draw: Draw, percent: bool, jurors: list[str]) -> dict[str, Any]:
    """One to three stages with one to three criteria each."""
    count = draw(st.integers(1, 3))
    made: dict[str, Any] = {}
    for number, weight in enumerate(shares(draw, count)):
        names = [f"k{place}" for place in range(draw(st.integers(1, 3)))]
        source = COMMITTEE if seldom(draw, 4) and number else "jurors"
        criteria = {
            name: {
                "name": name,
                "weight": share if percent else chosen(draw, "0.5", 1, 2),
                "scale": scale(draw) if seldom(draw) else None,
                "source": COMMITTEE if seldom(draw) and name != "k0" else None,
            }
            for name, share in zip(names, shares(draw, len(names)), strict=True)
        }
        made[f"t{number}"] = {
            "name": "Tahap",
            "date": f"2024-07-{10 + number}",
            "weight": weight if percent else chosen(draw, None, 1, "1.5"),
            "source": source,
            "scale": scale(draw) if seldom(draw, 8) else None,
            "jurors": jurors[: draw(st.integers(1, len(jurors)))] if seldom(draw) else None,
            "finalists": draw(st.integers(1, 4)) if number and seldom(draw, 2) else None,
            "criteria": criteria,
        }
    return made


def chain(draw: Draw, made: dict[str, Any]) -> list[dict[str, str] | str]:
    """A chain of ties, usually with an end."""
    links: list[dict[str, str] | str] = []
    for _ in range(draw(st.integers(0, 3))):
        stage = chosen(draw, *made)
        criterion = chosen(draw, *made[stage]["criteria"])
        links.append(
            chosen(draw, {"stage": stage}, {"criterion": f"{stage}.{criterion}"}, "juror_majority")
        )
    return [*links, *([] if seldom(draw, 8) else [chosen(draw, "shared", "shared", "lot")])]


def category(draw: Draw, jurors: list[str], participants: list[str]) -> dict[str, Any]:
    """All that a rule book can say about a category."""
    how = chosen(draw, "mean", "mean", "median", "sum", "rank_sum", {"trimmed": 1})
    at = "total" if how == "rank_sum" else chosen(draw, "total", "criterion")
    percent = chosen(draw, True, False)
    made = stages(draw, percent, jurors)
    decimals = st.one_of(st.none(), st.integers(0, 2))
    listed = [{"juror": jurors[0], "participant": participants[0], "reason": "saudara"}]
    limits = {} if how == "rank_sum" else {
        "total": chosen(draw, None, None, 2, "3.5"),
        "stage": {chosen(draw, *made): 2} if seldom(draw) else {},
    }  # fmt: skip
    return {
        "name": "PSM",
        "jurors": jurors,
        "scale": scale(draw),
        "weights": "percent" if percent else "factor",
        "stages": made,
        "combine": {"jurors": how, "at": at},
        "rounding": {
            "mark": draw(decimals) if at == "criterion" else None,
            "weighted": draw(decimals) if at == "criterion" else None,
            "stage": draw(decimals),
            "total": draw(decimals),
        },
        "rank_by": chosen(draw, "exact", "total"),
        "missing": {
            "participant_absent": chosen(draw, "zero", "not_ranked", "not_ranked", "stop"),
            "juror_absent": chosen(draw, "mean_of_present", "leave_out_stage", "stop"),
            "at_least": draw(st.integers(1, 3)),
            "blank": chosen(draw, "stop", "absent"),
        },
        "recusal": chosen(draw, "none", "none", "same_region", listed),
        "minimum": limits,
        "ties": chain(draw, made),
        "titles": ["Juara I", "Juara II", "Juara III"][: draw(st.integers(0, 3))],
    }


def make_book(draw: Draw, participants: list[str]) -> RuleBook:
    """A rule book of one category."""
    jurors = [f"J{number}" for number in range(1, draw(st.integers(1, 5)) + 1)]
    seats: dict[str, Any] = {
        juror: {"name": juror, "region": chosen(draw, None, None, *REGIONS)} for juror in jurors
    }
    if seldom(draw):
        seats["J9"] = {"name": "J9", "replaces": jurors[0], "from": "2024-07-11"}
    return RuleBook.model_validate(
        {
            "season": "2024",
            "title": "CONTOH",
            "basis": "CONTOH",
            "office": {"name": "CONTOH", "city": "Banjarbaru"},
            "jurors": seats,
            "categories": {CATEGORY: category(draw, jurors, participants)},
        }
    )


def slots(book: RuleBook, participants: list[str]) -> Iterator[tuple[str, str, str, str]]:
    """Every slot that could be due, without asking who is still in."""
    rule = book.categories[CATEGORY]
    for stage in rule.stages:
        for participant in participants:
            for criterion in rule.juror_criteria(stage):
                for juror in book.due_jurors(CATEGORY, stage):
                    yield stage, criterion, participant, juror
            for criterion in rule.committee_criteria(stage):
                yield stage, criterion, participant, COMMITTEE


def decisions(draw: Draw, book: RuleBook, participants: list[str]) -> list[Decision]:
    """A few decisions, and often a lot that orders all."""

    def decide(kind: str, **fields: str) -> Decision:
        plain = dict.fromkeys(("stage", "participant", "juror", "value"), "") | fields
        return Decision(
            f"D-{kind}", CATEGORY, plain["stage"], plain["participant"], plain["juror"], kind,
            plain["value"], "alasan", "dasar", "A", "B", "2024-07-30", "",
        )  # fmt: skip

    made = []
    rule = book.categories[CATEGORY]
    for kind in ("withdrawn", "disqualified", "rank_set_aside"):
        if seldom(draw, 9):
            made.append(decide(kind, participant=chosen(draw, *participants)))
    if seldom(draw, 9):
        made.append(decide("replaced", participant=participants[0], value=participants[-1]))
    if seldom(draw, 9) and rule.jurors:
        made.append(
            decide(
                "juror_left_out",
                juror=chosen(draw, *rule.jurors),
                stage=chosen(draw, "", *rule.stages),
                participant=chosen(draw, "", *participants),
            )
        )
    if not seldom(draw):
        order = draw(st.permutations(participants))
        made.append(decide("lot", value=chosen(draw, ";", ",", " > ").join(order)))
    for stage, part in rule.stages.items():
        if part.finalists and seldom(draw, 6):
            going = draw(st.lists(st.sampled_from(participants), min_size=1, unique=True))
            made.append(decide("finalists", stage=stage, value=";".join(going)))
    return made


@st.composite
def cases(draw: Draw) -> Case:
    """A random rule book with random marks, absences, deductions and decisions."""
    participants = [f"P{number}" for number in range(1, draw(st.integers(1, 6)) + 1)]
    book = make_book(draw, participants)
    rule = book.categories[CATEGORY]
    absent = {
        (chosen(draw, *rule.stages), chosen(draw, *participants)): chosen(draw, "", "", COMMITTEE)
        for _ in range(2)
        if seldom(draw)
    }
    away = {
        (chosen(draw, *rule.stages), chosen(draw, *book.jurors)) for _ in range(2) if seldom(draw)
    }
    scores, absences = [], []
    for slot in slots(book, participants):
        stage, criterion, participant, juror = slot
        limits = rule.criterion_scale(stage, criterion)
        low, high = int(limits.min * 2), int(limits.max * 2)
        mark = Decimal(draw(st.integers(max(low, high - 3), high))) / 2
        place = (SEASON, CATEGORY, *slot)
        if absent.get((stage, participant)) in ("", juror):
            absences.append(Absence(*place, "participant_absent", "", "", "", "TH"))
        elif (stage, juror) in away:
            absences.append(Absence(*place, "juror_absent", "", "", "", "-"))
        elif draw(st.integers(0, 150)) == 150:
            absences.append(Absence(*place, "blank", "", "", "", ""))
        elif draw(st.integers(0, 150)) != 150:
            scores.append(Score(*place, mark, "juri.xlsx", "Nilai", "C4", str(mark)))
    deductions = [
        Deduction(CATEGORY, chosen(draw, *participants), chosen(draw, "", *rule.stages),
                  Decimal(chosen(draw, "0.5", "-1")), "1", "alasan", "A", "2024-07-30", "B")
        for _ in range(2) if seldom(draw)
    ]  # fmt: skip
    facts = SeasonFacts(
        season=SEASON,
        participants=tuple(
            Participant(one, CATEGORY, chosen(draw, *REGIONS), one) for one in participants
        ),
        scores=tuple(scores),
        absences=tuple(absences),
        deductions=tuple(deductions),
        decisions=tuple(decisions(draw, book, participants)),
    )
    return Case(book, facts, chosen(draw, "", "", "", *rule.stages))


def recounted(case: Case) -> dict[tuple[str, str], dict[str, str]]:
    """What the recount prints of a case, read again."""
    kinds = {"scores": Score, "absences": Absence, "participants": Participant,
             "deductions": Deduction, "decisions": Decision}  # fmt: skip
    tables = {
        name: list(csv.DictReader(io.StringIO(table_text(kind, getattr(case.facts, name)))))
        for name, kind in kinds.items()
    }
    rules = json.loads(as_json(case.book))
    rows = recount.recount(rules, tables, case.through)
    named = [dict(zip(recount.ROW, map(str, row), strict=True)) for row in rows]
    return {(row["category"], row["participant"]): row for row in named}


def check(case: Case) -> None:
    """Hold the two counts against each other."""
    result = score_category(case.book, CATEGORY, case.facts, case.through)
    other = recounted(case)
    undecided = {row["note"] for row in other.values()} == {"undecided"}
    event("decided" if result.decided else "undecided")
    assert undecided == (not result.decided), [finding.code for finding in result.findings]
    outcome = compare(other, result.placings, "en")
    assert outcome.differences == ()
    assert undecided or outcome.counts == {CATEGORY: len(case.facts.participants)}


@QUICK
@given(cases())
def test_two_counts_agree(case: Case) -> None:
    """The ranking is the same, to the last fraction, over many rule books and marks."""
    check(case)


@pytest.mark.long
@LONG
@given(cases())
def test_two_counts_agree_at_length(case: Case) -> None:
    """The ranking is the same over thousands of rule books and marks."""
    check(case)


def test_comparison_looks_at_everything_published() -> None:
    """Rank, numbers, title, what decided and the note are all compared."""
    assert set(COMPARED) == set(recount.ROW) - {"season", "category", "participant"}
