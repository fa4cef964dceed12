"""Why one participant is ahead of another: a page that adds up to the margin as printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from helpers.examine.against import ROUNDINGS, Against, Line
from helpers.examine.voices import added, way_of
from helpers.records.numbers import ends, fraction_text, round_half_up, show
from helpers.records.tables import COMMITTEE, Absence, Placing, Score
from helpers.records.words import say
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.steps import written
from helpers.report.wording import CORRECTED, NOTHING, SIGNS, figure_sign, name_juror
from helpers.rules import Category

FEWEST, MOST = 2, 4  # decimals of the points on the page
LIST, GROUP, SUM = "line", "group", "sum"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the page: a stage or criterion with its sum, a line of it, or the margin."""

    kind: str
    depth: int
    label: str
    ahead: str = ""
    behind: str = ""
    worth: str = ""
    points: str = ""
    total: str = ""


@dataclass(frozen=True)
class MarginPage:
    """Two participants of a category, ready to be told."""

    digest: SeasonDigest
    rule: Category
    against: Against
    language: str = "id"

    def _say(self, key: str, **values: object) -> str:
        return say(f"trace.{key}", self.language, **values)

    @property
    def distance(self) -> Fraction:
        """What the lines add up to: the margin, or the distance at the line of finalists."""
        margin, standing = self.against.margin, self.against.standing
        return next((one for one in (margin, standing) if one is not None), Fraction())

    @property
    def decimals(self) -> int:
        """The decimals of the points on the page: all, where a few are enough."""
        needed = [_places(line.points) for line in self.against.lines]
        return max([FEWEST, *(min(one, MOST) for one in needed)])

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings of the rows."""
        unit = "places" if self.rule.combine.jurors == "rank_sum" else "points"
        return (
            self._say("column_part"),
            self.against.ahead.participant,
            self.against.behind.participant,
            self._say("column_worth"),
            self._say(f"column_{unit}"),
            self._say("column_sum"),
        )

    @cached_property
    def _category(self) -> CategoryDigest:
        key = self.against.ahead.category
        return next(one for one in self.digest.categories if one.key == key)

    @cached_property
    def signs(self) -> dict[str, str]:
        """The signs behind the two totals, as documents print them."""
        both = (self.against.ahead, self.against.behind)
        return {one.participant: figure_sign(self._category, one.participant) for one in both}

    def printed_signs(self) -> str:
        """All signs that stand on the page."""
        cells = "".join(row.ahead + row.behind for row in self.rows())
        return "".join(self.signs.values()) + "".join(one for one in cells if one in SIGNS)

    def rows(self) -> list[Row]:
        """Stage by stage, criterion by criterion, juror by juror; then what they add up to."""
        lines = self.against.lines
        rows: list[Row] = []
        for stage in dict.fromkeys(line.stage for line in lines if line.stage):
            rows += self._stage(stage, [line for line in lines if line.stage == stage])
        rows += [self._line(line, 0) for line in lines if not line.stage]
        if lines:
            rows += self._last(lines)
        return rows

    def _stage(self, stage: str, lines: Sequence[Line]) -> Iterator[Row]:
        part = self.rule.stages[stage]
        weight = written(Fraction(self.rule.stage_weight(stage)), self.language)
        named = f"{weight}%" if self.rule.weights == "percent" else f"× {weight}"
        label = self._say("row_stage", stage=part.name, weight=named)
        yield Row(GROUP, 0, label, total=self._added(lines))
        for criterion in dict.fromkeys(line.criterion for line in lines if line.criterion):
            own = [line for line in lines if line.criterion == criterion]
            yield Row(GROUP, 1, part.criteria[criterion].name, total=self._added(own))
            yield from (self._line(line, 2) for line in own)
        yield from (self._line(line, 1) for line in lines if not line.criterion)

    def _line(self, line: Line, depth: int) -> Row:
        return Row(
            LIST,
            depth,
            self._name(line),
            self._value(line, line.ahead, self.against.ahead),
            self._value(line, line.behind, self.against.behind),
            written(abs(line.factor), self.language),
            points=self.signed(self._shown(line.points)),
        )

    def _name(self, line: Line) -> str:
        """What a line is about: the juror, all jurors together, a deduction, a rounding."""
        if line.kind in ("mark", "place") and line.juror != COMMITTEE:
            return name_juror(self.digest.rules, line.juror, self.language)
        taken = self.against.ahead if line.ahead else self.against.behind
        way = way_of(self.rule.combine)
        kind = "committee" if line.juror == COMMITTEE else line.kind
        if kind == "combined" and way in ("mean", "sum"):
            kind = "combined_apart"
        return self._say(
            f"row_{kind}",
            way=self._say(f"way_{way}"),
            id=taken.participant,
            article=line.article,
        )

    def _value(self, line: Line, value: Fraction, side: Placing) -> str:
        if line.kind == "deduction" and not value:
            return NOTHING
        sign = CORRECTED if self._corrected(line, side.participant) else ""
        return written(value, self.language).replace("-", "−") + sign

    def _corrected(self, line: Line, participant: str) -> bool:
        """Whether a corrected mark entered a number of a juror, of the committee or of a panel."""
        if line.kind in ("deduction", *ROUNDINGS):
            return False
        rows: tuple[Score | Absence, ...] = (*self._category.scores, *self._category.absences)
        return any(
            bool(row.correction)
            and (row.participant, row.stage) == (participant, line.stage)
            and line.criterion in ("", row.criterion)
            and line.juror in ("", row.juror)
            for row in rows
        )

    def _last(self, lines: Sequence[Line]) -> Iterator[Row]:
        """The rounding of what is printed, where there is any, and what everything adds up to."""
        margin = self._shown(self.distance)
        rest = margin - added(self._shown(line.points) for line in lines)
        if rest:
            yield Row(LIST, 0, self._say("row_display"), points=self.signed(rest))
        label = self._say("row_margin" if self.against.margin is not None else "row_standing")
        if margin != self.distance:
            exact = fraction_text(self.distance)
            label = self._say("row_exact", label=label, exact=exact)
        yield Row(SUM, 0, label, total=self.signed(margin))

    def _added(self, lines: Iterable[Line]) -> str:
        return self.signed(added(self._shown(line.points) for line in lines))

    def _shown(self, points: Fraction) -> Fraction:
        return round_half_up(points, self.decimals)

    def signed(self, points: Fraction, decimals: int | None = None) -> str:
        """Points with their sign: ``+1,25``, ``−2,50``, ``0,00``."""
        sign = "+" if points > 0 else "−" if points < 0 else ""
        return sign + show(
            abs(points), self.decimals if decimals is None else decimals, self.language
        )


def _places(value: Fraction) -> int:
    """The decimals that a number needs; more than any page holds where it never ends."""
    if not ends(value):
        return MOST
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    return places


def as_plain_against(
    against: Against, participants: Sequence[str], signs: Mapping[str, str]
) -> dict[str, Any]:
    """The page as plain values for programs; every number is a fraction.

    ``signs`` are those of the two totals, by participant.
    """

    def side(line: Placing) -> dict[str, Any]:
        exact = None if line.exact is None else fraction_text(line.exact)
        return {
            "participant": line.participant,
            "name": line.name,
            "rank": line.rank,
            "total": None if line.total is None else str(line.total),
            "exact": exact,
            "sign": signs.get(line.participant, ""),
            "note": line.note,
        }

    def told(number: Fraction | None) -> str | None:
        return None if number is None else fraction_text(number)

    return {
        "ahead": side(against.ahead),
        "behind": side(against.behind),
        "margin": told(against.margin),
        "reason": against.reason,
        "line": None if against.cut is None else against.cut.stage,
        "standing": told(against.standing),
        "lines": [
            {
                "stage": line.stage,
                "criterion": line.criterion,
                "juror": line.juror,
                "kind": line.kind,
                "article": line.article,
                "ahead": fraction_text(line.ahead),
                "behind": fraction_text(line.behind),
                "factor": fraction_text(line.factor),
                "points": fraction_text(line.points),
            }
            for line in against.lines
        ],
        "ties": [
            {
                "link": split.link,
                "scores": {
                    participants[who]: fraction_text(score) for who, score in split.scores.items()
                },
                "outcome": [[participants[who] for who in group] for group in split.outcome],
            }
            for split in against.splits
        ],
    }
