"""Leave one juror out: the official rule once more, without that juror."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from helpers.records.facts import SeasonFacts
from helpers.records.findings import stops
from helpers.records.tables import Decision, Placing
from helpers.rules.models import RuleBook
from helpers.scoring import CategoryResult, score_category


@dataclass(frozen=True)
class LeftOut:
    """What the ranking would be without a juror.

    ``winners`` are those of rank 1, ``margin`` is that of the first; ``moved`` are the participants
    whose title would be another. Where the rule gives no ranking without the juror, ``reason`` is
    the message of what stops it.
    """

    juror: str
    winners: tuple[Placing, ...]
    margin: Decimal | None
    same_winners: bool
    moved: tuple[Placing, ...]
    reason: str = ""


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
    asked = _without_quorum(book, category)
    held = replace(facts, decisions=facts.decisions + _finalists_as_they_were(category, official))
    return tuple(_without(asked, category, held, official, juror, through) for juror in jurors)


def _without(
    book: RuleBook,
    category: str,
    facts: SeasonFacts,
    official: CategoryResult,
    juror: str,
    through: str,
) -> LeftOut:
    out = _decision(category, "juror_left_out", juror=juror)
    result = score_category(
        book, category, replace(facts, decisions=(*facts.decisions, out)), through
    )
    if not result.decided:
        reason = next(finding.message for finding in result.findings if stops(finding))
        return LeftOut(juror, (), None, False, (), reason)
    before = {line.participant: line for line in official.placings}
    winners = _winners(result)
    return LeftOut(
        juror,
        winners=winners,
        margin=winners[0].margin if winners else None,
        same_winners={line.participant for line in winners}
        == {line.participant for line in _winners(official)},
        moved=tuple(
            line for line in result.placings if line.title != before[line.participant].title
        ),
    )


def _winners(result: CategoryResult) -> tuple[Placing, ...]:
    return tuple(line for line in result.placings if line.rank == 1)


def _without_quorum(book: RuleBook, category: str) -> RuleBook:
    rule = book.categories[category]
    missing = rule.missing.model_copy(update={"at_least": 1})
    asked = rule.model_copy(update={"missing": missing})
    return book.model_copy(update={"categories": {**book.categories, category: asked}})


def _finalists_as_they_were(category: str, official: CategoryResult) -> tuple[Decision, ...]:
    return tuple(
        _decision(
            category,
            "finalists",
            stage=stage,
            value=";".join(
                participant
                for participant, going in zip(official.participants, cut.admitted, strict=True)
                if going
            ),
        )
        for stage, cut in official.cuts.items()
    )


def _decision(
    category: str, kind: str, stage: str = "", juror: str = "", value: str = ""
) -> Decision:
    return Decision(
        id="",
        category=category,
        stage=stage,
        participant="",
        juror=juror,
        kind=kind,
        value=value,
        reason="",
        basis="",
        by="",
        approved_by="",
        date="",
        evidence="",
    )
