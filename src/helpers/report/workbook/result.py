"""The sheet of the result: the total, the rank by whole numbers and tie steps, the checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from helpers.report.workbook.contest import Contest
from helpers.report.workbook.formulas import (
    Formula,
    Placed,
    Wording,
    quoted,
    rounded,
    whole,
    whole_value,
)
from helpers.report.workbook.marks import Panel, Weights
from helpers.report.workbook.stages import Standing, points_off
from helpers.report.workbook.tables import NOTHING, Book, Column, TableSheet, Value
from helpers.report.wording import describe_link, reasons, remark
from helpers.rules import TieLink

IN_WORDS = ("juror_majority", "lot")  # links that no plain formula can say


@dataclass(frozen=True)
class Line:
    """One participant on its way to a rank; ``keys`` are compared one after the other.

    ``keys`` begins with how far the participant came among finalists; ``ranked`` says whether it
    takes part in the ranking at all.
    """

    participant: str
    ranked: bool
    exact: Fraction
    total: Fraction
    keys: tuple[Fraction, ...]


def write_result(
    book: Book,
    contest: Contest,
    weights: Weights,
    panel: Panel,
    stages: Mapping[Standing, Placed],
) -> None:
    """The ranking with everything that makes it, in the order of the package's ranking."""
    links = [link for link in contest.rules.ties if link.kind not in ("shared", "firsts")]
    sheet = TableSheet(
        book, contest.sheet_name("result"),
        contest.say("result_title", category=contest.rules.name), contest.say("result_about"),
        _columns(contest, links), len(contest.placings), freeze=3,
    )  # fmt: skip
    lines = {p: _line(contest, panel, stages, links, p) for p in contest.placings}
    for person in contest.placings:
        sheet.add(_row(sheet, contest, weights, panel, stages, links, lines, person))
    sheet.finish()


def write_undecided(book: Book, contest: Contest) -> None:
    """A category without a ranking: the reasons, and the advice, in place of the result."""
    findings = reasons(contest.category)
    sheet = TableSheet(
        book, contest.sheet_name("result"), contest.say("undecided_title", category=contest.rules.name),
        contest.say("undecided_about"),
        [
            Column("reason", contest.say("reason"), width=70),
            Column("advice", contest.say("advice"), width=70),
            Column("file", contest.say("file"), width=36),
            Column("sheet", contest.say("sheet"), width=28),
            Column("cell", contest.say("cell"), width=8),
        ],
        len(findings),
    )  # fmt: skip
    for finding in findings:
        sheet.add(
            {
                "reason": finding.message,
                "advice": finding.advice,
                "file": finding.file,
                "sheet": finding.sheet,
                "cell": finding.cell,
            }
        )


def _columns(contest: Contest, links: Sequence[TieLink]) -> list[Column]:
    rounding = contest.rules.rounding
    decimals = 8 if rounding.total is None else rounding.total
    return [
        Column("rank", contest.say("rank"), "number", 0, width=10),
        Column("participant", contest.say("participant"), width=12),
        Column("name", contest.say("name"), width=36),
        Column("region", contest.say("region"), width=26),
        *(
            Column(f"stage {stage}", contest.say("value_of", stage=contest.rules.stages[stage].name), "exact")
            for stage in contest.stages
        ),
        Column("off", contest.say("off_total"), "exact", width=12),
        Column("exact", contest.say("total_exact"), "exact"),
        Column("total", contest.say("total"), "number", rounding.total or 2),
        Column("total_package", contest.say("total_package"), "number", rounding.total or 2),
        Column("total_check", contest.say("total_check"), "check", decimals),
        Column("ranked", contest.say("is_ranked"), "number", 0, width=11),
        Column("group", contest.say("group"), "number", 0, width=11),
        Column("whole", contest.say("whole"), "whole"),
        *(
            Column(f"tie {place}", _link_header(contest, place, link), "whole")
            for place, link in enumerate(links)
        ),
        Column("rank_package", contest.say("rank_package"), "number", 0, width=10),
        Column("rank_check", contest.say("rank_check"), "check", 0),
        Column("title", contest.say("title"), width=14),
        Column("remark", contest.say("remark"), width=36),
    ]  # fmt: skip


def _link_header(contest: Contest, place: int, link: TieLink) -> str:
    words = describe_link(str(link), contest.rules, contest.language)
    key = "tie_words" if link.kind in IN_WORDS else "tie"
    return contest.say(key, number=place + 1, link=words)


def _line(
    contest: Contest,
    panel: Panel,
    stages: Mapping[Standing, Placed],
    links: Sequence[TieLink],
    person: str,
) -> Line:
    rules = contest.rules
    by = 100 if contest.percent else 1
    shares = (
        stages[stage, person].value * Fraction(rules.stage_weight(stage)) / by
        for stage in contest.stages
        if (stage, person) in stages
    )
    off = points_off(contest, person, "")
    exact = sum(shares, Fraction(0)) - (off.value if off else 0)
    total = rounded(Formula("", exact), rules.rounding.total).value
    compared = total if rules.rank_by == "total" else exact
    ties = tuple(_tie(contest, panel, stages, link, person).value for link in links)
    return Line(
        participant=person,
        ranked=_kept(contest, person) and _passes(contest, stages, person, total),
        exact=exact,
        total=total,
        keys=(Fraction(_group(contest, person)), whole_value(compared), *ties),
    )


def _kept(contest: Contest, person: str) -> bool:
    """Whether nothing but a minimum can keep the participant out of the ranking."""
    note = contest.placings[person].note
    return note in ("", "not_finalist", "below_minimum")


def _group(contest: Contest, person: str) -> int:
    """How many times the participant was among those who went on."""
    return sum(
        (stage, person) in contest.standings
        and contest.standings[stage, person].finalist == "yes"
        for stage in contest.stages
    )


def _minimums(
    contest: Contest, stages: Mapping[Standing, Placed], person: str
) -> list[tuple[str, Fraction]]:
    """The minimums that the participant must reach: the stage, or '' for the total.

    The minimum of the total is one for the whole total, so only for those who went all the way.
    """
    rules = contest.rules
    due = [
        (stage, Fraction(least))
        for stage, least in rules.minimum.stage.items()
        if (stage, person) in stages
    ]
    whole_way = all((stage, person) in stages for stage in rules.stages)
    if rules.minimum.total is not None and whole_way:
        due.append(("", Fraction(rules.minimum.total)))
    return due


def _passes(
    contest: Contest, stages: Mapping[Standing, Placed], person: str, total: Fraction
) -> bool:
    return all(
        (stages[stage, person].value if stage else total) >= least
        for stage, least in _minimums(contest, stages, person)
    )


def _tie(
    contest: Contest,
    panel: Panel,
    stages: Mapping[Standing, Placed],
    link: TieLink,
    person: str,
) -> Formula:
    """The whole number by which a link compares; more is better, or less where ranks are summed.

    What no formula can say (the jurors' majority, a lot) is the package's order among those tied.
    """
    if link.kind in IN_WORDS:
        placing = contest.placings[person]
        order = placing.rank if placing.decided_by and placing.rank is not None else 0
        return Formula(str(-order), Fraction(-order))
    cell = (
        stages.get((link.stage, person))
        if link.kind == "stage"
        else panel.combined.get((link.stage, person, link.criterion))
    )
    if cell is None:
        return Formula("0", Fraction(0))
    # Ranks that were summed are good when they are low: turned round, more is better for all links.
    sign = -1 if contest.rank_sum and link.kind == "stage" else 1
    text = f"-{cell.there}" if sign < 0 else cell.there
    return Formula(whole(text), sign * whole_value(cell.value))


def _row(
    sheet: TableSheet,
    contest: Contest,
    weights: Weights,
    panel: Panel,
    stages: Mapping[Standing, Placed],
    links: Sequence[TieLink],
    lines: Mapping[str, Line],
    person: str,
) -> dict[str, Value]:
    placing, line = contest.placings[person], lines[person]
    cells: dict[str, Value] = {
        "participant": person,
        "name": placing.name,
        "region": contest.digest.region_name(placing.region),
        "title": placing.title,
        "remark": remark(placing, contest.rules, contest.language),
        "ranked": 0,
        "rank_package": placing.rank,
    }
    reached = [stage for stage in contest.stages if (stage, person) in stages]
    if not reached:
        return cells
    for stage in reached:
        cell = stages[stage, person]
        cells[f"stage {stage}"] = Formula(cell.there, cell.value)
    decimals = contest.rules.rounding.total
    total = rounded(sheet.formula("exact", line.exact), decimals)
    compared = "total" if contest.rules.rank_by == "total" else "exact"
    cells |= {
        "off": points_off(contest, person, ""),
        "exact": _total(sheet, contest, weights, reached, line, person),
        "total": total,
        **sheet.check("total", total.value, placing.total, decimals),
        "ranked": _ranked(sheet, contest, weights, stages, line),
        "group": _group(contest, person),
        "whole": Formula(whole(sheet.here(compared)), line.keys[1]),
        **{f"tie {i}": _tie(contest, panel, stages, link, person) for i, link in enumerate(links)},
        "rank": _rank(sheet, contest, links, lines, line),
    }
    if line.ranked:
        cells |= sheet.check("rank", _count_better(contest, lines, line), placing.rank, 0)
    return cells


def _total(
    sheet: TableSheet,
    contest: Contest,
    weights: Weights,
    reached: Sequence[str],
    line: Line,
    person: str,
) -> Formula:
    """The sum of value x weight over the stages, less the points taken off the total."""
    shares = "+".join(
        f"{sheet.here(f'stage {stage}')}*{weights.weight[stage, ''].there}" for stage in reached
    )
    text = f"({shares})/100" if contest.percent else shares
    if points_off(contest, person, ""):
        text += f"-{sheet.here('off')}"
    return Formula(text, line.exact)


def _ranked(
    sheet: TableSheet,
    contest: Contest,
    weights: Weights,
    stages: Mapping[Standing, Placed],
    line: Line,
) -> Value:
    """1 for those who take part in the ranking: a formula where a minimum decides."""
    due = _minimums(contest, stages, line.participant)
    if not _kept(contest, line.participant) or not due:
        return int(line.ranked)
    tests = ",".join(
        f"{sheet.here(f'stage {stage}' if stage else 'total')}>={weights.minimum[stage].there}"
        for stage, _ in due
    )
    return Formula(f"IF(AND({tests}),1,0)", Fraction(line.ranked))


def _rank(
    sheet: TableSheet,
    contest: Contest,
    links: Sequence[TieLink],
    lines: Mapping[str, Line],
    line: Line,
) -> Formula | Wording:
    """One more than the number of those who are better, key by key, among those ranked."""
    keys = ["group", "whole", *(f"tie {place}" for place in range(len(links)))]
    equal = f"{sheet.whole_column('ranked')},1"
    counts = []
    for key in keys:
        column, mine = sheet.whole_column(key), sheet.here(key)
        sign = "<" if contest.rank_sum and key == "whole" else ">"
        counts.append(f'COUNTIFS({equal},{column},"{sign}"&{mine})')
        equal += f",{column},{mine}"
    text = f"IF({sheet.here('ranked')}=1,1+{'+'.join(counts)},{quoted(NOTHING)})"
    if not line.ranked:
        return Wording(text, NOTHING)
    return Formula(text, _count_better(contest, lines, line))


def _count_better(contest: Contest, lines: Mapping[str, Line], line: Line) -> Fraction:
    def order(keys: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
        group, compared, *ties = keys
        return group, -compared if contest.rank_sum else compared, *ties

    mine = order(line.keys)
    better = sum(other.ranked and order(other.keys) > mine for other in lines.values())
    return Fraction(1 + better)
