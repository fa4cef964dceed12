"""What else could have come out, as rows of diagnostics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from helpers.examine.chance import Chance
from helpers.examine.choices import OtherChoice
from helpers.examine.margins import Closeness
from helpers.examine.mark_changes import PlaceChange
from helpers.examine.other_rules import OtherRule
from helpers.examine.reruns import Outcome
from helpers.examine.telling import say_reason
from helpers.examine.weight_changes import WeightChange
from helpers.examine.what_if import WhatIf
from helpers.examine.what_if_telling import say_because, say_mark
from helpers.records.numbers import as_decimal, decimal_text
from helpers.records.tables import Diagnostic, Placing
from helpers.records.words import say
from helpers.rules.models import RuleBook
from helpers.scoring import CategoryResult

SHARE_DECIMALS = 3
WEIGHT_DECIMALS = 2


@dataclass(frozen=True)
class Rows:
    """Makes the rows of one category in the language of its rule book."""

    book: RuleBook
    official: CategoryResult

    @property
    def unit(self) -> str:
        """The unit of a total: points, or places where ranks are summed."""
        return "places" if self.official.contest.low_wins else "points"

    def row(self, subject: str, name: str, measure: str, value: str, **more: str) -> Diagnostic:
        """One row."""
        return Diagnostic(
            season=self.official.season,
            category=self.official.category,
            subject=subject,
            id=name,
            measure=measure,
            value=value,
            **{"stage": ""} | more,
        )

    def outcome(
        self,
        subject: str,
        name: str,
        ending: str,
        outcome: Outcome,
        stage: str = "",
        unit: str = "",
    ) -> Iterator[Diagnostic]:
        """The winner, its margin and the titles that move, or the reason why there are none."""
        if outcome.reason:
            yield self.row(subject, name, f"winner_{ending}", "", stage=stage, note=outcome.reason)
            return
        same = say(f"examine.{'same' if outcome.same_winners else 'other'}", self.book.language)
        margin = "" if outcome.margin is None else decimal_text(outcome.margin)
        yield self.row(
            subject, name, f"winner_{ending}", _ids(outcome.winners), stage=stage, note=same
        )
        why = say_reason(outcome.unmeasured, self.book.language) if outcome.unmeasured else ""
        yield self.row(
            subject, name, f"margin_{ending}", margin, stage=stage, unit=unit or self.unit, note=why
        )
        yield self.row(
            subject,
            name,
            f"titles_moved_{ending}",
            str(len(outcome.moved)),
            stage=stage,
            unit="titles",
            note=_titles(outcome.moved),
        )

    def left_out(self, what_ifs: Sequence[WhatIf]) -> Iterator[Diagnostic]:
        """Without each criterion, each stage, and the last participant."""
        for one in what_ifs:
            if one.kind == "participant":
                yield from self.outcome("panel", "without_last", "under", one.outcome)
                continue
            stage = one.name.partition(".")[0] if one.kind == "criterion" else ""
            yield from self.outcome(one.kind, one.name, "without", one.outcome, stage)

    def other_rules(self, rules: Sequence[OtherRule]) -> Iterator[Diagnostic]:
        """Under each other way to combine the jurors."""
        units = {"z_score": "deviations", "rank_sum": "places"}
        for one in rules:
            name, unit = f"combine: {one.way}", units.get(one.way, "points")
            yield from self.outcome("panel", name, "under", one.outcome, unit=unit)

    def choices(self, choices: Sequence[OtherChoice]) -> Iterator[Diagnostic]:
        """Under the other choice about what is missing."""
        for one in choices:
            name = f"{one.about}: {one.other}"
            yield from self.outcome("panel", name, "under", one.outcome)

    def marks(self, places: Sequence[PlaceChange]) -> Iterator[Diagnostic]:
        """The smallest change of one mark for each title, and how many marks could do it."""
        for place in places:
            for holder in place.holders:
                yield self._mark(place, holder)
                for measure, count in (
                    ("marks_able", place.able),
                    ("marks_able_easily", place.easily),
                ):
                    note = say("examine.of_marks", self.book.language, count=place.counted)
                    yield self.row(
                        "participant", holder.participant, measure, str(count), unit="marks",
                        note=note,
                    )  # fmt: skip

    def _mark(self, place: PlaceChange, holder: Placing) -> Diagnostic:
        language, change = self.book.language, place.change
        return self.row(
            "participant",
            holder.participant,
            "smallest_mark_change",
            "" if change is None else decimal_text(change.points),
            unit="points",
            note=say_reason(place.reason, language)
            if change is None
            else say_mark(change, self.official.contest.rule, language),
        )

    def margins(self, places: Sequence[Closeness]) -> Iterator[Diagnostic]:
        """Each margin in single marks, and whether it is close."""
        language = self.book.language
        for place in places:
            if place.margin.margin is None:
                continue
            name, change = place.margin.placing.participant, place.change
            yield self.row(
                "participant",
                name,
                "margin_marks",
                "" if change is None else decimal_text(change.points),
                unit="points",
                note=say_reason("no_mark", language)
                if change is None
                else say_mark(change, self.official.contest.rule, language),
            )
            close = "yes" if place.close else "no"
            yield self.row(
                "participant", name, "margin_close", close, unit="yes_no",
                note=say_because(place, language),
            )  # fmt: skip

    def weights(self, changes: Sequence[WeightChange]) -> Iterator[Diagnostic]:
        """The smallest move of weight, and the range of each weight, level by level."""
        for change in changes:
            yield self._move(change)
            for one in change.ranges:
                subject, name = "stage", one.name
                if change.stage:
                    subject, name = "criterion", f"{change.stage}.{one.name}"
                # rounded inwards, so that what is said holds
                low = Fraction(ceil(one.low * 10**WEIGHT_DECIMALS), 10**WEIGHT_DECIMALS)
                high = Fraction(floor(one.high * 10**WEIGHT_DECIMALS), 10**WEIGHT_DECIMALS)
                for measure, value in (("weight_low", low), ("weight_high", high)):
                    shown = decimal_text(as_decimal(value, WEIGHT_DECIMALS))
                    yield self.row(subject, name, measure, shown, stage=change.stage, unit="weight")

    def _move(self, change: WeightChange) -> Diagnostic:
        language, measure = self.book.language, "smallest_weight_change"
        if change.reason:
            note = say_reason(change.reason, language)
            return self.row("panel", "", measure, "", stage=change.stage, note=note)
        if change.move is None:
            winner = next(line.participant for line in self.official.placings if line.rank == 1)
            note = say_reason("no_weights", language)
            return self.row(
                "participant", winner, measure, "", stage=change.stage, unit="weight", note=note
            )
        return self.row(
            "participant",
            change.move.rival,
            measure,
            decimal_text(rounded_up(change.move.moved)),
            stage=change.stage,
            unit="weight",
        )

    def chance(self, chance: Chance, places: int) -> Iterator[Diagnostic]:
        """The range of ranks and the chance of each place, and how far the draws themselves err."""
        if not self.official.decided:
            return
        if chance.reason:
            note = say_reason(chance.reason, self.book.language)
            yield self.row("panel", "", "p_first", "", note=note)
            return
        for one in chance.ranks:
            yield self.row("participant", one.participant, "rank_low", str(one.low), unit="rank")
            yield self.row("participant", one.participant, "rank_high", str(one.high), unit="rank")
            yield self._share(one.participant, "p_first", one.first)
            for rank, share in enumerate(one.places[1:places], start=2):
                yield self._share(one.participant, f"p_rank_{rank}", share)
        error = decimal_text(Decimal(f"{chance.error:.4f}"))
        yield self.row("panel", "", "draws", str(chance.draws), unit="draws")
        yield self.row("panel", "", "draws_error", error, unit="share")

    def _share(self, participant: str, measure: str, share: float) -> Diagnostic:
        value = decimal_text(Decimal(f"{share:.{SHARE_DECIMALS}f}"))
        return self.row("participant", participant, measure, value, unit="share")


def rounded_up(moved: Fraction) -> Decimal:
    """A number of weight points that is enough: rounded up."""
    whole = ceil(moved * 10**WEIGHT_DECIMALS)
    return as_decimal(Fraction(whole, 10**WEIGHT_DECIMALS), WEIGHT_DECIMALS)


def _ids(lines: Sequence[Placing]) -> str:
    return "; ".join(line.participant for line in lines)


def _titles(lines: Sequence[Placing]) -> str:
    return "; ".join(f"{line.participant}: {line.title or '–'}" for line in lines)
