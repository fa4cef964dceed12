"""The panel in sentences that can be said aloud: true, short, and of no use against a juror."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from helpers.examine.concordance import smallest_telling_rho
from helpers.examine.deviations import Deviation
from helpers.examine.favour import UNLIKELY, Favour
from helpers.examine.jurors import FEWEST_JURORS
from helpers.examine.panel_study import PanelMeasures
from helpers.examine.strictness import Strictness
from helpers.examine.telling import say_reason
from helpers.records.numbers import as_decimal, ends, show
from helpers.records.words import say
from helpers.rules.models import Category

FIRST = 5  # of a list: with many jurors and criteria there is always a longest distance
LEAST_TOLD = Fraction(1, 1000)
NEARLY_ALL = Fraction(995, 1000)


def say_panel(measures: PanelMeasures, rule: Category, language: str) -> tuple[str, ...]:
    """How far the panel agrees, how exact a total is, and what another juror would buy."""
    if measures.panel.reason:
        return (say_reason(measures.panel.reason, language),)
    told = (
        say_three_jurors(measures, language),
        say_agreement(measures, language),
        say_order(measures, language),
        say_standard_error(measures, language),
        say_jurors_needed(measures, language),
        say_another_juror(measures, rule, language),
    )
    return tuple(dict.fromkeys(sentence for sentence in told if sentence))


def say_three_jurors(measures: PanelMeasures, language: str) -> str:
    """That of three jurors nobody can say who is off; '' for other panels."""
    three = len(measures.panel.points.jurors) == FEWEST_JURORS
    return say_reason("three_jurors", language) if three else ""


def say_agreement(measures: PanelMeasures, language: str) -> str:
    """Which part of the differences between participants the jurors share, from ICC(C,k)."""
    found = measures.estimate("icc_ck")
    if found is None or found.value is None:
        return say_reason(found.reason, language) if found else ""
    if found.value <= 0:
        return say("examine.agreement_none", language)
    if found.low is None or found.high is None:
        return say("examine.agreement_bare", language, part=_percent(found.value, language))
    low, high = (_percent(max(limit, Fraction()), language) for limit in (found.low, found.high))
    part = _percent(found.value, language)
    return say("examine.agreement", language, part=part, low=low, high=high)


def say_agreement_is_not_truth(language: str) -> str:
    """What no coefficient of agreement can tell."""
    return say("examine.agreement_is_not_truth", language)


def say_order(measures: PanelMeasures, language: str) -> str:
    """Whether the jurors put participants in the same order, and whether chance would do too."""
    found = measures.estimate("kendall_w")
    chance = measures.estimate("kendall_p_shuffled") or measures.estimate("kendall_p")
    if found is None or found.value is None or chance is None or chance.value is None:
        return ""
    key = "order_agreed" if chance.value <= UNLIKELY else "order_chance"
    value, chance_told = show(found.value, 2, language), show_probability(chance.value, language)
    return say(f"examine.{key}", language, value=value, chance=chance_told)


def say_standard_error(measures: PanelMeasures, language: str) -> str:
    """By how many points a total would move with other jurors."""
    found = measures.estimate("standard_error")
    if found is None or found.value is None:
        return ""
    return say("examine.standard_error", language, points=show(found.value, 2, language))


def say_jurors_needed(measures: PanelMeasures, language: str) -> str:
    """How many jurors the usual demand asks for, as a range."""
    found = measures.estimate("jurors_for_080")
    if found is None or found.value is None:
        return ""
    count, low = (show(one or Fraction(), 0, language) for one in (found.value, found.low))
    if found.low is None or found.low == found.high:
        return say("examine.jurors_needed_bare", language, count=count)
    if found.high is None:
        return say("examine.jurors_needed_open", language, count=count, low=low)
    high = show(found.high, 0, language)
    return say("examine.jurors_needed", language, count=count, low=low, high=high)


def say_another_juror(measures: PanelMeasures, rule: Category, language: str) -> str:
    """By how many points one juror more would make the distances between participants surer."""
    jurors = len(measures.panel.points.jurors)
    now = measures.estimate("error_relative")
    then = measures.estimate("error_relative", f"jurors={jurors + 1}")
    if rule.combine.jurors != "mean" or not (now and then and now.value and then.value):
        return ""
    before, after = (show(one, 2, language) for one in (now.value, then.value))
    return say("examine.another_juror", language, before=before, after=after)


def say_another_criterion(measures: PanelMeasures, language: str) -> str:
    """What one criterion more would buy, beside one juror more; '' where it was not asked."""
    marks = [one for one in measures.estimates if one.measure == "error_relative_any_criteria"]
    if len(marks) != 3 or any(one.value is None for one in marks):
        return ""
    now, juror, criterion = (show(one.value or Fraction(), 2, language) for one in marks)
    return say("examine.another_criterion", language, now=now, juror=juror, criterion=criterion)


def say_rho_limit(measures: PanelMeasures, language: str) -> str:
    """Below which correlation a juror's agreement with the rest may be chance."""
    participants = len(measures.panel.points.participants)
    limit = smallest_telling_rho(participants)
    if limit is None or not any(m.measure == "rho_rest" and m.values for m in measures.jurors):
        return ""
    return say("examine.rho_limit", language, count=participants, limit=show(limit, 2, language))


def say_deviation(one: Deviation, language: str) -> str:
    """A mark far from the others': participant, criterion and both values."""
    return say(
        "examine.deviation",
        language,
        participant=one.participant,
        criterion=one.criterion,
        mark=show(one.mark, None, language),
        others=show(one.others, None if ends(one.others) else 2, language),
    )


def say_deviations(found: Sequence[Deviation], limit: Decimal, language: str) -> tuple[str, ...]:
    """How many marks are more than ``limit`` % of the scale from the others', and the farthest."""
    far = show(limit, None, language)
    if not found:
        return (say("examine.deviations_none", language, limit=far),)
    told = say(
        "examine.deviations", language, count=len(found), limit=far, first=min(FIRST, len(found))
    )
    return (told, *(say_deviation(one, language) for one in found[:FIRST]))


def say_strictness(strictness: Strictness, unit: str, language: str) -> str:
    """How much strictness does to the titles; '' where nobody is ranked."""
    if strictness.reason == "undecided":
        return ""
    if strictness.reason:
        return strictness.message or say_reason(strictness.reason, language)
    shift = strictness.shift
    if shift is None:
        return ""
    if not strictness.moved:
        key = f"strictness_same_{unit}" if shift else "strictness_nothing"
        return say(f"examine.{key}", language, shift=show(shift, 2, language))
    names = ", ".join(line.name for line in strictness.moved)
    key = f"strictness_moves_{unit}"
    return say(f"examine.{key}", language, names=names, shift=show(shift, 2, language))


def say_favours(found: Sequence[Favour], language: str) -> tuple[str, ...]:
    """What is known of each juror and the own region: one sentence each."""
    return tuple(_say_favour(one, language) for one in found)


def _say_favour(one: Favour, language: str) -> str:
    if one.effect is None or one.among_jurors is None:
        return say(
            "examine.favour_untested",
            language,
            juror=one.juror,
            reason=say_reason(one.reason, language),
        )
    key = "favour_found" if one.among_jurors <= UNLIKELY else "favour_not_found"
    return say(
        f"examine.{key}",
        language,
        juror=one.juror,
        points=("−" if one.effect < 0 else "+") + show(abs(one.effect), 2, language),
        chance=show_probability(one.among_jurors, language),
    )


def _percent(share: Fraction, language: str) -> str:
    """A share in percent; what is not the whole is never told as the whole."""
    if NEARLY_ALL <= share < 1:
        return "> 99%"
    return show(share * 100, 0, language) + "%"


def show_probability(value: Fraction, language: str) -> str:
    """A probability as a person reads it; the very small ones as less than one in a thousand."""
    if value < LEAST_TOLD:
        return "< " + show(as_decimal(LEAST_TOLD), 3, language)
    return show(value, 3, language)
