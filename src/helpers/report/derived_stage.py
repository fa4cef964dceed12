"""The tree of one stage of a participant: parts, jurors, marks and their cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from helpers.examine.reckoning import Part, StageReckoning
from helpers.examine.voices import Mark, Voice, way_of
from helpers.records.facts import SeasonFacts
from helpers.records.tables import Deduction
from helpers.records.words import say
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.node import Node, origin_of
from helpers.report.steps import written
from helpers.report.wording import name_juror, say_people
from helpers.scoring import CategoryResult
from helpers.scoring.scales import Conversion
from helpers.scoring.slots import Slot
from helpers.scoring.stages import PANEL


@dataclass(frozen=True)
class StageDerivation:
    """One stage of a participant, ready to be told as a tree."""

    digest: SeasonDigest
    category: CategoryDigest
    facts: SeasonFacts
    result: CategoryResult
    reckoning: StageReckoning
    language: str

    def _say(self, key: str, **values: object) -> str:
        return say(f"trace.{key}", self.language, **values)

    def _show(self, value: Fraction) -> str:
        return written(value, self.language)

    def share(self) -> str:
        """What the stage brings to the total: ``30% × 85,95``."""
        value = self._show(self.reckoning.value)
        return times(self.weight(self.reckoning.weight), value)

    def weight(self, weight: Fraction) -> str:
        """A weight as the rule book gives it: in percent, or as a factor."""
        if self.category.rules.weights == "percent":
            return f"{self._show(weight * 100)}%"
        return self._show(weight)

    def node(self) -> Node:
        """The stage: its parts, less its deductions."""
        one = self.reckoning
        terms = add_up((part.weighted for part in one.parts), one.deductions, self.language)
        told = len(one.parts) > 1 or one.deductions or one.exact != one.value
        return Node(
            "stage",
            self._say("stage", stage=self.category.rules.stages[one.stage].name),
            self._show(one.value),
            exact=one.exact,
            filled=self._ends(terms, one.exact, one.value) if told else "",
            formula="stage",
            notes=(self._weigh(one.weight),),
            children=(
                *(self._part(part) for part in one.parts),
                *(deduction_node(row, self.language) for row in one.deductions),
            ),
        )

    def _weigh(self, weight: Fraction) -> str:
        key = "weight" if self.category.rules.weights == "percent" else "factor"
        return self._say(key, weight=self.weight(weight))

    def _ends(self, terms: str, exact: Fraction, value: Fraction) -> str:
        return ends(terms, exact, self._show(value), exact != value, self.language)

    def _part(self, part: Part) -> Node:
        """The jurors together, or one criterion."""
        if part.label == PANEL:
            way = way_of(self.category.rules.combine)
            return Node(
                "part",
                f"{self._say('panel')} ({self._say(f'way_{way}')})",
                self._show(part.mark),
                exact=part.exact,
                filled=self._ends(self._combine(part), part.exact, part.mark),
                formula=way,
                children=tuple(self._juror(voice) for voice in part.voices),
            )
        name = self._criterion_name(part.label)
        if part.committee:
            own = part.voices[0].marks[0]
            formula, filled = "product", self._weighted(part)
            children = [self._mark(own, f"{name} ({self._say('committee')})")]
        else:
            formula = way_of(self.category.rules.combine)
            made = self._ends(self._combine(part), part.exact, part.mark)
            filled = f"{made}; {self._weighted(part)}"
            children = [self._voice(voice) for voice in part.voices]
        return Node(
            "part",
            name,
            self._show(part.weighted),
            exact=part.product,
            filled=filled,
            formula=formula,
            notes=(self._weigh(part.weight),),
            children=tuple(children),
        )

    def _weighted(self, part: Part) -> str:
        """``40% × 82,33 = 32,932 → 32,93``."""
        terms = times(self.weight(part.weight), self._show(part.mark))
        return self._ends(terms, part.product, part.weighted)

    def _combine(self, part: Part) -> str:
        """The formula of the combining, with the values of the jurors."""
        way = way_of(self.category.rules.combine)
        kept = [voice.value for voice in part.counted if voice.kept and voice.value is not None]
        added = " + ".join(map(self._show, sorted(kept) if way == "median" else kept))
        mean = added if way in ("sum", "rank_sum") or len(kept) == 1 else f"({added}) / {len(kept)}"
        if way != "median":
            return mean
        ordered = sorted(voice.value for voice in part.counted if voice.value is not None)
        return self._say("middle", values="; ".join(map(self._show, ordered)), middle=mean)

    def _juror(self, voice: Voice) -> Node:
        """at: total: a juror's stage total, or its place under rank_sum, and its marks."""
        name = name_juror(self.digest.rules, voice.juror, self.language)
        marks = tuple(
            self._mark(mark, self._criterion_name(mark.criterion)) for mark in voice.marks
        )
        if voice.total is None or voice.value is None:
            return Node(
                "juror", name, self._why_not(voice), counts=False, notes=self._why(voice),
                children=() if all(mark.row is None for mark in voice.marks) else marks,
            )  # fmt: skip
        terms = " + ".join(
            times(self.weight(mark.weight), self._show(mark.value)) for mark in voice.marks
        )
        place, shown = self.category.rules.combine.jurors == "rank_sum", self._show(voice.value)
        made = f"{terms} = {self._show(voice.total)}"
        if place:
            put = {"above": voice.above, "equals": voice.equals, "place": shown}
            made += f"; {self._say('place_terms', **put)}"
        return Node(
            "juror",
            name,
            self._say("place", place=shown) if place else shown,
            exact=voice.value,
            filled=made,
            formula="juror_total",
            counts=voice.kept or self._median,
            notes=self._trimmed(voice),
            children=marks,
        )

    def _voice(self, voice: Voice) -> Node:
        """at: criterion: the mark of a juror on one criterion."""
        leaf = self._mark(voice.marks[0], name_juror(self.digest.rules, voice.juror, self.language))
        told = self._why(voice) if voice.value is None else self._trimmed(voice)
        counts = voice.kept or (self._median and voice.value is not None)
        return replace(leaf, counts=counts, notes=(*leaf.notes, *told))

    @property
    def _median(self) -> bool:
        """Whether the middle mark is taken: then every mark counts, and none is left out."""
        return self.category.rules.combine.jurors == "median"

    def _trimmed(self, voice: Voice) -> tuple[str, ...]:
        """That a trim leaves the value out."""
        return () if voice.kept or self._median else (self._say("trimmed"),)

    def _why_not(self, voice: Voice) -> str:
        """Why a juror does not count for the participant in this stage."""
        states = {mark.state for mark in voice.marks}
        if len(states) == 1 and Slot.MARKED not in states:
            return self._state(voice.marks[0])
        return self._say("not_counted")

    def _why(self, voice: Voice) -> tuple[str, ...]:
        """What is to be added: the decision, or what else kept marks from counting."""
        if any(mark.state == Slot.LEFT_OUT for mark in voice.marks):
            return tuple(self._left_out_by(voice.juror))
        if any(mark.state == Slot.MARKED for mark in voice.marks):
            return (self._say(self._barred(voice.juror)),)
        return ()

    def _barred(self, juror: str) -> str:
        """The key of the sentence why marks that are there do not count."""
        slots = self.result.stage_results[self.reckoning.stage].jury.slots
        policy = self.category.rules.missing.juror_absent
        gone = slots.where(Slot.JUROR_ABSENT)[:, slots.jurors.index(juror)].any()
        return "why_left_out_stage" if gone and policy == "leave_out_stage" else "why_incomplete"

    def _left_out_by(self, juror: str) -> Iterable[str]:
        for row in self.facts.decisions:
            stages = ("", self.reckoning.stage)
            if row.kind == "juror_left_out" and row.juror == juror and row.stage in stages:
                people = say_people(row.by, row.date, row.approved_by, self.language)
                yield f"{row.id}: {row.reason} ({people})"

    def _state(self, mark: Mark) -> str:
        """What became of a slot that holds no mark that counts."""
        return self._say(f"state_{mark.state.name.lower()}", reason=self._recusal(mark.juror))

    def _recusal(self, juror: str) -> str:
        """Why a juror does not judge: the region, or the reason in the list."""
        recusal = self.category.rules.recusal
        if isinstance(recusal, str):
            return self._say("why_same_region")
        return next((one.reason for one in recusal if one.juror == juror), "")

    def _criterion_name(self, criterion: str) -> str:
        return self.category.rules.stages[self.reckoning.stage].criteria[criterion].name

    def _mark(self, mark: Mark, label: str) -> Node:
        """A leaf: the mark, on the scale of the category where it was converted, and its cell."""
        origin = origin_of(mark.row, self.digest.corrections_by_id)
        if mark.given is None or (not mark.counts and mark.state != Slot.MARKED):
            given = "" if mark.given is None else f": {self._show(mark.given)}"
            return Node("mark", label, self._state(mark) + given, counts=False, origin=origin)
        notes: tuple[str, ...] = ()
        if mark.state == Slot.PARTICIPANT_ABSENT:
            notes = (self._say("state_participant_absent"), self._say("zero"))
        changed = bool(mark.conversion)
        return Node(
            "mark",
            label,
            self._show(mark.value),
            exact=mark.value,
            filled=self._converted(mark.given, mark.conversion, mark.value) if changed else "",
            formula="conversion" if changed else "",
            counts=mark.counts,
            notes=notes,
            origin=origin,
        )

    def _converted(self, given: Fraction, by: Conversion, value: Fraction) -> str:
        """``41 × 2 = 82``: the mark on its own scale, brought to the one of the category."""
        shift = (
            "" if not by.shift else f" {'+' if by.shift > 0 else '−'} {self._show(abs(by.shift))}"
        )
        return f"{self._show(given)} × {self._show(by.factor)}{shift} = {self._show(value)}"


def times(weight: str, value: str) -> str:
    """A product as people write it."""
    return f"{weight} × {value}"


def add_up(terms: Iterable[Fraction | str], deductions: Iterable[Deduction], language: str) -> str:
    """``24,8 + 15,3 − 1``: the terms, less what was taken off (or more, what was given)."""
    text = " + ".join(one if isinstance(one, str) else written(one, language) for one in terms)
    for row in deductions:
        sign = "−" if row.points >= 0 else "+"
        text += f" {sign} {written(abs(Fraction(row.points)), language)}"
    return text


def ends(terms: str, exact: Fraction, value: str, rounded: bool, language: str) -> str:
    """The terms with what they make, and what that is ``rounded`` to."""
    made = written(exact, language)
    text = terms if terms == made else f"{terms} = {made}"
    return f"{text} → {value}" if rounded else text


def deduction_node(row: Deduction, language: str) -> Node:
    """Points taken off, with the article, the reason and who entered it."""
    points = -Fraction(row.points)
    sign = "−" if points < 0 else "+"
    return Node(
        "deduction",
        say("trace.deduction", language),
        sign + written(abs(points), language),
        exact=points,
        notes=(
            say("trace.deduction_why", language, article=row.article, reason=row.reason),
            say_people(row.by, row.date, row.approved_by, language),
        ),
    )
