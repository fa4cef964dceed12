"""Where a rank comes from: the tree from it down to the cells, recomputed from the marks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from helpers.examine.ahead import Ahead, count_ahead
from helpers.examine.reckoning import Reckoning, reckon
from helpers.records.facts import SeasonFacts
from helpers.records.findings import address
from helpers.records.numbers import as_decimal
from helpers.records.tables import Absence, Decision, Placing
from helpers.records.words import say
from helpers.report.derived_order import OrderDerivation, say_ahead
from helpers.report.derived_stage import StageDerivation, add_up, deduction_node, ends
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.node import Node, origin_of
from helpers.report.wording import (
    bare_message,
    describe_kind,
    describe_note,
    figure_sign,
    name_juror,
    reasons,
    say_people,
    show_value,
)
from helpers.scoring import CategoryResult, score_category


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
        below = (*self._order(), *self._decisions())
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
            filled="" if self.ahead is None else say_ahead(self.ahead, self.language),
            formula="rank",
            children=(*below, *self._total()),
        )

    def _order(self) -> tuple[Node, ...]:
        """Ties, lines of finalists and minimums; nothing for who is out of the contest."""
        if self.who is None or self.reckoning is None:
            return ()
        rule, language = self.category.rules, self.language
        order = OrderDerivation(rule, self.facts, self.result, self.who, language)
        ties = () if self.placing.rank is None else order.ties()
        return (*ties, *order.cuts(), *order.minimums(self.reckoning))

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

    def _signed(self, one: StageDerivation) -> Node:
        """The tree of a stage, with the signs that documents print behind its value."""
        sign = figure_sign(self.category, self.participant, one.reckoning.stage)
        return replace(one.node(), sign=sign)

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
        terms = add_up((one.share() for one in stages), reckoning.deductions, self.language)
        exact, decimals = reckoning.exact, rule.rounding.total
        shown = show_value(as_decimal(exact, decimals), decimals, self.language)
        label = "total" if self.placing.total is not None else "total_so_far"
        if rule.combine.jurors == "rank_sum":
            label = "total_low"
        return (
            Node(
                "total",
                self._say(label),
                shown,
                sign=figure_sign(self.category, self.participant),
                exact=exact,
                filled=ends(terms, exact, shown, exact != reckoning.value, self.language),
                formula="total",
                children=(
                    *(self._signed(one) for one in stages),
                    *(deduction_node(row, self.language) for row in reckoning.deductions),
                ),
            ),
        )
