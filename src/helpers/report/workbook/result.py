"""The sheet of the result: the total, the rank by whole numbers and tie steps, the checks."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from helpers.report.wording import describe_link, reasons, remark
from helpers.report.workbook.contest import Contest
from helpers.report.workbook.formulas import Formula, Placed, Wording, quoted, rounded, whole
from helpers.report.workbook.panel import Panel
from helpers.report.workbook.ranking import IN_WORDS, Ranking, rules_in_words
from helpers.report.workbook.stages import Standing, points_off
from helpers.report.workbook.tables import NOTHING, Book, Column, TableSheet, Value, compared_at
from helpers.report.workbook.weights import Weights


def write_result(
    book: Book,
    contest: Contest,
    weights: Weights,
    panel: Panel,
    stages: Mapping[Standing, Placed],
) -> None:
    """The ranking with everything that makes it, in the order of the package's ranking."""
    ranking = Ranking(contest, panel, stages)
    told = rules_in_words(contest.rules, contest.language)
    sheet = contest.open_sheet(book, "result", _columns(ranking), len(contest.placings), rules=told)
    for person in contest.placings:
        cells = _names(contest, person)
        if ranking.reached(person):
            cells |= _total(sheet, ranking, weights, person)
            cells |= _rank(sheet, ranking, weights, person)
        sheet.add(cells)
    sheet.finish()


def write_undecided(book: Book, contest: Contest) -> None:
    """A category without a ranking: the reasons and the advice in place of the result.

    Where nothing stops it there is nobody to rank, and the sheet says that.
    """
    key = "nobody" if contest.category.decided else "undecided"
    findings = reasons(contest.category)
    columns = [
        Column("reason", contest.say("reason"), width=70),
        Column("advice", contest.say("advice"), width=70),
        Column("file", contest.say("file"), width=40),
        Column("sheet", contest.say("sheet"), width=24),
        Column("cell", contest.say("cell"), width=8),
    ]
    sheet = contest.open_sheet(book, key, columns, len(findings))
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
    sheet.finish()


def _columns(ranking: Ranking) -> list[Column]:
    contest = ranking.contest
    rules, say = contest.rules, contest.say
    decimals = compared_at(rules.rounding.total)
    total = "exact" if rules.rounding.total is None else "number"
    return [
        Column("rank", say("rank"), "number", 0, width=11, note="rank"),
        Column("participant", say("participant"), width=12),
        Column("name", say("name"), width=36),
        Column("region", say("region"), width=28),
        *(
            Column(f"stage {stage}", say("value_of", stage=rules.stages[stage].name), "exact")
            for stage in contest.stages
        ),
        Column("off", say("off_total"), "exact", width=12),
        Column("exact", say("total_exact"), "exact"),
        Column("total", say("total"), total, decimals, width=14),
        Column("total_package", say("total_package"), total, decimals, width=14),
        Column("total_check", say("total_check"), "check", decimals),
        Column("ranked", say("is_ranked"), "number", 0, width=11, note="words"),
        Column("group", say("group"), "number", 0, width=11, note="words"),
        Column("whole", say("whole"), "whole"),
        *(_tie_column(ranking, place) for place in range(len(ranking.links))),
        Column("rank_package", say("rank_package"), "number", 0, width=10),
        Column("rank_check", say("rank_check"), "check", 0),
        Column("title", say("title"), width=14),
        Column("remark", say("remark"), width=36),
    ]


def _tie_column(ranking: Ranking, place: int) -> Column:
    contest, link = ranking.contest, ranking.links[place]
    words = describe_link(str(link), contest.rules, contest.language)
    key = "tie_words" if link.kind in IN_WORDS else "tie"
    note = "words" if link.kind in IN_WORDS else ""
    return Column(
        f"tie {place}", contest.say(key, number=place + 1, link=words), "whole", note=note
    )


def _names(contest: Contest, person: str) -> dict[str, Value]:
    placing = contest.placings[person]
    return {
        "participant": person,
        "name": placing.name,
        "region": contest.digest.region_name(placing.region),
        "ranked": 0,
        "rank_package": placing.rank,
        "title": placing.title,
        "remark": remark(placing, contest.rules, contest.language),
    }


def _total(sheet: TableSheet, ranking: Ranking, weights: Weights, person: str) -> dict[str, Value]:
    """The sum of value x weight over the stages, less the points taken off the total."""
    contest, line = ranking.contest, ranking.lines[person]
    values = {s: ranking.stages[s, person] for s in ranking.reached(person)}
    off = points_off(contest, person, "")
    shares = "+".join(
        f"{sheet.here(f'stage {stage}')}*{weights.weight[stage, ''].there}" for stage in values
    )
    text = (f"({shares})/100" if contest.percent else shares) + (
        f"-{sheet.here('off')}" if off else ""
    )
    decimals = contest.rules.rounding.total
    total = rounded(sheet.formula("exact", line.exact), decimals)
    package = contest.placings[person].total
    return {
        **{f"stage {s}": Formula(cell.there, cell.value) for s, cell in values.items()},
        "off": off,
        "exact": Formula(text, line.exact),
        "total": contest.signed(total, person),
        **sheet.check("total", total.value, package, decimals),
    }


def _rank(sheet: TableSheet, ranking: Ranking, weights: Weights, person: str) -> dict[str, Value]:
    """The whole numbers that are compared, and the rank that they give."""
    contest, line = ranking.contest, ranking.lines[person]
    compared = sheet.here("total" if contest.rules.rank_by == "total" else "exact")
    cells: dict[str, Value] = {
        "ranked": _takes_part(sheet, ranking, weights, person),
        "group": ranking.group(person),
        "whole": Formula(whole(compared), line.keys[1]),
        **{f"tie {n}": ranking.tie(link, person) for n, link in enumerate(ranking.links)},
    }
    text = _rank_formula(sheet, ranking)
    if not line.ranked:
        return cells | {"rank": Wording(text, NOTHING)}
    rank = ranking.rank(person)
    package = contest.placings[person].rank
    return cells | {"rank": Formula(text, rank)} | sheet.check("rank", rank, package, 0)


def _takes_part(sheet: TableSheet, ranking: Ranking, weights: Weights, person: str) -> Value:
    """1 for those who take part in the ranking: a formula where a minimum decides."""
    due = ranking.minimums(person)
    if not due or not ranking.listed(person):
        return int(ranking.lines[person].ranked)
    tests = ",".join(
        f"{sheet.here(f'stage {stage}' if stage else 'total')}>={weights.minimum[stage].there}"
        for stage, _ in due
    )
    return Formula(f"IF(AND({tests}),1,0)", Fraction(ranking.lines[person].ranked))


def _rank_formula(sheet: TableSheet, ranking: Ranking) -> str:
    """One more than the number of those who are better, key by key, among those ranked."""
    equal = f"{sheet.whole_column('ranked')},1"
    counts = []
    for key in ("group", "whole", *(f"tie {place}" for place in range(len(ranking.links)))):
        column, mine = sheet.whole_column(key), sheet.here(key)
        better = "<" if ranking.contest.rank_sum and key == "whole" else ">"
        counts.append(f'COUNTIFS({equal},{column},"{better}"&{mine})')
        equal += f",{column},{mine}"
    return f"IF({sheet.here('ranked')}=1,1+{'+'.join(counts)},{quoted(NOTHING)})"
