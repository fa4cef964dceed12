"""What people changed in one participant's values, and its objections, in words for the card.

No juror is named, neither is a file, a reason or the mark that stood there before: each could tell
who gave it.
"""

from __future__ import annotations

from collections.abc import Iterator

from helpers.records.numbers import show
from helpers.records.tables import COMMITTEE, Absence, Score
from helpers.records.words import say
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.spoken_numbers import write_plain_date
from helpers.report.wording import CORRECTED, DECIDED, absent_stages, bare_stage


def say_signs(category: CategoryDigest, participant: str, language: str) -> Iterator[str]:
    """Each correction, deduction, juror left out and absence that touched the participant."""
    yield from _corrections(category, participant, language)
    for row in category.deductions:
        if row.participant == participant:
            yield say(
                f"cards.{'deducted' if row.points > 0 else 'added'}",
                language,
                sign=DECIDED,
                points=show(abs(row.points), None, language),
                where=_where(category, row.stage, language),
                article=row.article,
                reason=row.reason,
            )
    for one in category.decisions:
        if one.kind == "juror_left_out" and one.participant in ("", participant):
            where = _where(category, one.stage, language)
            yield say("cards.left_out", language, sign=DECIDED, id=one.id, where=where)
    yield from _absences(category, participant, language)


def _absences(category: CategoryDigest, participant: str, language: str) -> Iterator[str]:
    """Each stage that was valued although the participant was not there."""
    valued = {
        row.stage
        for row in category.stages
        if row.participant == participant and row.value is not None
    }
    for stage, part in category.rules.stages.items():
        if stage in valued & absent_stages(category, participant):
            yield say("cards.absent", language, stage=bare_stage(part.name))


def _corrections(category: CategoryDigest, participant: str, language: str) -> Iterator[str]:
    rows: tuple[Score | Absence, ...] = (*category.scores, *category.absences)
    touched = {
        (row.correction, row.stage, row.criterion, row.juror == COMMITTEE)
        for row in rows
        if row.correction and row.participant == participant
    }
    for correction, stage, criterion, committee in sorted(touched):
        part = category.rules.stages[stage]
        yield say(
            f"cards.corrected_{'committee' if committee else 'juror'}",
            language,
            sign=CORRECTED,
            id=correction,
            stage=bare_stage(part.name),
            criterion=part.criteria[criterion].name,
        )


def _where(category: CategoryDigest, stage: str, language: str) -> str:
    if not stage:
        return say("cards.of_the_total", language)
    return say("cards.of_the_stage", language, stage=bare_stage(category.rules.stages[stage].name))


def say_objections(
    digest: SeasonDigest, category: CategoryDigest, participant: str, language: str
) -> Iterator[str]:
    """The participant's objections and whether each was answered."""
    for one in digest.objections:
        if (one.category, one.participant) == (category.key, participant):
            key = "answered" if one.answered else "unanswered"
            yield say(
                f"cards.objection_{key}", language, id=one.id,
                day=write_plain_date(one.date, language),
                answered=write_plain_date(one.answered, language),
            )  # fmt: skip
