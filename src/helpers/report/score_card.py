"""Score cards (kartu nilai): one page for each participant, that can be handed to it.

A card shows a participant its own values. The jurors appear as one: no single mark, no code, no
order and no count of them, so that nobody can tell who gave what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from helpers.records.numbers import show
from helpers.records.tables import Placing
from helpers.records.words import say
from helpers.report.card_signs import say_objections, say_signs
from helpers.report.derivation import facts_of
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.typesetting import typeset_all
from helpers.report.wording import (
    NOTHING,
    describe_link,
    describe_note,
    describe_status,
    figure_sign,
    report_day,
    show_stage,
    show_total,
    show_value,
)
from helpers.rules import clauses
from helpers.scoring import score_category
from helpers.scoring.stages import StageResult

FOLDER = "kartu-nilai"
TEMPLATE = "score-card.typ"
DECIMALS = 2  # of values that no rule rounds
TOPICS = ("combine", "rounding", "ties")  # the rules that a card quotes
WORDS = (
    "heading", "internal", "sample", "participant", "number", "region", "category", "status",
    "rank", "title", "total", "table", "part", "weight", "value", "adds", "how", "object",
    "touched", "fingerprint",
)  # fmt: skip
UNSAFE = re.compile(r"[^\w-]")

Line = tuple[str, str, str, str, str]  # kind, what, weight, value, what it adds to the total


def write_score_cards(digest: SeasonDigest, folder: Path, language: str = "") -> tuple[Path, ...]:
    """Write ``kartu-nilai/<category>/<participant>.pdf`` for every decided category.

    A category that is still open gets none: its values may change.

    Parameters
    ----------
    folder
        The report folder of the season.
    language
        ``id`` or ``en``; left out, that of the rule book.
    """
    language = language or digest.rules.language
    cards = [
        (card_path(folder, category.key, placing.participant), data)
        for category in digest.categories
        if category.decided
        for placing, data in card_data(digest, category, language)
    ]
    pages = typeset_all([TEMPLATE], [data for _, data in cards], {})
    for (path, _), page in zip(cards, pages, strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page)
    return tuple(path for path, _ in cards)


def card_path(folder: Path, category: str, participant: str) -> Path:
    """Where a card lies. Signs that a file name cannot hold become their code."""
    name = UNSAFE.sub(lambda sign: f"_{ord(sign[0]):x}_", participant)
    return folder / FOLDER / category / f"{name}.pdf"


def card_data(
    digest: SeasonDigest, category: CategoryDigest, language: str
) -> Iterator[tuple[Placing, dict[str, object]]]:
    """What the template prints, for each participant in the order of the result."""
    shared = _shared_data(digest, category, language)
    result = score_category(digest.rules, category.key, facts_of(digest, category), digest.through)
    for placing in category.placings:
        lines = list(_lines(category, placing, result.stage_results, language))
        yield (
            placing,
            shared
            | {
                "name": placing.name,
                "id": placing.participant,
                "region": digest.region_name(placing.region),
                "rank": _rank(category, placing, language),
                "title": placing.title or NOTHING,
                "total": show_total(placing, category, language),
                "distances": list(_distances(digest, category, placing, language)),
                "lines": lines,
                "touched": list(say_signs(category, placing.participant, language)),
                "objections": list(say_objections(digest, category, placing.participant, language)),
            },
        )


def _shared_data(
    digest: SeasonDigest, category: CategoryDigest, language: str
) -> dict[str, object]:
    book, day = digest.rules, report_day(digest.rules)
    said = clauses(book, category.key, language)
    return {
        "language": language,
        "words": {key: say(f"cards.{key}", language) for key in WORDS},
        "season": book.title,
        "office": book.office.name,
        "sample": book.sample,
        "date": [day.year, day.month, day.day],
        "category": category.rules.name,
        "status": describe_status(category, language),
        "fingerprint": digest.fingerprint,
        "how": [say("cards.how_combined", language), *(said[key] for key in TOPICS if key in said)],
        "object": say("cards.how_to_object", language, office=book.office.name),
    }


def _rank(category: CategoryDigest, placing: Placing, language: str) -> str:
    """The rank among those ranked, with what decided a tie; or why there is none."""
    if placing.rank is None:
        return say("cards.not_ranked", language, note=describe_note(placing.note, language))
    count = sum(other.rank is not None for other in category.placings)
    text = say("cards.rank_of", language, rank=placing.rank, count=count)
    if placing.note:
        text += f"; {describe_note(placing.note, language)}"
    if not placing.decided_by:
        return text
    link = describe_link(placing.decided_by, category.rules, language)
    key = "tie_shared" if placing.decided_by == "shared" else "tie"
    return f"{text}; {say(f'cards.{key}', language, link=link)}"


def _distances(
    digest: SeasonDigest, category: CategoryDigest, placing: Placing, language: str
) -> Iterator[str]:
    """How far it is to the neighbours, as far as the rule book makes their totals known.

    A distance gives the neighbour's total away: to one that is not published, that of the last
    title is told in its place.
    """
    publish, rounding = digest.rules.publish.scores, category.rules.rounding
    if publish == "none" or placing.rank is None or placing.total is None or placing.note:
        return
    ranked = [p for p in category.placings if p.rank is not None and not p.note and p.total]
    place = ranked.index(placing)
    known = [p for p in ranked if publish == "all" or p.title]
    above = ranked[place - 1] if place else None
    if above is not None and above not in known:
        above = known[-1] if known else None
    below = ranked[place + 1] if place + 1 < len(ranked) else None
    for key, other in (("above", above), ("below", below if below in known else None)):
        if other is not None and other.total is not None:
            points = show_value(abs(other.total - placing.total), rounding.total, language)
            told = {"rank": other.rank, "title": other.title, "points": points}
            yield say(f"cards.{key}_title" if other.title else f"cards.{key}", language, **told)


def _lines(
    category: CategoryDigest,
    placing: Placing,
    results: Mapping[str, StageResult],
    language: str,
) -> Iterator[Line]:
    """Each criterion with the value of the whole panel, each stage with what it adds, the total."""
    rules = category.rules
    standings = {
        row.stage: row for row in category.stages if row.participant == placing.participant
    }
    for stage, result in results.items():
        part, standing = rules.stages[stage], standings.get(stage)
        held = standing is not None and standing.value is not None
        who = result.participants.index(placing.participant) if held else -1
        adds = show(result.share.fraction_at(who), DECIMALS, language) if held else NOTHING
        value = show_stage(standing.value, rules, language) if standing else NOTHING
        sign = figure_sign(category, placing.participant, stage) if held else ""
        weight = _weight(category, rules.stage_weight(stage), language)
        yield "stage", part.name, weight, value + sign, adds
        for place, criterion in enumerate((*result.criteria, *result.committee_criteria)):
            told = part.criteria[criterion]
            mark = _mark(category, result, who, place, language) if held else NOTHING
            weight = _weight(category, told.weight, language)
            name = told.name
            if rules.from_committee(stage, criterion):
                name = say("cards.committee_gave", language, criterion=name)
            yield "criterion", name, weight, mark, ""
        for row in category.deductions:
            if (row.participant, row.stage) == (placing.participant, stage):
                yield "off", say("cards.off", language), "", _off(row.points, language), ""
    for row in category.deductions:
        if (row.participant, row.stage) == (placing.participant, ""):
            yield "off", say("cards.off", language), "", "", _off(row.points, language)
    yield "total", say("cards.total", language), "", "", show_total(placing, category, language)


def _mark(
    category: CategoryDigest, result: StageResult, who: int, place: int, language: str
) -> str:
    decimals = category.rules.rounding.mark
    value = result.criterion_marks.fraction_at(who, place)
    return show(value, DECIMALS if decimals is None else decimals, language)


def _off(points: object, language: str) -> str:
    value = Fraction(str(points))
    return ("−" if value > 0 else "+") + show(abs(value), DECIMALS, language)


def _weight(category: CategoryDigest, weight: object, language: str) -> str:
    text = show(Fraction(str(weight)), None, language)
    return f"{text}%" if category.rules.weights == "percent" else f"× {text}"
