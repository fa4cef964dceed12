"""How sure a ranking is, in sentences and small tables made from its diagnostics."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from helpers.records.tables import Diagnostic, Placing
from helpers.records.words import say, sentences
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.wording import show_value


@dataclass(frozen=True)
class MeasureTable:
    """The measures of one kind of subject in one stage: a row a subject, a column a measure."""

    caption: str
    subject: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def say_margins(category: CategoryDigest, language: str) -> list[str]:
    """What the margins say: how far the first is ahead, the closest two titles, the ties."""
    if not category.decided:
        return [say("pages.sure_none", language)]
    ranked = [placing for placing in category.placings if placing.rank is not None]
    said = []
    if len(ranked) > 1 and ranked[0].margin is not None:
        ranks = category.rules.combine.jurors == "rank_sum"
        key = "sure_winner_ranks" if ranks else "sure_winner"
        said.append(_say_pair(key, category, ranked[0], ranked[1], language))
    neighbours = [
        (above, below)
        for above, below in pairwise(ranked)
        if above.title and above.margin and above.rank != below.rank
    ]
    if neighbours:
        closest = min(neighbours, key=lambda pair: pair[0].margin or 0)
        said.append(_say_pair("sure_closest", category, *closest, language))
    equal = sum(count for count in Counter(_standing(p) for p in ranked).values() if count > 1)
    if equal:
        said.append(say("pages.sure_ties", language, count=equal))
    return said


def _say_pair(
    key: str, category: CategoryDigest, above: Placing, below: Placing, language: str
) -> str:
    margin = show_value(above.margin, category.rules.rounding.total, language)
    return say(f"pages.{key}", language, first=above.name, second=below.name, margin=margin)


def _standing(placing: Placing) -> tuple[object, bool]:
    return placing.exact, placing.note == "not_finalist"


def tabulate(
    digest: SeasonDigest, category: CategoryDigest, language: str
) -> tuple[MeasureTable, ...]:
    """The diagnostics as tables, one for each kind of subject and stage, in their own order."""
    groups: dict[tuple[str, str], list[Diagnostic]] = {}
    for row in category.diagnostics:
        groups.setdefault((row.subject, row.stage), []).append(row)
    return tuple(
        _one_table(digest, category, subject, stage, rows, language)
        for (subject, stage), rows in groups.items()
    )


def _one_table(
    digest: SeasonDigest,
    category: CategoryDigest,
    subject: str,
    stage: str,
    rows: list[Diagnostic],
    language: str,
) -> MeasureTable:
    measures = list(dict.fromkeys(row.measure for row in rows))
    cells = {(row.id, row.measure): show_measure(row, language) for row in rows}
    kind = say(f"pages.subject_{subject}", language)
    part = category.rules.stages.get(stage)
    return MeasureTable(
        caption=say(
            "pages.measures_caption",
            language,
            subject=kind,
            stage=part.name if part else say("pages.whole", language),
        ),
        subject=kind,
        header=tuple(name_measure(measure, language) for measure in measures),
        rows=tuple(
            (
                name_subject(digest, category, subject, name),
                *(cells.get((name, m), "–") for m in measures),
            )
            for name in dict.fromkeys(row.id for row in rows)
        ),
    )


def name_measure(measure: str, language: str) -> str:
    """The measure in words; a measure without words keeps its own name."""
    return sentences("pages", language).get(f"measure_{measure}", measure)


def name_subject(digest: SeasonDigest, category: CategoryDigest, subject: str, key: str) -> str:
    """The name of a participant or a criterion; jurors keep their code, with their name."""
    if subject == "participant":
        return next((p.name for p in category.placings if p.participant == key), key)
    if subject == "juror" and key in digest.rules.jurors:
        return f"{key} · {digest.rules.jurors[key].name}"
    stage, _, criterion = key.partition(".")
    part = category.rules.stages.get(stage)
    if subject == "criterion" and part and criterion in part.criteria:
        return f"{part.name}: {part.criteria[criterion].name}"
    return key


def show_measure(row: Diagnostic, language: str) -> str:
    """The value of a measure with its range; numbers in the local style."""
    value = _localised(row.value, language)
    if not row.low and not row.high:
        return value
    low, high = _localised(row.low, language), _localised(row.high, language)
    between = say("pages.range", language, low=low, high=high)
    return f"{value} ({between})" if value else between


def _localised(text: str, language: str) -> str:
    return text.replace(".", ",") if language == "id" and _is_number(text) else text


def _is_number(text: str) -> bool:
    whole, _, rest = text.removeprefix("-").partition(".")
    return whole.isdigit() and (not rest or rest.isdigit())
