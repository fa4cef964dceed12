"""What the examination found, in sentences that a head of division could say aloud."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from helpers.records.numbers import show
from helpers.records.tables import Diagnostic
from helpers.records.words import say
from helpers.report.coded import code_of, hide_jurors
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.sureness import name_subject, say_margins
from helpers.report.wording import (
    list_names,
    ranked_of,
    show_percent,
    show_plain,
    show_probability,
    show_signed,
    show_value,
)

MEASURED_ALONE = ("juror", "criterion", "stage")  # what is left out, one at a time


def lookup(category: CategoryDigest) -> dict[tuple[str, str, str, str], Diagnostic]:
    """The diagnostics of a category by subject, stage, id and measure."""
    return {(d.subject, d.stage, d.id, d.measure): d for d in category.diagnostics}


def say_close(digest: SeasonDigest, category: CategoryDigest, language: str) -> list[str]:
    """The places with a title whose margin is close, each with the reason."""
    held = lookup(category)
    told = []
    for placing in ranked_of(category):
        row = held.get(("participant", "", placing.participant, "margin_close"))
        if placing.title and row and row.value == "yes":
            margin = show_value(placing.margin, category.rules.rounding.total, language)
            note = hide_jurors(digest, category, row.note, language)
            told.append(
                say(
                    "annual.close", language, title=placing.title, name=placing.name,
                    margin=margin, note=note,
                )
            )  # fmt: skip
    return told


def say_one_mark(digest: SeasonDigest, category: CategoryDigest, language: str) -> list[str]:
    """The smallest change of one mark that would move the first title."""
    held = lookup(category)
    for placing in ranked_of(category)[:1]:
        row = held.get(("participant", "", placing.participant, "smallest_mark_change"))
        if row is None:
            return []
        if not row.value:
            reason = hide_jurors(digest, category, row.note, language)
            return [say("annual.one_mark_none", language, reason=reason)] if reason else []
        note = hide_jurors(digest, category, row.note, language).rstrip(".")
        able = held.get(("participant", "", placing.participant, "marks_able_easily"))
        easily = able.value if able else ""
        key = "one_mark_easily" if easily not in ("", "0") else "one_mark"
        return [say(f"annual.{key}", language, change=note, name=placing.name, count=easily)]
    return []


def say_chance(category: CategoryDigest, language: str) -> list[str]:
    """How often the winner stays first with other panels of the same kind."""
    held = lookup(category)
    leaders = [placing for placing in ranked_of(category) if placing.rank == 1]
    draws = held.get(("panel", "", "", "draws"))
    error = held.get(("panel", "", "", "draws_error"))
    told = []
    for placing in leaders:
        first, low, high = (
            held.get(("participant", "", placing.participant, measure))
            for measure in ("p_first", "rank_low", "rank_high")
        )
        if first and first.value and low and high and draws:
            same = low.value == high.value
            told.append(
                say(
                    "annual.chance_same" if same else "annual.chance",
                    language,
                    name=placing.name,
                    share=show_percent(first.value, language),
                    low=low.value,
                    high=high.value,
                    draws=show(Decimal(draws.value), 0, language),
                    error=show_percent(error.value if error else "", language, 2),
                )
            )
    return told


def say_what_if(
    digest: SeasonDigest, category: CategoryDigest, language: str, *, brief: bool = False
) -> list[str]:
    """How many reruns with one thing changed keep the winner, and which do not.

    ``brief`` says only how many, and nothing where the winner is the same in all.
    """
    rows = [
        row
        for row in category.diagnostics
        if row.value
        and row.id
        and (
            (row.measure == "winner_without" and row.subject in MEASURED_ALONE)
            or (row.measure == "winner_under" and row.subject == "panel")
        )
    ]
    if not rows:
        return []
    first = {placing.participant for placing in category.placings if placing.rank == 1}
    other = [row for row in rows if set(row.value.split("; ")) != first]
    counted = {"count": len(rows), "kept": len(rows) - len(other)}
    if brief:
        return [say("annual.what_if_brief", language, **counted)] if other else []
    if not other:
        return [say("annual.what_if_all", language, **counted)]
    names = list_names([_changed(digest, category, row, language) for row in other], language)
    return [say("annual.what_if_some", language, names=names, **counted)]


def _changed(digest: SeasonDigest, category: CategoryDigest, row: Diagnostic, language: str) -> str:
    """What was changed in a rerun, as part of a sentence."""
    if row.measure == "winner_under":
        return name_subject(digest, category, "panel", row.id, language)
    if row.subject == "juror":
        name = code_of(digest, category, row.id, language)
    else:
        name = name_subject(digest, category, row.subject, row.id, language)
    return say(f"annual.without_{row.subject}", language, name=name)


def say_weights(category: CategoryDigest, language: str) -> list[str]:
    """How far the weights of the stages would have to move for another winner."""
    names = {placing.participant: placing.name for placing in category.placings}
    for row in category.diagnostics:
        if (row.subject, row.stage, row.measure) == ("participant", "", "smallest_weight_change"):
            if len(category.rules.stages) < 2:
                return []
            if not row.value:
                return [say("annual.weights_firm", language, reason=row.note)] if row.note else []
            points = show_plain(row.value, language)
            return [
                say("annual.weights_move", language, points=points, name=names.get(row.id, row.id))
            ]
    return []


def say_strictness(digest: SeasonDigest, category: CategoryDigest, language: str) -> list[str]:
    """The sentence that must stand before every table of severity."""
    held = lookup(category)
    moved = held.get(("panel", "", "", "titles_moved_without_severity"))
    shift = held.get(("panel", "", "", "shift_without_severity"))
    told = [say("annual.severity_neutral", language)]
    if moved and moved.value:
        told.append(_say_without_severity(moved, shift, language))
    alone = [row for row in category.diagnostics if row.measure == "single_jurors" and row.note]
    for note in dict.fromkeys(row.note for row in alone):
        names = [
            part.name
            for stage, part in category.rules.stages.items()
            if any(row.stage == stage for row in alone)
        ]
        told.append(f"{list_names(names, language)}: {note}" if names else note)
    return [hide_jurors(digest, category, one, language) for one in told]


def _say_without_severity(moved: Diagnostic, shift: Diagnostic | None, language: str) -> str:
    """What would be otherwise if all jurors were equally strict."""
    if moved.value == "0" and shift and shift.value and not Fraction(shift.value):
        return say("annual.severity_none", language)
    key = "severity_moved" if moved.value != "0" else "severity_kept"
    unit = "_places" if shift and shift.unit == "places" else ""
    points = show_plain(shift.value if shift else "", language)
    return say(f"annual.{key}{unit}", language, count=moved.value, points=points)


def say_favour(digest: SeasonDigest, category: CategoryDigest, language: str) -> list[str]:
    """Whether participants of a juror's own region got more; why it could not be tested."""
    told: dict[str, None] = {}
    for row in category.diagnostics:
        if row.subject != "juror" or row.measure != "favour":
            continue
        stage = category.rules.stages[row.stage].name if row.stage else ""
        code = code_of(digest, category, row.id, language)
        if not row.value:
            text = say("annual.favour_none", language, juror=code, stage=stage, reason=row.note)
        else:
            points = show_signed(row.value, language)
            chance = lookup(category).get(("juror", row.stage, row.id, "favour_p_holm"))
            text = say(
                "annual.favour_found", language, juror=code, stage=stage, points=points,
                chance=show_probability(chance.value if chance else "", language),
            )  # fmt: skip
        told[hide_jurors(digest, category, text, language)] = None
    return list(told)


def say_agreement(category: CategoryDigest, language: str) -> list[str]:
    """The range of the agreement of the jurors over the stages, and how many jurors are needed."""
    panel = [row for row in category.diagnostics if row.subject == "panel" and not row.id]
    agreed = [Fraction(row.value) for row in panel if row.measure == "kendall_w" and row.value]
    needed = [row for row in panel if row.measure == "jurors_for_080" and row.value and row.stage]
    told = []
    if agreed:
        low, high = (show(one, 2, language) for one in (min(agreed), max(agreed)))
        key = "agreed" if low != high else "agreed_once"
        told.append(say(f"annual.{key}", language, low=low, high=high))
    if needed:
        fewest = min(int(Fraction(row.low or row.value)) for row in needed)
        most = max(int(Fraction(row.high or row.value)) for row in needed)
        key = "needed" if fewest != most else "needed_once"
        told.append(say(f"annual.{key}", language, low=fewest, high=most))
    return told


def say_examined(digest: SeasonDigest, category: CategoryDigest, language: str) -> list[str]:
    """The handful of sentences on a category, without those on single jurors."""
    return list(_examined(digest, category, language))


def _examined(digest: SeasonDigest, category: CategoryDigest, language: str) -> Iterator[str]:
    yield from say_margins(category, language)
    if not category.decided:
        return
    yield from say_close(digest, category, language)
    yield from say_one_mark(digest, category, language)
    yield from say_chance(category, language)
    yield from say_what_if(digest, category, language)
    yield from say_weights(category, language)
