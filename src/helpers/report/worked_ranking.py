"""Tables, worked examples and independent checks for the steps of a category as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from helpers.records.numbers import as_decimal
from helpers.records.words import say
from helpers.report.steps import written
from helpers.report.wording import describe_link
from helpers.report.worked import NO_SIGNS, Pair
from helpers.report.worked_signs import WorkedSigns
from helpers.rules import Category
from helpers.scoring import CategoryResult
from helpers.scoring.slots import Slot
from helpers.scoring.totals import ranking_values

SLOT_STATES = {
    "product": tuple(Slot)[1:],
    "recused": (Slot.RECUSED,),
    "left_out": (Slot.LEFT_OUT,),
    "due": tuple(Slot)[3:],
    "marked": (Slot.MARKED,),
    "participant_absent": (Slot.PARTICIPANT_ABSENT,),
    "juror_absent": (Slot.JUROR_ABSENT,),
    "missing": (Slot.BLANK, Slot.UNSEEN),
}
FATES = ("marked", "participant_absent", "juror_absent", "missing")  # of a slot; it has one
Row = list[object]


@dataclass(frozen=True)
class WorkedRanking:
    """The ranking of a category, ready to be shown and recounted step by step."""

    rule: Category
    result: CategoryResult
    language: str = "id"
    signs: WorkedSigns = NO_SIGNS

    def heading(self, *keys: str) -> list[str]:
        """Column headings from the words of this room."""
        return [say(f"worked.{key}", self.language) for key in keys]

    def slot_rows(self) -> list[Row]:
        """For each stage the product, what is taken off, the slots, what became of them."""
        return [
            [
                self.rule.stages[stage].name,
                *(
                    int(slots.where(*states).sum())
                    for states in SLOT_STATES.values()
                ),
            ]
            for stage, one in self.result.stage_results.items()
            for slots in (one.jury.slots, one.committee.slots)
            if slots.criteria
        ]  # fmt: skip

    def slot_columns(self) -> list[str]:
        """The headings of :meth:`slot_rows`."""
        return self.heading("stage", *SLOT_STATES)

    def slot_pairs(self) -> Iterator[Pair]:
        """Slots are participants x jurors x criteria - recusals; and each has exactly one fate."""
        for stage, one in self.result.stage_results.items():
            for slots in (one.jury.slots, one.committee.slots):
                counts = {
                    key: int(slots.where(*states).sum()) for key, states in SLOT_STATES.items()
                }
                there = slots.where(*SLOT_STATES["product"])
                inside = int(there.any(axis=(1, 2)).sum()) if slots.criteria else 0
                product = inside * len(slots.jurors) * len(slots.criteria)
                taken_off = counts["recused"] + counts["left_out"]
                yield stage, Fraction(counts["due"]), Fraction(product - taken_off)
                fates = sum(counts[key] for key in FATES)
                yield stage, Fraction(counts["due"]), Fraction(fates)

    def finalist_rows(self) -> list[Row]:
        """For each stage with finalists: the standing before it, and who goes on."""
        rows: list[Row] = []
        for stage, cut in self.result.cuts.items():
            for place, participant in enumerate(self.result.participants):
                standing = cut.standing.fraction_at(place) if cut.standing is not None else None
                rank = int(cut.ranks[place]) if cut.ranks is not None else 0
                if cut.eligible[place] or cut.admitted[place]:
                    name = self.rule.stages[stage].name
                    rows.append(
                        [participant, name, standing, rank or None, bool(cut.admitted[place])]
                    )
        return sorted(rows, key=lambda row: (str(row[1]), row[3] or 0, str(row[0])))

    def finalist_pairs(self) -> Iterator[Pair]:
        """Nobody who stayed behind stands above one who goes on, and at least n go on."""
        for stage, cut in self.result.cuts.items():
            if cut.ranks is None:
                continue
            places = range(len(self.result.participants))
            last_in = max((int(cut.ranks[p]) for p in places if cut.admitted[p]), default=0)
            above = sum(0 < int(cut.ranks[p]) < last_in and not cut.admitted[p] for p in places)
            yield stage, Fraction(above), Fraction(0)
            wanted = min(cut.places, int(cut.eligible.sum()))
            yield stage, Fraction(min(int(cut.admitted.sum()), wanted)), Fraction(wanted)

    def finalist_example(self) -> str:
        """The first cut: the last who goes on and the first who stays behind."""
        for stage, cut in self.result.cuts.items():
            if cut.standing is None or cut.ranks is None:
                continue
            ranked = [(int(rank), p) for p, rank in enumerate(cut.ranks) if rank]
            goes = [(rank, p) for rank, p in ranked if cut.admitted[p]]
            stays = [(rank, p) for rank, p in ranked if not cut.admitted[p]]
            if goes and stays:
                last, behind = max(goes)[1], min(stays)[1]
                return say(
                    "worked.cut",
                    self.language,
                    stage=self.rule.stages[stage].name,
                    places=cut.places,
                    last=self.result.participants[last],
                    value=self._show(cut.standing.fraction_at(last)),
                    behind=self.result.participants[behind],
                    below=self._show(cut.standing.fraction_at(behind)),
                )
        return say("worked.no_cut", self.language)

    def total_rows(self) -> list[Row]:
        """Each participant's shares of the stages, deductions, and the total as it is published.

        None where a participant has no value in a stage.
        """
        totals = self.result.totals
        if totals is None:
            return []
        stages = self.result.stage_results
        return [
            [
                participant,
                *(
                    self.signs.show(share.fraction_at(place), participant, stage)
                    if stages[stage].ranked[place]
                    else None
                    for stage, share in totals.shares.items()
                ),
                totals.deductions.fraction_at(place),
                self.signs.show(totals.exact.fraction_at(place), participant),
                self.signs.show(self._published(totals.value.fraction_at(place)), participant),
            ]
            for place, participant in enumerate(self.result.participants)
        ]

    def _published(self, value: Fraction) -> Decimal | Fraction:
        """A total with the decimals to which totals are rounded; in full where they are not."""
        decimals = self.rule.rounding.total
        return value if decimals is None else as_decimal(value, decimals)

    def total_columns(self) -> list[str]:
        """The headings of :meth:`total_rows`."""
        stages = self.result.totals.shares if self.result.totals else {}
        names = [self.rule.stages[stage].name for stage in stages]
        return [*self.heading("participant"), *names, *self.heading("deduction", "before", "total")]

    def total_example(self) -> str:
        """The total of the first participant, with the numbers put in."""
        totals = self.result.totals
        if totals is None or not self.result.participants:
            return say("worked.nobody", self.language)
        terms = " + ".join(
            f"{self._show(one.weight)} × {self._show(one.value.fraction_at(0))}"
            for one in self.result.stage_results.values()
            if one.ranked[0]
        )
        deduction = self._show(totals.deductions.fraction_at(0))
        exact, value = totals.exact.fraction_at(0), totals.value.fraction_at(0)
        name = self.result.participants[0]
        return f"T({name}) = {terms} − {deduction} = {self._show(exact)} → {self._show(value)}"

    def total_pairs(self) -> Iterator[Pair]:
        """Each total before rounding is the sum of weight x value less the deductions."""
        totals = self.result.totals
        if totals is None:
            return
        for place, participant in enumerate(self.result.participants):
            again = sum(
                (
                    one.weight * one.value.fraction_at(place)
                    for one in self.result.stage_results.values()
                    if one.ranked[place]
                ),
                Fraction(),
            )
            again -= totals.deductions.fraction_at(place)
            yield participant, totals.exact.fraction_at(place), again

    def tie_rows(self) -> list[Row]:
        """Each link that was tried on a tie: whom it compared, with what, and what it made."""
        ties = self.result.order.ties if self.result.order else ()
        return [
            [
                describe_link(split.link, self.rule, self.language),
                self._names(split.group),
                "; ".join(
                    f"{self.result.participants[who]} {self._show(score)}"
                    for who, score in split.scores.items()
                ),
                " > ".join(self._names(group) for group in split.outcome),
            ]
            for tie in ties
            for split in tie.splits
        ]

    def tie_example(self) -> str:
        """The first tie and what decided it, or that there was none."""
        ties = self.result.order.ties if self.result.order else ()
        if not ties:
            return say("worked.no_tie", self.language)
        tie = ties[0]
        order = " > ".join(self._names(group) for group in tie.order)
        links = ", ".join(
            describe_link(link, self.rule, self.language)
            for link in dict.fromkeys(tie.decided_by.values())
            if link
        )
        return say(
            "worked.tie",
            self.language,
            group=self._names(tie.group),
            order=order,
            links=links or "–",
        )

    def tie_pairs(self) -> Iterator[Pair]:
        """The chain neither loses nor adds anyone."""
        for tie in self.result.order.ties if self.result.order else ():
            after = sorted(who for group in tie.order for who in group)
            yield self._names(tie.group), Fraction(len(after)), Fraction(len(tie.group))
            same = after == sorted(tie.group)
            yield self._names(tie.group), Fraction(int(same)), Fraction(1)

    def rank_example(self) -> str:
        """Who is first and by how much, or that something is still to be decided."""
        first = [one for one in self.result.placings if one.rank == 1]
        if not first or first[0].total is None:
            return say("worked.undecided", self.language)
        return say(
            "worked.first",
            self.language,
            names=", ".join(one.name for one in first),
            total=written(first[0].total, self.language),
            margin=written(first[0].margin, self.language),
        )

    def rank_rows(self) -> list[Row]:
        """The ranking as it stands in rankings.csv."""
        return [
            [
                one.participant,
                one.name,
                one.rank,
                self.signs.show(one.total, one.participant),
                one.margin,
                one.title,
                describe_link(one.decided_by, self.rule, self.language),
                say(f"worked.note_{one.note}", self.language) if one.note else "",
            ]
            for one in self.result.placings
        ]

    def rank_pairs(self) -> Iterator[Pair]:
        """One more than the number of those with a better value, counted one by one.

        In a tie the count gives the best rank of the group; the group fills the ranks from there.
        """
        order, values = self.result.order, self._values()
        if order is None or values is None:
            return
        level = self._levels()
        ranked = [place for place, rank in enumerate(order.ranks) if rank]
        sign = -1 if self.rule.combine.jurors == "rank_sum" else 1
        key = {place: (level[place], sign * values[place]) for place in ranked}
        for place in ranked:
            better = sum(key[other] > key[place] for other in ranked)
            equal = [other for other in ranked if key[other] == key[place]]
            best = min(int(order.ranks[other]) for other in equal)
            yield self.result.participants[place], Fraction(best), Fraction(better + 1)

    def margin_pairs(self) -> Iterator[Pair]:
        """From the first to the last, the margins add up to the whole distance."""
        order, values = self.result.order, self._values()
        if order is None or values is None:
            return
        level = self._levels()
        for one in sorted(set(level.values())):
            places = [p for p, rank in enumerate(order.ranks) if rank and level[p] == one]
            steps = {int(order.ranks[p]): order.margins.get(p, Fraction()) for p in places}
            whole = max(values[p] for p in places) - min(values[p] for p in places)
            yield str(one), sum(steps.values(), Fraction()), whole

    def _values(self) -> dict[int, Fraction] | None:
        totals = self.result.totals
        if totals is None:
            return None
        values = ranking_values(self.rule, totals.exact, totals.value)
        return {place: values.fraction_at(place) for place in range(len(self.result.participants))}

    def _levels(self) -> dict[int, int]:
        """How often each ranked participant was among finalists: they rank before the others."""
        ranks = self.result.order.ranks if self.result.order else ()
        return {
            place: sum(bool(cut.admitted[place]) for cut in self.result.cuts.values())
            for place, rank in enumerate(ranks)
            if rank
        }

    def _names(self, group: tuple[int, ...]) -> str:
        return ", ".join(self.result.participants[who] for who in group)

    def _show(self, value: Fraction) -> str:
        return written(value, self.language)
