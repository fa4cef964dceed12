"""Where marks are missing: would the other choice of the rule book change a title?"""

from __future__ import annotations

from dataclasses import dataclass

from helpers.examine.reruns import Outcome, outcome_of, with_missing, with_same_finalists
from helpers.records.facts import SeasonFacts
from helpers.records.tables import Placing
from helpers.rules.models import RuleBook
from helpers.scoring import CategoryResult, score_category
from helpers.scoring.slots import Slot

CHOICES = {
    "participant_absent": ("zero", "not_ranked"),
    "juror_absent": ("mean_of_present", "leave_out_stage"),
}


@dataclass(frozen=True)
class OtherChoice:
    """What another choice about an absence would do to the titles.

    ``about`` and ``chosen`` are the key and the word of the rule book, ``other`` is the word that
    it might have been.
    """

    about: str
    chosen: str
    other: str
    outcome: Outcome

    @property
    def moved(self) -> tuple[Placing, ...]:
        """The participants whose title that would change."""
        return self.outcome.moved

    @property
    def reason(self) -> str:
        """The message of what stops such a ranking, if anything does."""
        return self.outcome.reason


def other_choices(
    book: RuleBook, category: str, facts: SeasonFacts, official: CategoryResult, through: str = ""
) -> tuple[OtherChoice, ...]:
    """missing: for each kind of absence that there was, the ranking under the other choice."""
    if not official.decided:
        return ()
    missing = book.categories[category].missing
    held = with_same_finalists(facts, official)
    made = []
    for about in _absences(official, missing.blank == "absent"):
        chosen = getattr(missing, about)
        for other in CHOICES[about]:
            if other != chosen:
                asked = with_missing(book, category, **{about: other})
                result = score_category(asked, category, held, through, official)
                made.append(OtherChoice(about, chosen, other, outcome_of(official, result)))
    return tuple(made)


def _absences(official: CategoryResult, blanks: bool) -> list[str]:
    """The kinds of absence that there were."""
    empty = (Slot.BLANK, Slot.UNSEEN) if blanks else ()
    kinds = {
        "participant_absent": (Slot.PARTICIPANT_ABSENT,),
        "juror_absent": (Slot.JUROR_ABSENT, *empty),
    }
    slots = [
        counted.slots
        for result in official.stage_results.values()
        for counted in (result.jury, result.committee)
    ]
    return [key for key, states in kinds.items() if any(s.where(*states).any() for s in slots)]
