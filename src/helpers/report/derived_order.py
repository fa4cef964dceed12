"""The part of the tree that says why a rank is this one: ties, lines of finalists, minimums."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.examine.ahead import Ahead, splits_of, tie_of
from helpers.examine.reckoning import Reckoning
from helpers.records.facts import SeasonFacts
from helpers.records.words import say
from helpers.report.node import Node
from helpers.report.steps import written
from helpers.report.wording import describe_link
from helpers.rules import Category
from helpers.scoring import CategoryResult
from helpers.scoring.finalists import Cut
from helpers.scoring.ties import Split, TieBreak


def say_split(
    split: Split, participants: tuple[str, ...], rule: Category, language: str = "id"
) -> str:
    """``KT-01 87,11 > KT-07 84,87``: what a link of a chain of ties compared, the best first."""
    low = rule.combine.jurors == "rank_sum" and split.link.startswith("stage")
    sign = -1 if low else 1

    def told(who: int) -> str:
        if split.link == "lot":
            return participants[who]
        return f"{participants[who]} {written(sign * split.scores[who], language)}"

    groups = (" = ".join(map(told, group)) for group in split.outcome)
    return (" < " if low else " > ").join(groups)


def say_ahead(ahead: Ahead, language: str = "id") -> str:
    """``1 + 1 with a better total + 1 put first by what splits ties = 3``."""
    if ahead.rank == 1:
        return say("trace.rank_first", language)
    terms = [
        say(f"trace.ahead_{name}", language, count=count)
        for name, count in (
            ("line", ahead.by_line),
            ("value", ahead.by_value),
            ("tie", ahead.by_tie),
        )
        if count
    ]
    return f"1 + {' + '.join(terms)} = {ahead.rank}"


@dataclass(frozen=True)
class OrderDerivation:
    """How one participant came to stand where it stands; ``who`` is its place in the result."""

    rule: Category
    facts: SeasonFacts
    result: CategoryResult
    who: int
    language: str

    def _say(self, key: str, **values: object) -> str:
        return say(f"trace.{key}", self.language, **values)

    def ties(self) -> tuple[Node, ...]:
        """The tie that the participant was in, where it was in one."""
        tie = tie_of(self.result, self.who)
        return () if tie is None else (self._tie("tie", tie),)

    def _tie(self, label: str, tie: TieBreak) -> Node:
        """A tie: whom it was with, and what each link of the chain compared."""
        who = self.who
        others = [self.result.participants[one] for one in tie.group if one != who]
        link = tie.decided_by.get(who, "")
        told = describe_link(link, self.rule, self.language)
        return Node(
            "tie",
            self._say(label, others=", ".join(others)),
            self._say("decided_by", link=told) if link else "",
            children=tuple(
                Node(
                    "link",
                    describe_link(split.link, self.rule, self.language),
                    say_split(split, self.result.participants, self.rule, self.language),
                )
                for split in splits_of(tie, who)
            ),
        )

    def cuts(self) -> tuple[Node, ...]:
        """The lines of finalists that the participant could cross."""
        return tuple(
            self._cut(cut)
            for cut in self.result.cuts.values()
            if cut.admitted[self.who] or cut.eligible[self.who]
        )

    def _cut(self, cut: Cut) -> Node:
        """One line of finalists: the standing before the stage, and whether it sufficed."""
        who = self.who
        name = self.rule.stages[cut.stage].name
        label = self._say("cut_in" if cut.admitted[who] else "cut_out", stage=name)
        if cut.standing is None or cut.ranks is None:
            decided = [
                row
                for row in self.facts.decisions
                if (row.kind, row.stage) == ("finalists", cut.stage)
            ]
            told = [self._say("cut_decided", id=row.id) for row in decided[-1:]]
            return Node("cut", label, "; ".join(told))
        standing = cut.standing.fraction_at(who)
        tie = cut.tie
        return Node(
            "cut",
            label,
            exact=standing,
            filled=self._say(
                "cut_standing",
                standing=written(standing, self.language),
                rank=int(cut.ranks[who]),
                field=int(cut.eligible.sum()),
                places=cut.places,
            ),
            children=(self._tie("tie_at_cut", tie),) if tie and who in tie.group else (),
        )

    def minimums(self, reckoning: Reckoning) -> tuple[Node, ...]:
        """The minimums that were asked of the participant, with its values beside them."""
        rule = self.rule
        asked = [
            (self._say("minimum_stage", stage=rule.stages[one.stage].name), one.value, least)
            for one in reckoning.stages
            if (least := rule.minimum.stage.get(one.stage)) is not None
        ]
        if rule.minimum.total is not None and len(reckoning.stages) == len(rule.stages):
            asked.append((self._say("minimum_total"), reckoning.value, rule.minimum.total))
        return tuple(
            Node(
                "minimum",
                label,
                self._say("reached" if value >= least else "missed"),
                exact=value,
                filled=f"{written(value, self.language)} {'≥' if value >= least else '<'} "
                f"{written(least, self.language)}",
            )
            for label, value, least in asked
        )
