"""The measures in sentences, for those who read no tables."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from helpers.examine.choices import OtherChoice
from helpers.examine.jurors import JurorTable, Measured
from helpers.examine.leave_out import LeftOut
from helpers.examine.margins import TitleMargin
from helpers.records.numbers import show
from helpers.records.words import say
from helpers.rules.models import Category


def say_reason(reason: str, language: str) -> str:
    """Why there is no number."""
    return say(f"examine.reason_{reason}", language)


def say_margin(margin: TitleMargin, rule: Category, language: str) -> str:
    """How far a title place is ahead: one sentence."""
    name = margin.placing.name
    if margin.margin is None:
        return say(
            "examine.no_margin", language, name=name, reason=say_reason(margin.reason, language)
        )
    unit = "places" if rule.combine.jurors == "rank_sum" else "points"
    return say(
        f"examine.margin_{unit}" if margin.margin else "examine.margin_equal",
        language,
        name=name,
        behind=", ".join(line.name for line in margin.behind),
        margin=show(margin.margin, _places(margin), language),
    )


def _places(margin: TitleMargin) -> int:
    """The decimals of a margin as it was rounded, or all it has where it was not."""
    exponent = margin.margin.as_tuple().exponent if margin.margin is not None else 0
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def say_severity_matters(rule: Category, tables: Sequence[JurorTable], language: str) -> str:
    """Whether a strict juror can change the order at all: to be said before any severity."""
    if rule.combine.jurors == "rank_sum":
        return say("examine.severity_cancels_places", language)
    if rule.combine.jurors not in ("mean", "sum"):
        return say("examine.severity_by_rule", language)
    complete = all(table.complete for table in tables)
    return say("examine.severity_cancels" if complete else "examine.severity_by_gaps", language)


def say_measured(measured: Measured, language: str) -> str:
    """The jurors at the two ends of a measure: one sentence; or why there is none."""
    if measured.reason:
        return say_reason(measured.reason, language)
    ordered = sorted(measured.values.items(), key=lambda item: (item[1], item[0]))
    (least, low), (most, high) = ordered[0], ordered[-1]
    if low == high:
        return say(
            f"examine.{measured.measure}_equal", language, value=_shown(measured, low, language)
        )
    return say(
        f"examine.{measured.measure}_ends",
        language,
        least=least,
        low=_shown(measured, low, language),
        most=most,
        high=_shown(measured, high, language),
        equal=show(Fraction(100, len(ordered)), 1, language),
    )


def _shown(measured: Measured, value: Fraction, language: str) -> str:
    """A value as a person reads it: differences with their sign, shares in percent."""
    if measured.unit == "share":
        return show(value * 100, 1, language) + "%"
    text = show(abs(value), measured.decimals, language)
    if measured.measure != "severity":
        return text
    return ("−" if value < 0 else "+" if value > 0 else "") + text


def say_left_out(left_out: Sequence[LeftOut], language: str) -> tuple[str, ...]:
    """Whether the winner hangs on a single juror, and on which: one sentence each."""
    if not left_out:
        return (say("examine.left_out_none", language),)
    known = [left for left in left_out if not left.reason]
    told = [
        say(
            "examine.left_out_other",
            language,
            juror=left.juror,
            winners=", ".join(line.name for line in left.winners),
        )
        for left in known
        if not left.same_winners
    ]
    told += [
        say("examine.left_out_stopped", language, juror=left.juror, reason=left.reason)
        for left in left_out
        if left.reason
    ]
    if known and all(left.same_winners for left in known):
        told.insert(0, say("examine.left_out_same", language, count=len(known)))
    return tuple(told)


def say_choice(choice: OtherChoice, language: str) -> str:
    """Whether the other choice about what is missing would change a title: one sentence."""
    about = say(f"examine.about_{choice.about}", language)
    other, chosen = (
        say(f"examine.choice_{word}", language) for word in (choice.other, choice.chosen)
    )
    told = {"about": about, "other": other, "chosen": chosen}
    if choice.reason:
        return say("examine.choice_stopped", language, reason=choice.reason, **told)
    if not choice.moved:
        return say("examine.choice_same", language, **told)
    names = ", ".join(line.name for line in choice.moved)
    return say("examine.choice_moves", language, names=names, **told)
