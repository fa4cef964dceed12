"""Why one participant is ahead of another: lines that add up to the margin exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from helpers.examine.ahead import parting_cut, splits_of, tie_of
from helpers.examine.reckoning import Part, Reckoning, StageReckoning, reckon
from helpers.examine.voices import Voice, added, way_of
from helpers.records.facts import SeasonFacts
from helpers.records.tables import COMMITTEE, Placing
from helpers.rules.models import Category, RuleBook
from helpers.scoring import CategoryResult
from helpers.scoring.finalists import Cut
from helpers.scoring.stages import PANEL
from helpers.scoring.ties import Split

ROUNDINGS = ("mark_rounding", "weighted_rounding", "stage_rounding", "total_rounding")


@dataclass(frozen=True, slots=True)
class Line:
    """One reason for the margin: ``points`` = factor x (ahead - behind).

    ``kind`` is ``mark`` (of one juror on one criterion), ``committee``, ``combined`` (of all
    jurors, where the formula cannot be told apart by juror), ``place`` (given by one juror, under
    rank_sum), ``deduction`` or one of ``ROUNDINGS``. ``article`` is that of a deduction. The factor
    is what one point there is worth in the total; it is negative where fewer are better.
    """

    stage: str
    kind: str
    ahead: Fraction
    behind: Fraction
    factor: Fraction
    criterion: str = ""
    juror: str = ""
    article: str = ""

    @property
    def points(self) -> Fraction:
        """What the line adds to the margin, in points of the total (or in places)."""
        return self.factor * (self.ahead - self.behind)


@dataclass(frozen=True, slots=True)
class Against:
    """One participant against another, the one ahead first.

    ``margin`` is in points of the total, or in places under rank_sum; the lines add up to it.
    Where there is none, ``reason`` says why: ``unranked`` (one of them has no rank) or ``line``
    (one was a finalist and the other not). Then ``cut`` is the line between them, and the lines add
    up to ``standing``: the distance at that line, unless a decision named the finalists. Of equals,
    ``splits`` tell what each link of the chain of ties compared.
    """

    ahead: Placing
    behind: Placing
    reckonings: tuple[Reckoning, Reckoning] | None
    lines: tuple[Line, ...] = ()
    margin: Fraction | None = None
    standing: Fraction | None = None
    reason: str = ""
    cut: Cut | None = None
    splits: tuple[Split, ...] = ()

    @property
    def tied(self) -> bool:
        """Whether both are equal in what they are ranked by."""
        return self.margin == 0


def compare_two(
    book: RuleBook, facts: SeasonFacts, result: CategoryResult, one: str, other: str
) -> Against:
    """Say why one of two participants of a category is ahead of the other.

    Parameters
    ----------
    facts
        The facts of the category that the result was made of.
    one, other
        Their ids, in any order.

    Raises
    ------
    KeyError
        One of them is not registered in the category.
    """
    lines = {line.participant: line for line in result.placings}
    ahead, behind = sorted((lines[one], lines[other]), key=lambda line: line.rank or len(lines) + 1)
    if ahead.rank is None or behind.rank is None:
        return Against(ahead, behind, None, reason="unranked")
    both = (
        reckon(book, facts, result, ahead.participant),
        reckon(book, facts, result, behind.participant),
    )
    first, second = (result.participants.index(line.participant) for line in (ahead, behind))
    cut = parting_cut(result, first, second)
    if cut is not None:
        return _across(ahead, behind, both, cut, first, second)
    tie = tie_of(result, first)
    together = tie is not None and second in tie.group
    return Against(
        ahead,
        behind,
        both,
        tuple(explain(*both)),
        margin=_lead(*both),
        splits=tuple(splits_of(tie, first, second)) if tie is not None and together else (),
    )


def _across(
    ahead: Placing,
    behind: Placing,
    both: tuple[Reckoning, Reckoning],
    cut: Cut,
    first: int,
    second: int,
) -> Against:
    """Two with a line of finalists between them: the distance at that line, and no margin."""
    if cut.standing is None:
        return Against(ahead, behind, both, reason="line", cut=cut)
    before = (both[0].before(cut.stage), both[1].before(cut.stage))
    return Against(
        ahead,
        behind,
        before,
        tuple(explain(*before)),
        standing=_lead(*before),
        reason="line",
        cut=cut,
        splits=tuple(splits_of(cut.tie, first, second)) if cut.tie else (),
    )


def _lead(ahead: Reckoning, behind: Reckoning) -> Fraction:
    return direction(ahead.rule) * (ahead.ranked_by - behind.ranked_by)


def direction(rule: Category) -> int:
    """1 where the higher value is better, -1 for sums of ranks."""
    return -1 if rule.combine.jurors == "rank_sum" else 1


def explain(ahead: Reckoning, behind: Reckoning) -> Iterator[Line]:
    """The lines that add up to the distance of two participants who reached the same stages."""
    sign = direction(ahead.rule)
    for mine, theirs in zip(ahead.stages, behind.stages, strict=True):
        yield from _stage_lines(ahead.rule, mine, theirs, sign * mine.weight)
    for side, reckoning in enumerate((ahead, behind)):
        for row in reckoning.deductions:
            yield _deduction("", side, Fraction(row.points), row.article, Fraction(-sign))
    if ahead.rule.rank_by == "total":
        yield from _rounding(
            "total_rounding", Fraction(sign), ahead.value - ahead.exact, behind.value - behind.exact
        )


def _stage_lines(
    rule: Category, mine: StageReckoning, theirs: StageReckoning, factor: Fraction
) -> Iterator[Line]:
    stage = mine.stage
    for own, other in zip(mine.parts, theirs.parts, strict=True):
        yield from _part_lines(rule, stage, own, other, factor * own.weight)
        yield from _rounding(
            "mark_rounding",
            factor * own.weight,
            own.mark - own.exact,
            other.mark - other.exact,
            stage,
            own.label,
        )
        yield from _rounding(
            "weighted_rounding",
            factor,
            own.weighted - own.product,
            other.weighted - other.product,
            stage,
            own.label,
        )
    for side, reckoning in enumerate((mine, theirs)):
        for row in reckoning.deductions:
            yield _deduction(stage, side, Fraction(row.points), row.article, -factor)
    yield from _rounding(
        "stage_rounding", factor, mine.value - mine.exact, theirs.value - theirs.exact, stage
    )


def _part_lines(
    rule: Category, stage: str, own: Part, other: Part, factor: Fraction
) -> Iterator[Line]:
    """The lines of one part: juror by juror where the formula allows it, else combined."""
    if own.committee:
        yield Line(stage, "committee", own.exact, other.exact, factor, own.label, COMMITTEE)
        return
    way = way_of(rule.combine)
    pairs = list(zip(own.voices, other.voices, strict=True))
    if way == "rank_sum":
        for voice, against in pairs:
            yield _place_line(stage, voice, against, factor)
    elif way in ("mean", "sum") and _same_panel(own, other):
        share = factor / (len(own.counted) if way == "mean" else 1)
        for voice, against in pairs:
            if voice.value is not None:
                yield from _mark_lines(stage, voice, against, share, own.label == PANEL)
    elif way in ("mean", "sum") and own.label == PANEL:
        yield from _criterion_lines(stage, own, other, factor, way)
    else:
        yield Line(stage, "combined", own.exact, other.exact, factor, own.label)


def _same_panel(own: Part, other: Part) -> bool:
    """Whether the same jurors count for both."""
    return [voice.juror for voice in own.counted] == [voice.juror for voice in other.counted]


def _place_line(stage: str, voice: Voice, against: Voice, factor: Fraction) -> Line:
    """Places are given by all jurors or by none, since panels are complete under rank_sum."""
    mine, theirs = voice.value or Fraction(), against.value or Fraction()
    return Line(stage, "place", mine, theirs, factor, juror=voice.juror)


def _mark_lines(
    stage: str, voice: Voice, against: Voice, factor: Fraction, weigh: bool
) -> Iterator[Line]:
    """One line a criterion; ``weigh`` where the part holds them all, each with its weight."""
    for mark, theirs in zip(voice.marks, against.marks, strict=True):
        worth = factor * mark.weight if weigh else factor
        yield Line(stage, "mark", mark.value, theirs.value, worth, mark.criterion, voice.juror)


def _criterion_lines(
    stage: str, own: Part, other: Part, factor: Fraction, way: str
) -> Iterator[Line]:
    """at: total, judged by different jurors: what each one's own panel gave on each criterion."""
    for column, mark in enumerate(own.voices[0].marks):
        yield Line(
            stage,
            "combined",
            _together(own, column, way),
            _together(other, column, way),
            factor * mark.weight,
            mark.criterion,
        )


def _together(part: Part, column: int, way: str) -> Fraction:
    marks = [voice.marks[column].value for voice in part.counted]
    return added(marks) / (len(marks) if way == "mean" else 1)


def _deduction(stage: str, side: int, points: Fraction, article: str, factor: Fraction) -> Line:
    """A deduction of the one ahead (side 0) or of the one behind (side 1)."""
    taken = (points, Fraction()) if side == 0 else (Fraction(), points)
    return Line(stage, "deduction", *taken, factor, article=article)


def _rounding(
    kind: str,
    factor: Fraction,
    mine: Fraction,
    theirs: Fraction,
    stage: str = "",
    criterion: str = "",
) -> Iterator[Line]:
    """What a rounding moved, where it moved the two differently."""
    if mine != theirs:
        yield Line(stage, kind, mine, theirs, factor, criterion)
