"""Small rule books and facts, built in the tests that use them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

import pytest

from helpers.records.facts import SeasonFacts
from helpers.records.tables import COMMITTEE, Absence, Decision, Deduction, Participant, Score
from helpers.rules import RuleBook
from helpers.scoring import CategoryResult, score_category

SEASON = "contoh-uji"
CATEGORY = "psm"
OFFICE = {"name": "CONTOH Dinas", "city": "Banjarbaru"}
PLAIN = {"scale": {"min": 0, "max": 100, "decimals": 2}, "titles": ["Juara I", "Juara II"]}
KINDS = ("participant_absent", "juror_absent", "blank")


def make_book(
    rule: Mapping[str, Any] | None = None,
    jurors: Iterable[str] = ("J1", "J2", "J3"),
    seats: Mapping[str, Mapping[str, Any]] | None = None,
) -> RuleBook:
    """A rule book of one category; what ``rule`` leaves out is one stage with one criterion."""
    seats = {
        juror: {"name": f"Juri {juror}"} | dict((seats or {}).get(juror, {})) for juror in jurors
    }
    plain: dict[str, Any] = PLAIN | {"name": "PSM", "jurors": list(seats)}
    one_stage = {"s": make_stage(["c"])}
    return RuleBook.model_validate(
        {
            "season": "2024",
            "title": "CONTOH",
            "basis": "CONTOH",
            "office": OFFICE,
            "jurors": seats,
            "categories": {CATEGORY: plain | {"stages": one_stage} | dict(rule or {})},
        }
    )


def make_stage(
    criteria: Iterable[str] | Mapping[str, Any], weight: int | None = 100, **more: Any
) -> dict[str, Any]:
    """A stage; criteria without weights share 100 as equally as whole numbers allow."""
    if not isinstance(criteria, Mapping):
        names = list(criteria)
        share, rest = divmod(100, len(names))
        criteria = {name: share + (place < rest) for place, name in enumerate(names)}
    parts = {
        name: part if isinstance(part, Mapping) else {"weight": part}
        for name, part in criteria.items()
    }
    return {
        "name": "Tahap",
        "weight": weight,
        "criteria": {name: {"name": name} | dict(part) for name, part in parts.items()},
    } | more


def make_facts(
    marks: Mapping[tuple[str, ...], Any],
    participants: Iterable[str] | None = None,
    regions: Mapping[str, str] | None = None,
    decisions: Iterable[Decision] = (),
    deductions: Iterable[Deduction] = (),
) -> SeasonFacts:
    """Facts from marks by (stage, criterion, participant, juror); a mark may be an absence."""
    keys = [(place, *key) for place, key in enumerate(marks)]
    ids = participants or sorted({key[3] for key in keys})
    scores, absences = [], []
    for place, stage, criterion, participant, juror in keys:
        literal = str(marks[stage, criterion, participant, juror])
        slot = (SEASON, CATEGORY, stage, criterion, participant, juror)
        address = (f"{juror}.xlsx", "Nilai", f"C{place + 1}", literal)
        if literal in KINDS:
            absences.append(Absence(*slot, literal, *address))
        else:
            scores.append(Score(*slot, Decimal(literal), *address))
    return SeasonFacts(
        season=SEASON,
        participants=tuple(
            Participant(one, CATEGORY, (regions or {}).get(one, ""), f"Nama {one}") for one in ids
        ),
        scores=tuple(scores),
        absences=tuple(absences),
        deductions=tuple(deductions),
        decisions=tuple(decisions),
    )


def make_table(table: str, stage: str = "s", criterion: str = "c") -> dict[tuple[str, ...], str]:
    """Marks of one criterion from lines ``A: 80 85,5 TH``, one juror a column (J1, J2, ...).

    ``TH`` is a participant absent, ``JB`` a juror absent, ``.`` a blank cell, ``?`` never seen; a
    line ``A = 45`` is a mark of the committee.
    """
    words = dict(zip(("TH", "JB", "."), KINDS, strict=True))
    marks = {}
    for line in table.strip().splitlines():
        sign = "=" if "=" in line else ":"
        participant, _, cells = (part.strip() for part in line.partition(sign))
        for seat, cell in enumerate(cells.split(), start=1):
            juror = COMMITTEE if sign == "=" else f"J{seat}"
            if cell != "?":
                mark = words.get(cell, cell.replace(",", "."))
                marks[stage, criterion, participant, juror] = mark
    return marks


def make_decision(kind: str, **columns: str) -> Decision:
    """A decision of a kind."""
    empty = dict.fromkeys(Decision.__dataclass_fields__, "")
    return Decision(**empty | {"category": CATEGORY, "kind": kind, "id": "K1"} | columns)


def make_deduction(participant: str, points: str, stage: str = "") -> Deduction:
    """Points taken off a participant."""
    return Deduction(CATEGORY, participant, stage, Decimal(points), "", "", "", "", "")


def rank(
    table: str | Mapping[tuple[str, ...], Any],
    rule: Mapping[str, Any] | None = None,
    through: str = "",
    jurors: int = 3,
    seats: Mapping[str, Mapping[str, Any]] | None = None,
    **facts: Any,
) -> CategoryResult:
    """The result of a table of marks under a rule."""
    marks = make_table(table) if isinstance(table, str) else table
    names = [f"J{seat}" for seat in range(1, jurors + 1)]
    names += [name for name in seats or {} if name not in names]
    rule = {"jurors": [f"J{seat}" for seat in range(1, jurors + 1)]} | dict(rule or {})
    return score_category(
        make_book(rule, names, seats), CATEGORY, make_facts(marks, **facts), through
    )


def ranks_of(result: CategoryResult) -> dict[str, int | None]:
    """The rank of each participant."""
    return {line.participant: line.rank for line in result.placings}


def totals_of(result: CategoryResult) -> dict[str, str]:
    """The published total of each participant."""
    return {line.participant: str(line.total) for line in result.placings}


def codes_of(result: CategoryResult) -> list[str]:
    """The codes of the findings."""
    return [finding.code for finding in result.findings]


class Scoring:
    """What the tests of this room build with."""

    book = staticmethod(make_book)
    stage = staticmethod(make_stage)
    facts = staticmethod(make_facts)
    table = staticmethod(make_table)
    decision = staticmethod(make_decision)
    deduction = staticmethod(make_deduction)
    rank = staticmethod(rank)
    ranks_of = staticmethod(ranks_of)
    totals_of = staticmethod(totals_of)
    codes_of = staticmethod(codes_of)
    category = CATEGORY
    committee = COMMITTEE


@pytest.fixture(scope="session")
def scoring() -> Callable[[], Scoring] | type[Scoring]:
    """Builders of rule books, facts and results."""
    return Scoring
