"""Random rule books with random marks: everything that a rule book can say, drawn by hypothesis."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from helpers.records.facts import SeasonFacts
from helpers.records.tables import COMMITTEE, Absence, Decision, Deduction, Participant, Score
from helpers.rules import RuleBook

SEASON, CATEGORY, OTHER = "musim-acak", "psm", "tksk"
REGIONS = ("63.01", "63.02", "63.03")

Draw = Callable[[st.SearchStrategy[Any]], Any]


@dataclass(frozen=True)
class Case:
    """A rule book of one or two categories, the facts of a season, the last stage that counts."""

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
    decimals = chosen(draw, 1, 1, 1, 2)
    return {"min": chosen(draw, 0, 0, 1), "max": chosen(draw, 4, 5, 10), "decimals": decimals}


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
            "name": f"Tahap {number + 1}",
            "date": None if seldom(draw, 9) else f"2024-07-{10 + number}",
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
    # Mostly panels that are large enough to trim: what is undecided proves little.
    trims = [{"trimmed": k} for k in (1, 2) if len(jurors) > 2 * k or seldom(draw, 9)]
    how = chosen(draw, "mean", "mean", "median", "sum", "rank_sum", *trims)
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
            "participant_absent": chosen(draw, "zero", "zero", "not_ranked", "not_ranked", "stop"),
            "juror_absent": chosen(draw, *("mean_of_present", "leave_out_stage") * 3, "stop"),
            "at_least": chosen(draw, *(1,) * 6, 2, 3),
            "blank": chosen(draw, "stop", "absent", "absent"),
        },
        "recusal": chosen(draw, "none", "none", "same_region", listed),
        "minimum": limits,
        "ties": chain(draw, made),
        "titles": ["Juara I", "Juara II", "Juara III"][: draw(st.integers(0, 3))],
    }


def make_book(draw: Draw, participants: list[str]) -> RuleBook:
    """A rule book of one category, now and then of two."""
    most = chosen(draw, 3, 4, 5, 6, 5, 6, 1, 2)
    jurors = [f"J{number}" for number in range(1, most + 1)]
    seats: dict[str, Any] = {
        juror: {"name": juror, "region": chosen(draw, None, None, *REGIONS)} for juror in jurors
    }
    if seldom(draw, 3):
        seats["J9"] = {"name": "J9", "replaces": jurors[0], "from": "2024-07-11"}
        if chosen(draw, True, False):
            seats["J8"] = {"name": "J8", "replaces": "J9", "from": "2024-07-12"}
    keys = (CATEGORY, OTHER) if seldom(draw, 9) else (CATEGORY,)
    return RuleBook.model_validate(
        {
            "season": "2024",
            "title": "CONTOH",
            "basis": "CONTOH",
            "office": {"name": "CONTOH", "city": "Banjarbaru"},
            "jurors": seats,
            "categories": {key: category(draw, jurors, participants) for key in keys},
        }
    )


def slots(book: RuleBook, key: str, participants: list[str]) -> Iterator[tuple[str, str, str, str]]:
    """Every slot that could be due in a category, without asking who is still in."""
    rule = book.categories[key]
    for stage in rule.stages:
        for participant in participants:
            for criterion in rule.juror_criteria(stage):
                for juror in book.due_jurors(key, stage):
                    yield stage, criterion, participant, juror
            for criterion in rule.committee_criteria(stage):
                yield stage, criterion, participant, COMMITTEE


def decisions(draw: Draw, book: RuleBook, key: str, participants: list[str]) -> list[Decision]:
    """A few decisions, and often a lot that orders all."""

    def decide(kind: str, **fields: str) -> Decision:
        plain = dict.fromkeys(("stage", "participant", "juror", "value"), "") | fields
        return Decision(
            f"D-{kind}", key, plain["stage"], plain["participant"], plain["juror"], kind,
            plain["value"], "alasan", "dasar", "A", "B", "2024-07-30", "",
        )  # fmt: skip

    made = []
    rule = book.categories[key]
    if seldom(draw, 9):
        made.append(decide("not_sent", value=chosen(draw, *REGIONS)))
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
        if part.finalists and seldom(draw, 2):
            going = draw(st.lists(st.sampled_from(participants), min_size=1, unique=True))
            made.append(decide("finalists", stage=stage, value=";".join(going)))
    return made


def marks(
    draw: Draw, book: RuleBook, key: str, participants: list[str]
) -> tuple[list[Score], list[Absence]]:
    """A mark, an absence or nothing for each slot of a category."""
    rule = book.categories[key]
    absent = {
        (chosen(draw, *rule.stages), chosen(draw, *participants)): chosen(draw, "", "", COMMITTEE)
        for _ in range(2)
        if seldom(draw)
    }
    away = {
        (chosen(draw, *rule.stages), chosen(draw, *book.jurors)) for _ in range(2) if seldom(draw)
    }
    gaps = seldom(draw, 2)
    scores, absences = [], []
    for slot in slots(book, key, participants):
        stage, criterion, participant, juror = slot
        limits = rule.criterion_scale(stage, criterion)
        steps = 2 if limits.decimals == 1 else 4
        low, high = int(limits.min * steps), int(limits.max * steps)
        mark = Decimal(draw(st.integers(max(low, high - 3), high))) / steps
        place = (SEASON, key, *slot)
        if absent.get((stage, participant)) in ("", juror):
            absences.append(Absence(*place, "participant_absent", "", "", "", "TH"))
        elif (stage, juror) in away:
            absences.append(Absence(*place, "juror_absent", "", "", "", "-"))
        elif gaps and draw(st.integers(0, 60)) == 37:
            absences.append(Absence(*place, "blank", "", "", "", ""))
        elif not gaps or draw(st.integers(0, 60)) != 37:
            scores.append(Score(*place, mark, "juri.xlsx", "Nilai", "C4", str(mark)))
    return scores, absences


@st.composite
def cases(draw: Draw) -> Case:
    """A random rule book with random marks, absences, deductions and decisions."""
    participants = [f"P{number}" for number in range(1, chosen(draw, 4, 5, 6, 6, 3, 2, 1) + 1)]
    book = make_book(draw, participants)
    facts = SeasonFacts(SEASON, (), (), ())
    for key, rule in book.categories.items():
        scores, absences = marks(draw, book, key, participants)
        deductions = [
            Deduction(key, chosen(draw, *participants), chosen(draw, "", *rule.stages),
                      Decimal(chosen(draw, "0.5", "-1")), "1", "alasan", "A", "2024-07-30", "B")
            for _ in range(2) if seldom(draw)
        ]  # fmt: skip
        # The same ids stand in both categories: nothing may cross from one to the other.
        facts = SeasonFacts(
            season=SEASON,
            participants=(
                *facts.participants,
                *(Participant(one, key, chosen(draw, *REGIONS), one) for one in participants),
            ),
            scores=(*facts.scores, *scores),
            absences=(*facts.absences, *absences),
            deductions=(*facts.deductions, *deductions),
            decisions=(*facts.decisions, *decisions(draw, book, key, participants)),
        )
    return Case(book, facts, chosen(draw, "", "", "", *book.categories[CATEGORY].stages))
