"""Findings of this room, told with the names that people know."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.records import findings
from helpers.records.tables import COMMITTEE, Absence, Finding, Participant, Score
from helpers.records.words import say
from helpers.rules.models import RuleBook


@dataclass(frozen=True)
class Teller:
    """Makes the findings of one category in the language of its rule book."""

    book: RuleBook
    category: str
    registered: dict[str, Participant]

    def tell(
        self,
        code: str,
        *,
        stage: str = "",
        participant: str = "",
        juror: str = "",
        criterion: str = "",
        row: Score | Absence | None = None,
        detail: str = "",
        **values: object,
    ) -> Finding:
        """A finding, with the address of ``row`` where the slot was seen.

        ``detail`` is the key of a sentence of this room that says more.
        """
        names = self._names(stage, participant, juror, criterion)
        ids = {"stage": stage, "participant": participant, "juror": juror, "criterion": criterion}
        values["slot"] = say("scoring.slot", self.book.language, **names)
        if detail:
            values["detail"] = say(f"scoring.{detail}", self.book.language, **names)
        return findings.find(
            code,
            self.book.language,
            level="",
            category=self.category,
            file=row.file if row else "",
            sheet=row.sheet if row else "",
            cell=row.cell if row else "",
            literal=row.literal if row else "",
            about={subject: id_ for subject, id_ in ids.items() if id_},
            **names,
            **values,
        )

    def tell_of(self, code: str, row: Score | Absence, **values: object) -> Finding:
        """A finding about one row."""
        return self.tell(
            code,
            stage=row.stage,
            participant=row.participant,
            juror=row.juror,
            criterion=row.criterion,
            row=row,
            detail="",
            **values,
        )

    def _names(self, stage: str, participant: str, juror: str, criterion: str) -> dict[str, object]:
        part = self.book.categories[self.category].stages.get(stage)
        known = self.registered.get(participant)
        return {
            "stage": part.name if part else stage,
            "participant": f"{known.name} ({participant})" if known else participant,
            "juror": self._juror(juror),
            "criterion": part.criteria[criterion].name if part and criterion else criterion,
        }

    def _juror(self, juror: str) -> str:
        if juror == COMMITTEE:
            return say("scoring.committee", self.book.language)
        known = self.book.jurors.get(juror)
        return f"{known.name} ({juror})" if known else juror
