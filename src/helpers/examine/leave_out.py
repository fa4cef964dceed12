"""Leave one juror out: the official rule once more, without that juror."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from helpers.examine.reruns import (
    a_decision,
    moved_titles,
    why_no_margin,
    winners_of,
    with_missing,
    with_same_finalists,
)
from helpers.records.facts import SeasonFacts
from helpers.records.findings import stops
from helpers.records.tables import Placing
from helpers.rules.models import RuleBook
from helpers.scoring import CategoryResult, score_category


@dataclass(frozen=True)
class LeftOut:
    """What the ranking would be without a juror.

    ``winners`` are those of rank 1, ``margin`` is that of the first (``unmeasured`` says why there
    is none); ``moved`` are the participants whose title would be another. Where the rule gives no
    ranking without the juror, ``reason`` is the message of what stops it.
    """

    juror: str
    winners: tuple[Placing, ...]
    margin: Decimal | None
    same_winners: bool
    moved: tuple[Placing, ...]
    reason: str = ""
    unmeasured: str = ""


def leave_one_out(
    book: RuleBook, category: str, facts: SeasonFacts, official: CategoryResult, through: str = ""
) -> tuple[LeftOut, ...]:
    """Rank the category once without each of its jurors.

    The finalists stay those that they were, because only they were marked, and the quorum is not
    asked: the question is what the marks of the others say. A category that waits for a person has
    no ranking to leave a juror out of.
    """
    if not official.decided:
        return ()
    jurors = dict.fromkeys(
        juror for result in official.stage_results.values() for juror in result.jurors
    )
    asked = with_missing(book, category, at_least=1)
    held = with_same_finalists(facts, official)
    return tuple(_without(asked, held, official, juror, through) for juror in jurors)


def _without(
    book: RuleBook, facts: SeasonFacts, official: CategoryResult, juror: str, through: str
) -> LeftOut:
    out = a_decision(official.category, "juror_left_out", juror=juror)
    asked = replace(facts, decisions=(*facts.decisions, out))
    result = score_category(book, official.category, asked, through, official)
    if not result.decided:
        reason = next(finding.message for finding in result.findings if stops(finding))
        return LeftOut(juror, (), None, False, (), reason)
    winners = winners_of(result)
    return LeftOut(
        juror,
        winners,
        margin=winners[0].margin if winners else None,
        same_winners=_ids(winners) == _ids(winners_of(official)),
        moved=moved_titles(official, result),
        unmeasured=why_no_margin(result.placings),
    )


def _ids(lines: tuple[Placing, ...]) -> set[str]:
    return {line.participant for line in lines}
