"""What else could have come out, step by step: other rules, other marks, other weights, chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from helpers.examine.category import Examination
from helpers.examine.mark_changes import MarkChange
from helpers.examine.reruns import Outcome, with_mark, with_same_finalists
from helpers.examine.telling import say_choice, say_reason
from helpers.examine.weight_changes import WeightChange, criteria_level, lead_under, stages_level
from helpers.examine.what_if_telling import (
    WEIGHT_DECIMALS,
    name_part,
    say_chance,
    say_close,
    say_level,
    say_mark,
    say_other_rules,
    say_place_change,
    say_way,
    say_weight_change,
    say_what_ifs,
    show_share,
)
from helpers.records.facts import SeasonFacts
from helpers.records.numbers import show
from helpers.records.words import say
from helpers.report.worked import Pair
from helpers.rules import Category, RuleBook
from helpers.scoring import score_category

Row = list[object]


@dataclass(frozen=True)
class WorkedWhatIf:
    """What else could have come out of a category, ready to be shown and tried again."""

    book: RuleBook
    facts: SeasonFacts
    examined: Examination
    language: str = "id"
    through: str = ""

    @property
    def rule(self) -> Category:
        """The rule of the category."""
        return self.book.categories[self.examined.official.category]

    def _names(self) -> dict[str, str]:
        return {one.participant: one.name for one in self.examined.official.placings}

    def without_rows(self) -> list[Row]:
        """Without each criterion, each stage, the last one; and with the other choices."""
        rows = [[self._left_out(one.kind, one.name), *_outcome(one.outcome)]
                for one in self.examined.what_ifs]  # fmt: skip
        rows += [
            [say(f"pages.policy_{one.about}_{one.other}", self.language), *_outcome(one.outcome)]
            for one in self.examined.choices
        ]
        return rows

    def _left_out(self, kind: str, name: str) -> str:
        if kind == "participant":
            return say("worked.without_last", self.language, name=self._names()[name])
        return say(f"worked.without_{kind}", self.language, name=name_part(self.rule, name))

    def without_sentences(self) -> list[str]:
        """Whether the winner hangs on a criterion, a stage, the last one, or a choice."""
        told = list(say_what_ifs(self.examined.what_ifs, self.rule, self.language))
        told += [say_choice(one, self.language) for one in self.examined.choices]
        return told or [say_reason("undecided", self.language)]

    def without_pairs(self) -> Iterator[tuple[str, int, int]]:
        """Every criterion and every stage that was held was left out once."""
        official = self.examined.official
        held = official.stage_results if official.decided else {}
        wanted = {
            "criterion": sum(len(self.rule.stages[stage].criteria) for stage in held),
            "stage": len(held),
        }
        for kind, count in wanted.items():
            tried = {one.name for one in self.examined.what_ifs if one.kind == kind}
            yield say(f"pages.subject_{kind}", self.language), len(tried), count

    def rule_rows(self) -> list[Row]:
        """Under each other way to combine the jurors."""
        return [
            [say_way(one.way, self.language), *_outcome(one.outcome)]
            for one in self.examined.other_rules
        ]

    def rule_sentences(self) -> list[str]:
        """Which other ways would name the same winner, and which not."""
        told = say_other_rules(self.examined.other_rules, self.language)
        return list(told) or [say("worked.no_other_rules", self.language)]

    def rule_pairs(self) -> Iterator[tuple[str, bool, bool]]:
        """A way says "same winner" exactly where the names are those of the official winners."""
        official = {one.participant for one in self.examined.official.placings if one.rank == 1}
        for one in self.examined.other_rules:
            if not one.outcome.reason:
                named = {line.participant for line in one.outcome.winners}
                yield say_way(one.way, self.language), one.outcome.same_winners, named == official

    def mark_rows(self) -> list[Row]:
        """Each title, its holders, the smallest change of one mark, how many marks can do it."""
        return [
            [
                self.rule.titles[one.rank - 1],
                ", ".join(line.name for line in one.holders),
                say_mark(one.change, self.rule, self.language)
                if one.change
                else say_reason(one.reason, self.language),
                one.able,
                one.easily,
                one.counted,
            ]
            for one in self.examined.mark_changes
        ]

    def mark_sentences(self) -> list[str]:
        """Which margins are close, and what one mark could do to the first title."""
        close = [say_close(one, self.language) for one in self.examined.closeness]
        told = [
            sentence
            for one in self.examined.mark_changes[:1]
            for sentence in say_place_change(one, self.rule, self.language)
        ]
        return [*filter(None, close), *told] or [say_reason("undecided", self.language)]

    def mark_pairs(self) -> Iterator[tuple[str, bool, bool]]:
        """With the change the rank has other holders; with one step less it has the same ones."""
        for one in self.examined.mark_changes:
            change, title = one.change, self.rule.titles[one.rank - 1]
            if change is None:
                continue
            official = {line.participant for line in one.holders}
            step = Decimal(1).scaleb(-change.mark.scale.decimals)
            less = change.after + (step if change.after < change.before else -step)
            yield title, self._holders(change, change.after, one.rank) != official, True
            if not self._majority:
                yield f"{title} (−1)", self._holders(change, less, one.rank) == official, True

    @property
    def _majority(self) -> bool:
        """Whether the jurors may break a tie: of three equals, a smaller change may then do."""
        return any(link.kind == "juror_majority" for link in self.rule.ties)

    def _holders(self, change: MarkChange, value: Decimal, rank: int) -> set[str]:
        """Who has the rank when the official rule is run with the mark at another value."""
        mark, official = change.mark, self.examined.official
        held = with_same_finalists(self.facts, official)
        slot = (mark.stage, mark.criterion, mark.participant, mark.juror)
        asked = with_mark(held, *slot, value)
        made = score_category(self.book, official.category, asked, self.through, official)
        return {line.participant for line in made.placings if line.rank == rank}

    def weight_rows(self) -> list[Row]:
        """Each weight, and the interval in which nobody is ahead of the winner."""
        return [
            [
                name_part(self.rule, f"{one.stage}.{part.name}" if one.stage else part.name),
                part.weight,
                _range(part.low, part.high, self.language),
            ]
            for one in self.examined.weight_changes
            for part in one.ranges
        ]

    def weight_sentences(self) -> list[str]:
        """How much weight would have to move, level by level."""
        told = [
            say_weight_change(one, self.rule, self._names(), self.language)
            for one in self.examined.weight_changes
        ]
        return told or [say_reason("undecided", self.language)]

    def weight_pairs(self) -> Iterator[Pair]:
        """The moved weights have the same sum, are so far from the old, and leave no lead."""
        for one in self.examined.weight_changes:
            if one.move is None:
                continue
            name = say_level(one.stage, self.rule, self.language)
            lead, old = self._lead(one)
            gone = sum((abs(b - a) for a, b in zip(old, one.move.weights, strict=True)), Fraction())
            yield f"{name} (Σ)", sum(one.move.weights, Fraction()), sum(old, Fraction())
            yield f"{name} (½ Σ|Δ|)", one.move.moved, gone / 2
            yield f"{name} (0)", lead, Fraction()

    def _lead(self, change: WeightChange) -> tuple[Fraction, tuple[Fraction, ...]]:
        """The winner's lead over the rival under the moved weights; and the weights as they are."""
        official, move = self.examined.official, change.move
        result = official.stage_results.get(change.stage)
        level = (
            criteria_level(self.rule, official, result)
            if result
            else stages_level(self.rule, official)
        )
        if move is None:
            raise ValueError(change.stage)
        return lead_under(level, level.rivals.index(move.rival), move.weights), level.weights

    def chance_rows(self) -> list[Row]:
        """Everyone who is ranked: the range of ranks, and the chance of each rank with a title."""
        titles = range(len(self.rule.titles))
        official = {one.participant: one.rank for one in self.examined.official.placings}
        return [
            [
                self._names()[one.participant], official[one.participant], one.low, one.high,
                *(show_share(one.places[at], self.language) if at < len(one.places) else None
                  for at in titles),
            ]
            for one in self.examined.chance.ranks
        ]  # fmt: skip

    def chance_names(self) -> list[str]:
        """The headings of the chances in :meth:`chance_rows`."""
        ranks = range(1, len(self.rule.titles) + 1)
        return [say("worked.chance_of", self.language, rank=rank) for rank in ranks]

    def chance_sentences(self) -> list[str]:
        """Which ranks those with a title might have had, and how far the drawing itself errs."""
        names, titles = self._names(), len(self.rule.titles)
        return say_chance(self.examined.chance, names, titles, self.language)

    def chance_pairs(self) -> Iterator[tuple[str, object, object]]:
        """Every draw gives everyone one rank; and the range holds at least 95 % of the draws."""
        draws = self.examined.chance.draws
        for one in self.examined.chance.ranks:
            counts = [round(share * draws) for share in one.places]
            inside = sum(counts[one.low - 1 : one.high])
            yield one.participant, sum(counts), draws
            yield f"{one.participant} (95%)", Fraction(inside, draws) >= Fraction(95, 100), True


def _outcome(outcome: Outcome) -> Row:
    """Who is first, by how much, and how many titles move; or why there is no such ranking."""
    if outcome.reason:
        return [outcome.reason, None, None, None]
    winners = ", ".join(line.name for line in outcome.winners)
    return [winners, outcome.margin, outcome.same_winners, len(outcome.moved)]


def _range(low: Fraction, high: Fraction, language: str) -> str:
    """The interval of a weight, rounded to the inside so that what is said holds."""
    inside = (
        Fraction(ceil(low * 10**WEIGHT_DECIMALS), 10**WEIGHT_DECIMALS),
        Fraction(floor(high * 10**WEIGHT_DECIMALS), 10**WEIGHT_DECIMALS),
    )
    shown = [show(limit, WEIGHT_DECIMALS, language) for limit in inside]
    return say("pages.range", language, low=shown[0], high=shown[1])
