"""Where a rank comes from: the tree from it down to the cells, recomputed from the marks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from helpers.examine.reckoning import Reckoning, reckon
from helpers.examine.standing import Ahead, count_ahead, splits_of, tie_of
from helpers.records.facts import SeasonFacts
from helpers.records.findings import address
from helpers.records.numbers import as_decimal
from helpers.records.tables import Absence, Decision, Placing
from helpers.records.words import say
from helpers.report.derived_stage import StageDerivation
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.node import Node, origin_of
from helpers.report.steps import written
from helpers.report.wording import (
    bare_message,
    describe_kind,
    describe_link,
    describe_note,
    name_juror,
    reasons,
    say_people,
    show_value,
)
from helpers.rules import Category
from helpers.scoring import CategoryResult, score_category
from helpers.scoring.finalists import Cut
from helpers.scoring.ties import Split, TieBreak


def derive(digest: SeasonDigest, key: str, participant: str, language: str = "") -> Derivation:
    """Compute a category anew from the marks of the digest, and follow one participant of it."""
    category = digest.category(key)
    facts = facts_of(digest, category)
    result = score_category(digest.rules, key, facts, digest.through)
    return Derivation(
        digest, category, facts, result, participant, language or digest.rules.language
    )


def facts_of(digest: SeasonDigest, category: CategoryDigest) -> SeasonFacts:
    """The facts of a category: all that scoring may look at."""
    facts = SeasonFacts(
        season=digest.season,
        participants=category.participants,
        scores=category.scores,
        absences=category.absences,
        deductions=digest.deductions,
        decisions=digest.decisions,
    )
    return facts.of(category.key)


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


@dataclass(frozen=True)
class Derivation:
    """One participant of a category, with all that its rank is made of.

    ``result`` is the category computed anew from the marks of the digest.
    """

    digest: SeasonDigest
    category: CategoryDigest
    facts: SeasonFacts
    result: CategoryResult
    participant: str
    language: str = "id"

    @cached_property
    def who(self) -> int | None:
        """The participant's place on the axis of the result; None for who is out of the contest."""
        everyone = self.result.participants
        return everyone.index(self.participant) if self.participant in everyone else None

    @cached_property
    def reckoning(self) -> Reckoning | None:
        """The participant's numbers, made anew; None for who is out of the contest."""
        if self.who is None:
            return None
        return reckon(self.digest.rules, self.facts, self.result, self.participant)

    @cached_property
    def placing(self) -> Placing:
        """The participant's line in the ranking as it is stored."""
        return {line.participant: line for line in self.category.placings}[self.participant]

    @cached_property
    def ahead(self) -> Ahead | None:
        """How many are ahead, where the participant has a rank."""
        if self.who is None or self.placing.rank is None:
            return None
        return count_ahead(self.category.rules, self.result, self.who)

    @cached_property
    def stored_result(self) -> CategoryResult:
        """The category computed anew, with the placings as they are stored.

        They differ where something that intake found keeps the category undecided.
        """
        return replace(self.result, placings=self.category.placings)

    def _say(self, key: str, **values: object) -> str:
        return say(f"trace.{key}", self.language, **values)

    def tree(self) -> Node:
        """The rank, why it is this one, and what the total is made of."""
        below = (*self._ties(), *self._cuts(), *self._minimums(), *self._decisions())
        placing = self.placing
        if placing.note == "undecided":
            children = (*self._questions(), *below, *self._total())
            return Node("rank", self._say("rank"), self._say("undecided"), children=children)
        if placing.rank is None:
            why = describe_note(placing.note, self.language)
            children = (*self._absences(), *below, *self._total())
            return Node("rank", self._say("unranked"), why, children=children)
        return Node(
            "rank",
            self._say("rank"),
            " · ".join(part for part in (str(placing.rank), placing.title) if part),
            filled=self._count(),
            formula="rank",
            children=(*below, *self._total()),
        )

    def _count(self) -> str:
        """``3 = 1 + 1 with a better total + 1 put first by what splits ties``."""
        ahead = self.ahead
        if ahead is None or ahead.rank == 1:
            return self._say("rank_first")
        terms = [
            self._say(f"ahead_{name}", count=count)
            for name, count in (
                ("line", ahead.by_line),
                ("value", ahead.by_value),
                ("tie", ahead.by_tie),
            )
            if count
        ]
        return f"1 + {' + '.join(terms)} = {ahead.rank}"

    def _questions(self) -> tuple[Node, ...]:
        """What keeps the category undecided."""
        return tuple(
            Node(
                "finding",
                finding.code,
                bare_message(finding),
                notes=tuple(part for part in (address(finding), finding.advice) if part),
            )
            for finding in reasons(self.category)
        )

    def _absences(self) -> tuple[Node, ...]:
        """The cells that declare the participant absent, where that is why it has no rank."""
        if self.placing.note != "absent":
            return ()
        return tuple(
            self._absence(row)
            for row in self.facts.absences
            if (row.participant, row.kind) == (self.participant, "participant_absent")
        )

    def _absence(self, row: Absence) -> Node:
        stage = self.category.rules.stages[row.stage]
        return Node(
            "absence",
            self._say(
                "absence",
                stage=stage.name,
                criterion=stage.criteria[row.criterion].name,
                juror=name_juror(self.digest.rules, row.juror, self.language),
            ),
            self._say(f"state_{row.kind}"),
            origin=origin_of(row, self.digest.corrections_by_id),
        )

    def _ties(self) -> tuple[Node, ...]:
        tie = None if self.who is None else tie_of(self.result, self.who)
        return () if tie is None or self.placing.rank is None else (self._tie("tie", tie),)

    def _tie(self, label: str, tie: TieBreak) -> Node:
        """A tie: whom it was with, and what each link of the chain compared."""
        who = self.who or 0
        others = [self.result.participants[one] for one in tie.group if one != who]
        link = tie.decided_by.get(who, "")
        told = describe_link(link, self.category.rules, self.language)
        return Node(
            "tie",
            self._say(label, others=", ".join(others)),
            self._say("decided_by", link=told) if link else "",
            children=tuple(
                Node(
                    "link",
                    describe_link(split.link, self.category.rules, self.language),
                    say_split(split, self.result.participants, self.category.rules, self.language),
                )
                for split in splits_of(tie, who)
            ),
        )

    def _cuts(self) -> tuple[Node, ...]:
        if self.who is None:
            return ()
        return tuple(
            self._cut(cut)
            for cut in self.result.cuts.values()
            if cut.admitted[self.who] or cut.eligible[self.who]
        )

    def _cut(self, cut: Cut) -> Node:
        """One line of finalists: the standing before the stage, and whether it sufficed."""
        who = self.who or 0
        name = self.category.rules.stages[cut.stage].name
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

    def _minimums(self) -> tuple[Node, ...]:
        """The minimums that were asked of the participant, with its values beside them."""
        rule, reckoning = self.category.rules, self.reckoning
        if reckoning is None:
            return ()
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

    def _decisions(self) -> tuple[Node, ...]:
        """The decisions about the participant alone; those about its jurors stand with them."""
        return tuple(
            self._decision(row)
            for row in self.facts.decisions
            if row.participant == self.participant and not row.juror
        )

    def _decision(self, row: Decision) -> Node:
        kind = describe_kind(row.kind, self.language)
        people = say_people(row.by, row.date, row.approved_by, self.language)
        return Node(
            "decision", self._say("decision", id=row.id, kind=kind), row.reason, notes=(people,)
        )

    def _total(self) -> tuple[Node, ...]:
        """The total and the stages below it; nothing for who is out of the contest."""
        reckoning = self.reckoning
        if reckoning is None or not reckoning.stages:
            return ()
        rule = self.category.rules
        stages = [
            StageDerivation(self.digest, self.category, self.facts, self.result, one, self.language)
            for one in reckoning.stages
        ]
        terms = " + ".join(one.share() for one in stages)
        for row in reckoning.deductions:
            terms += f" − {written(row.points, self.language)}"
        exact, decimals = reckoning.exact, rule.rounding.total
        shown = show_value(as_decimal(exact, decimals), decimals, self.language)
        label = "total" if self.placing.total is not None else "total_so_far"
        if rule.combine.jurors == "rank_sum":
            label = "total_low"
        filled = f"{terms} = {written(exact, self.language)}"
        if exact != reckoning.value:
            filled += f" → {shown}"
        return (
            Node(
                "total",
                self._say(label),
                shown,
                exact=exact,
                filled=filled,
                formula="total",
                children=(
                    *(one.node() for one in stages),
                    *(stages[0].deduction(row) for row in reckoning.deductions),
                ),
            ),
        )
