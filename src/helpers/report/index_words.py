"""The words and numbers of the first page that depend on the season and its language."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from helpers.records.numbers import show
from helpers.records.tables import Correction, Decision, Placing
from helpers.records.words import say
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.spoken_numbers import write_plain_date
from helpers.report.trail import CriterionTrail, MarkTrail, ParticipantTrail, StageTrail
from helpers.report.wording import (
    describe_action,
    describe_correction,
    describe_kind,
    describe_level,
    describe_outcome,
    describe_reason,
    name_juror,
    remark,
    show_stage,
    show_total,
    show_value,
)
from helpers.rules import Category, clauses

MINUS = "−"


@dataclass(frozen=True)
class IndexWords:
    """Everything that a template asks to be said, in one language."""

    digest: SeasonDigest
    language: str

    def total(self, value: Decimal | None, rules: Category) -> str:
        """A total or a margin with the decimals that totals are published with."""
        return show_value(value, rules.rounding.total, self.language)

    def signed_total(self, placing: Placing, category: CategoryDigest) -> str:
        """The total of a participant with the signs of what a person changed in it."""
        return show_total(placing, category, self.language)

    def stage(self, value: Decimal | None, rules: Category) -> str:
        """A stage value with its published decimals."""
        return show_stage(value, rules, self.language)

    def exact(self, value: Fraction | Decimal) -> str:
        """A number in full."""
        return show(value, None, self.language)

    def juror(self, key: str) -> str:
        """The juror's code with the name, or the committee."""
        return name_juror(self.digest.rules, key, self.language)

    def remark(self, placing: Placing, rules: Category) -> str:
        """What stands beside a line of the ranking."""
        return remark(placing, rules, self.language)

    def sum_of(self, trail: ParticipantTrail, rules: Category) -> str:
        """How a total is made: ``86,42 = 88,10 × 30% + 85,00 × 70% − 0,50``; '' without a total."""
        if trail.placing.total is None:
            return ""
        parts = [self.share(stage, rules) for stage in trail.stages if stage.value is not None]
        made = " + ".join(parts)
        if trail.deduction:
            sign = MINUS if trail.deduction > 0 else "+"
            made = f"{made} {sign} {self.exact(abs(trail.deduction))}"
        total = self.total(trail.placing.total, rules)
        return say("pages.total_of", self.language, total=total, sum=made)

    def share(self, stage: StageTrail, rules: Category) -> str:
        """What a stage adds: its value times its weight."""
        weight = self.exact(stage.weight)
        mark = "%" if rules.weights == "percent" else ""
        return f"{self.stage(stage.value, rules)} × {weight}{mark}"

    def criterion(self, trail: CriterionTrail, rules: Category) -> str:
        """The weight, the own scale and the combined mark of a criterion, in one line."""
        said = [
            say(
                f"pages.criterion_weight_{rules.weights}",
                self.language,
                weight=self.exact(trail.weight),
            )
        ]
        if trail.scale:
            said.append(say("pages.criterion_scale", self.language, scale=trail.scale))
        for key, value in (("combined", trail.combined), ("weighted", trail.weighted)):
            if value is not None:
                shown = self.stage(value, rules)
                said.append(say(f"pages.criterion_{key}", self.language, value=shown))
        return ", ".join(said)

    def mark(self, trail: MarkTrail, decimals: int) -> str:
        """The mark with the decimals of its scale, or why there is none."""
        if trail.mark is None:
            return say(f"pages.kind_{trail.kind}", self.language)
        return show_value(trail.mark, decimals, self.language)

    def juror_total(self, value: Decimal) -> str:
        """A juror's total in full, with two decimals at least so that a column lines up."""
        return show_value(value, 2, self.language)

    def correction(self, correction: Correction) -> str:
        """The correction in a sentence: what stood there, why it was changed, by whom."""
        return describe_correction(correction, self.language)

    def outcome(self, key: str) -> str:
        """What was done with a file; an unknown outcome as it is."""
        return describe_outcome(key, self.language)

    def level(self, key: str) -> str:
        """The level of a finding."""
        return describe_level(key, self.language)

    def action(self, correction: Correction) -> str:
        """What a correction does, with the value that it sets."""
        done = describe_action(correction.action, self.language)
        return f"{done} {correction.value}".rstrip()

    def decision(self, decision: Decision) -> str:
        """What was decided; a region by its name, a lot and finalists by their ids in order."""
        kind = describe_kind(decision.kind, self.language)
        value = self.digest.region_name(decision.value)
        return f"{kind}: {value}" if value else kind

    def date(self, text: str) -> str:
        """A day as documents write it."""
        return write_plain_date(text, self.language)

    def ignored(self, reason: str) -> str:
        """Why cells were ignored."""
        return describe_reason(reason, self.language)

    def participant(self, category: str, key: str) -> str:
        """The participant's name beside its id."""
        names = {
            person.id: person.name
            for part in self.digest.categories
            if part.key == category
            for person in part.participants
        }
        return f"{key} · {names[key]}" if key in names else key

    def category(self, key: str) -> str:
        """The name of a category; '' stays ''."""
        rules = self.digest.rules.categories.get(key)
        return rules.name if rules else key

    def people(self, by: str, approved_by: str) -> str:
        """Who entered something, and who approved it."""
        return "; ".join(name for name in (by, approved_by) if name)


def name_clauses(digest: SeasonDigest, category: str, language: str) -> list[tuple[str, str]]:
    """The rules of a category in sentences, each with what it is about; jurors are not named."""
    said = clauses(digest.rules, category, language)
    overall = digest.rules.overall
    return [
        (
            overall.name
            if topic == "overall" and overall
            else say(f"documents.topic.{topic}", language),
            text,
        )
        for topic, text in said.items()
    ]
