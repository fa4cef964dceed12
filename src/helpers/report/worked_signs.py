"""The signs in the tables of a ranking: which of its numbers people changed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from helpers.records.facts import SeasonFacts
from helpers.records.tables import Absence, Score
from helpers.report.steps import SignedNumber
from helpers.report.wording import CORRECTED, DECIDED

EVERY = "*"  # stage of a juror who is left out of all


class WorkedSigns:
    """† for a corrected mark, ‡ for a deduction or a juror left out, from the facts themselves."""

    def __init__(self, facts: SeasonFacts | None = None) -> None:
        rows: tuple[Score | Absence, ...] = ()
        if facts is not None:
            rows = (*facts.scores, *facts.absences)
        self._corrected = {(r.participant, r.stage, r.juror) for r in rows if r.correction}
        decided = [(one.participant, one.stage) for one in facts.deductions] if facts else []
        left_out = facts.decisions if facts else ()
        decided += [
            (d.participant, d.stage or EVERY) for d in left_out if d.kind == "juror_left_out"
        ]
        self._decided = decided

    def show(
        self,
        value: Decimal | Fraction | None,
        participant: str,
        stage: str = "",
        juror: str = "",
    ) -> SignedNumber | Decimal | Fraction | None:
        """A juror's total, a stage value or, where no stage is named, a total, with its signs."""
        if value is None:
            return None
        sign = CORRECTED if self._has(self._corrected, participant, stage, juror) else ""
        if not juror and self._changed(participant, stage):
            sign += DECIDED
        return SignedNumber(value, sign) if sign else value

    @staticmethod
    def _has(places: Iterable[tuple[str, str, str]], *wanted: str) -> bool:
        """Whether a place fits; '' is any."""
        return any(
            all(one in ("", there) for one, there in zip(wanted, place, strict=True))
            for place in places
        )

    def _changed(self, participant: str, stage: str) -> bool:
        """Whether a deduction or a juror left out touches the value; no participant is all."""
        return any(
            who in ("", participant) and (not stage or where in (EVERY, stage))
            for who, where in self._decided
        )
