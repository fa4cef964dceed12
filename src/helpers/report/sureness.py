"""How sure a ranking is, in sentences and small tables made from its diagnostics."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from helpers.records.tables import Diagnostic, Placing
from helpers.records.words import say, sentences
from helpers.report.coded import code_of, hide_jurors
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.wording import (
    NOTHING,
    list_names,
    show_percent,
    show_plain,
    show_probability,
    show_signed,
    show_value,
)

UNDER = "_under"  # how the measures under another rule end
APART = ("favour", "p_rank_")  # p_rank_2, p_rank_3, ...
PLAIN_UNITS = (
    "points", "ratio", "coefficient", "weight", "deviations", "places", "points_squared",
    "chi_square",
)  # fmt: skip
WIDE = 5  # measures: in so narrow columns a sentence would be a tower of words
WHOLE_UNITS = ("marks", "titles", "jurors", "participants", "draws")


@dataclass(frozen=True)
class MeasureTable:
    """The measures of one kind of subject in one stage: a row a subject, a column a measure.

    In a wide table the reasons why there is no value stand below it, each once, with a number in
    the cells. ``kind`` is juror, participant, criterion, stage or policy (the result under other
    rules).
    """

    kind: str
    caption: str
    subject: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()  # (1), (2), ... in the cells


def say_margins(category: CategoryDigest, language: str) -> list[str]:
    """What the margins say: how far the first is ahead, the closest two titles, the ties."""
    if not category.decided:
        return [say("pages.sure_none", language)]
    ranked = [placing for placing in category.placings if placing.rank is not None]
    said = []
    leaders = [placing for placing in ranked if placing.rank == 1]
    if len(leaders) < len(ranked) and leaders[0].margin is not None:
        ranks = category.rules.combine.jurors == "rank_sum"
        key = "sure_winner_ranks" if ranks else "sure_winner"
        first = list_names([placing.name for placing in leaders], language)
        second = ranked[len(leaders)].name
        said.append(_say_pair(key, category, leaders[0], first, second, language))
    neighbours = [
        (above, below)
        for above, below in pairwise(ranked)
        if above.title and above.margin and above.rank != below.rank
    ]
    if neighbours:
        above, below = min(neighbours, key=lambda pair: pair[0].margin or 0)
        said.append(_say_pair("sure_closest", category, above, above.name, below.name, language))
    equal = sum(count for count in Counter(_standing(p) for p in ranked).values() if count > 1)
    if equal:
        said.append(say("pages.sure_ties", language, count=equal))
    return said


def _say_pair(
    key: str, category: CategoryDigest, above: Placing, first: str, second: str, language: str
) -> str:
    margin = show_value(above.margin, category.rules.rounding.total, language)
    return say(f"pages.{key}", language, first=first, second=second, margin=margin)


def _standing(placing: Placing) -> tuple[object, bool]:
    return placing.exact, placing.note == "not_finalist"


def tabulate(
    digest: SeasonDigest, category: CategoryDigest, language: str
) -> tuple[MeasureTable, ...]:
    """The diagnostics as tables, one for each kind of subject and stage, in their own order.

    Margins stand in the ranking already, the chance of every single rank would be a table of its
    own, and what could not be measured is in :func:`say_unmeasured`. What is measured of a panel,
    the single marks far from the others', and the own region make no such table; nor does what the
    whole repeats of a single stage.
    """
    groups: dict[tuple[str, str], list[Diagnostic]] = {}
    for row in category.diagnostics:
        of_panel = row.subject == "panel" and not row.measure.endswith(UNDER)
        apart = row.measure in ("margin", "deviation") or row.measure.startswith(APART)
        if row.id and not (of_panel or apart or repeats(category, row)):
            groups.setdefault((row.subject, row.stage), []).append(row)
    return tuple(_one_table(digest, category, rows, language) for rows in groups.values())


def repeats(category: CategoryDigest, row: Diagnostic) -> bool:
    """Whether a row of the category as a whole says again what its only stage says."""
    return (
        row.stage == ""
        and len(category.rules.stages) == 1
        and any(
            (one.subject, one.id, one.measure) == (row.subject, row.id, row.measure)
            for one in category.diagnostics
            if one.stage
        )
    )


def say_unmeasured(category: CategoryDigest, language: str) -> list[str]:
    """Which measures could not be had, in which stage, and why: one line for each reason."""
    groups: dict[tuple[str, str], list[str]] = {}
    for row in category.diagnostics:
        if not row.id and not row.value and row.note and not repeats(category, row):
            names = groups.setdefault((row.stage, row.note), [])
            told = sentences("pages", language).get(f"unmeasured_{row.measure}")
            names.append(told or name_measure(row.measure, language))
    return [
        say(
            "pages.unmeasured" if stage else "pages.unmeasured_whole",
            language,
            measure=", ".join(dict.fromkeys(names)),
            stage=_stage_name(category, stage, language),
            reason=reason,
        )
        for (stage, reason), names in groups.items()
    ]


def _one_table(
    digest: SeasonDigest, category: CategoryDigest, rows: list[Diagnostic], language: str
) -> MeasureTable:
    subject, stage = rows[0].subject, rows[0].stage
    measures = list(dict.fromkeys(row.measure for row in rows))
    cells = {
        (row.id, row.measure): hide_jurors(
            digest, category, show_measure(category, row, language), language
        )
        for row in rows
    }
    notes: tuple[str, ...] = ()
    if len(measures) >= WIDE:
        unmeasured = [(row.id, row.measure) for row in rows if not row.value and row.note]
        notes = tuple(dict.fromkeys(cells[one] for one in unmeasured))
        cells |= {one: f"({notes.index(cells[one]) + 1})" for one in unmeasured}
    policy = rows[0].measure.endswith(UNDER)
    kind = say(f"pages.subject_{'policy' if policy else subject}", language)
    where = _stage_name(category, stage, language)
    return MeasureTable(
        kind="policy" if policy else subject,
        caption=say("pages.measures_caption", language, subject=kind, stage=where),
        subject=kind,
        header=tuple(name_measure(measure, language) for measure in measures),
        rows=tuple(
            (
                name_subject(digest, category, subject, name, language),
                *(cells.get((name, measure), NOTHING) for measure in measures),
            )
            for name in dict.fromkeys(row.id for row in rows)
        ),
        notes=notes,
    )


def _stage_name(category: CategoryDigest, stage: str, language: str) -> str:
    part = category.rules.stages.get(stage)
    return part.name if part else say("pages.whole", language)


def name_measure(measure: str, language: str) -> str:
    """The measure in words; a measure without words keeps its own name."""
    return sentences("pages", language).get(f"measure_{measure}", measure)


def name_subject(
    digest: SeasonDigest, category: CategoryDigest, subject: str, key: str, language: str
) -> str:
    """What was measured, by name: participants, criteria, other rules; jurors by their codes."""
    if subject == "participant":
        return _names(category, key, ", ")
    if subject == "juror" and key in digest.rules.jurors:
        return code_of(digest, category, key, language)
    if subject == "panel":
        return sentences("pages", language).get(f"policy_{key.replace(': ', '_')}", key)
    if subject == "stage":
        return _stage_name(category, key, language)
    stage, _, criterion = key.partition(".")
    part = category.rules.stages.get(stage)
    if subject == "criterion" and part and criterion in part.criteria:
        return f"{part.name}: {part.criteria[criterion].name}"
    return key


def _names(category: CategoryDigest, ids: str, between: str) -> str:
    """The names of participants whose ids stand one after the other, as tables write them."""
    names = {placing.participant: placing.name for placing in category.placings}
    return between.join(names.get(one, one) for one in ids.split("; "))


def show_measure(category: CategoryDigest, row: Diagnostic, language: str) -> str:
    """The value of a measure as people read it; why there is none; its range where it has one."""
    if not row.value:
        return row.note or NOTHING
    if row.measure == "severity":
        value = show_signed(row.value, language)
    elif row.unit == "share":
        value = show_percent(row.value, language)
    elif row.unit == "yes_no":
        value = say(f"steps.{row.value}", language)
    elif row.unit in PLAIN_UNITS:
        value = show_plain(row.value, language)
    elif row.unit in WHOLE_UNITS:
        value = show_plain(row.value, language, 0)
    elif row.unit == "probability":
        value = show_probability(row.value, language)
    elif row.measure.startswith("winner"):
        value = _names(category, row.value, ", ")
    else:
        value = row.value
    if not row.low and not row.high:
        return value
    decimals = 0 if row.unit in WHOLE_UNITS else 2
    low, high = (show_plain(end, language, decimals) for end in (row.low, row.high))
    return f"{value} ({say('pages.range', language, low=low, high=high)})"
