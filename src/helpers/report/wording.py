"""Table values in the words of the documents: totals, margins, notes, ties, marks of correction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from helpers.records.findings import address, stops
from helpers.records.numbers import round_half_up, show
from helpers.records.tables import COMMITTEE, Absence, Correction, Finding, Placing, Score
from helpers.records.words import say, sentences
from helpers.rules import Category, RuleBook
from helpers.scoring.scales import stage_weight_of

if TYPE_CHECKING:
    from helpers.report.digest import CategoryDigest, SeasonDigest

CORRECTED = "†"  # stands behind every figure that a corrected mark entered
DECIDED = "‡"  # stands behind every figure that a deduction or a juror left out changed
SIGNS = {CORRECTED: "sign_note", DECIDED: "decided_note"}
# With these an office may begin the name of a category or of a stage.
CATEGORY_WORDS = ("kategori", "category")
STAGE_WORDS = ("tahap", "tahapan", "stage")
NOTHING = "–"  # stands where a table has no value
LEAST_TOLD = Fraction(1, 1000)  # what is less likely is only told to be so


def show_value(value: Decimal | None, decimals: int | None, language: str = "id") -> str:
    """The value with at least ``decimals`` decimals, and more where it holds more."""
    if value is None:
        return NOTHING
    exponent = value.as_tuple().exponent
    held = -exponent if isinstance(exponent, int) else 0
    return show(value, max(held, decimals or 0), language)


def show_stage(value: Decimal | None, category: Category, language: str = "id") -> str:
    """A stage value: as it was rounded, else as the totals are, else in full."""
    if value is None:
        return NOTHING
    rounding = category.rounding
    decimals = rounding.total if rounding.stage is None else rounding.stage
    return show(value, decimals, language)


def describe_status(category: CategoryDigest, language: str = "id") -> str:
    """The status with its revision, as ``FINAL, revisi 2``."""
    if category.standing.state != "sealed":
        return category.status
    told = {"status": category.status, "revision": category.standing.revision}
    return say("documents.annual.status_revision", language, **told)


def show_total(placing: Placing, category: CategoryDigest, language: str = "id") -> str:
    """The total as published, with the signs of what a person changed in it."""
    text = show_value(placing.total, category.rules.rounding.total, language)
    return text if placing.total is None else text + figure_sign(category, placing.participant)


def show_signed(text: str, language: str = "id", decimals: int = 2) -> str:
    """A difference with its sign, of a table's plain text: ``+1,25``, ``−2,50``, ``0,00``."""
    value = round_half_up(Fraction(text), decimals)
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + show(abs(value), decimals, language)


def show_plain(text: str, language: str = "id", decimals: int = 2) -> str:
    """A number of a table's plain text, rounded; a dash for none."""
    return show(Fraction(text), decimals, language) if text else NOTHING


def show_percent(text: str, language: str = "id", decimals: int = 1) -> str:
    """A share of a table's plain text in percent; a dash for none.

    What is not all is never shown as all, nor what is not nothing as nothing.
    """
    if not text:
        return NOTHING
    share, step = Fraction(text) * 100, Fraction(1, 10**decimals)
    if 0 < share < step / 2:
        return f"< {show(step, decimals, language)}%"
    if 100 - step / 2 <= share < 100:
        return f"> {show(100 - step, decimals, language)}%"
    return f"{show(share, decimals, language)}%"


def show_probability(text: str, language: str = "id") -> str:
    """A probability of a table's plain text; the very small ones as less than one in a thousand."""
    if text and Fraction(text) < LEAST_TOLD:
        return f"< {show(LEAST_TOLD, 3, language)}"
    return show_plain(text, language, 3)


def ranked_of(category: CategoryDigest) -> list[Placing]:
    """The placings that have a rank and a total, in order."""
    return [p for p in category.placings if p.rank is not None and p.total is not None]


def stage_contributions(category: CategoryDigest) -> dict[str, dict[str, Fraction]]:
    """What each stage gave to each participant's total: the stage's value times its weight."""
    rules = category.rules
    gifts: dict[str, dict[str, Fraction]] = {p.id: {} for p in category.participants}
    for row in category.stages:
        if row.value is None or row.exact is None:
            continue
        value = row.exact if rules.rounding.stage is None else Fraction(row.value)
        gifts[row.participant][row.stage] = value * stage_weight_of(rules, row.stage)
    return gifts


def deductions_of(category: CategoryDigest) -> dict[str, Decimal]:
    """The points taken off the total of each participant that lost any."""
    taken: dict[str, Decimal] = {}
    for step in category.steps:
        if step.level == "deduction" and not step.stage:
            taken[step.participant] = taken.get(step.participant, Decimal(0)) + step.value
    return taken


def describe_link(link: str, category: Category, language: str = "id") -> str:
    """What decided a tie (``stage: lapangan``), with the names that the rule book gives."""
    kind, _, target = link.partition(": ")
    if not kind:
        return ""
    stage, _, criterion = target.partition(".")
    part = category.stages.get(stage)
    named = part.name if part else stage
    names = {
        "stage": bare_stage(named) if kind == "stage" else named,
        "criterion": part.criteria[criterion].name if part and criterion else criterion,
    }
    return say(f"documents.tie.{kind}", language, **names)


def describe_note(note: str, language: str = "id") -> str:
    """Why a participant is not ranked, or not among the finalists."""
    return say(f"documents.note.{note}", language) if note else ""


def describe_rank(placing: Placing) -> str:
    """The rank, or a dash for those who are not ranked."""
    return NOTHING if placing.rank is None else str(placing.rank)


def remark(placing: Placing, category: Category, language: str = "id") -> str:
    """What the table of a ranking says beside a line: the note and what decided a tie."""
    parts = (
        describe_note(placing.note, language),
        describe_link(placing.decided_by, category, language),
    )
    return "; ".join(part for part in parts if part)


def corrected_stages(category: CategoryDigest) -> frozenset[tuple[str, str]]:
    """Each participant and stage whose marks or absences a correction changed."""
    rows: tuple[Score | Absence, ...] = (*category.scores, *category.absences)
    return frozenset((row.participant, row.stage) for row in rows if row.correction)


def absent_stages(category: CategoryDigest, participant: str) -> frozenset[str]:
    """The stages from which a participant was absent, so that nobody gave it a mark there."""
    marked = {one.stage for one in category.scores if one.participant == participant}
    return frozenset(
        one.stage
        for one in category.absences
        if one.participant == participant
        and one.kind == "participant_absent"
        and one.stage not in marked
    )


def corrections_of(category: CategoryDigest) -> frozenset[str]:
    """The ids of the corrections that entered the category."""
    rows: tuple[Score | Absence, ...] = (*category.scores, *category.absences)
    return frozenset(row.correction for row in rows if row.correction)


def corrected_participants(category: CategoryDigest) -> frozenset[str]:
    """The participants whose total a correction entered."""
    return frozenset(participant for participant, _ in corrected_stages(category))


def decided_stages(category: CategoryDigest) -> frozenset[tuple[str, str]]:
    """Each participant and stage whose value a deduction or a juror left out changed.

    A deduction off the total has the stage ''.
    """
    held = {(row.participant, row.stage) for row in category.stages if row.value is not None}
    left_out = [one for one in category.decisions if one.kind == "juror_left_out"]
    return frozenset((one.participant, one.stage) for one in category.deductions) | frozenset(
        (participant, stage)
        for participant, stage in held
        for one in left_out
        if one.participant in ("", participant) and one.stage in ("", stage)
    )


def figure_sign(category: CategoryDigest, participant: str, stage: str = "") -> str:
    """The signs behind a stage value, or behind the total where no stage is named."""
    found = ""
    for sign, places in (
        (CORRECTED, corrected_stages(category)),
        (DECIDED, decided_stages(category)),
    ):
        if any(who == participant and stage in ("", where) for who, where in places):
            found += sign
    return found


def sign_notes(fields: Iterable[str | None], language: str = "id") -> tuple[str, ...]:
    """What the signs that occur in some fields mean."""
    text = "".join(field or "" for field in fields)
    return tuple(
        say(f"documents.annual.{note}", language) for sign, note in SIGNS.items() if sign in text
    )


def region_label(digest: SeasonDigest, code: str, language: str = "id") -> str:
    """The region in brief: ``Kab. Banjar``, ``Kota Banjarbaru``."""
    name = digest.region_name(code)
    long = say("documents.region.long", language)
    return name.replace(long, say("documents.region.short", language), 1)


def reasons(category: CategoryDigest) -> tuple[Finding, ...]:
    """The findings that keep a category undecided."""
    return tuple(finding for finding in category.findings if stops(finding))


def bare_message(finding: Finding) -> str:
    """The message without the address that may stand before it."""
    return finding.message.removeprefix(f"{address(finding)}: ")


def stage_days(book: RuleBook) -> tuple[date, ...]:
    """The days of all stages, in order."""
    days = {part.date for category in book.categories.values() for part in category.stages.values()}
    return tuple(sorted(day for day in days if day))


def report_day(book: RuleBook) -> date:
    """The day that documents carry: the last day of the stages, so that no clock enters.

    A rule book without days gives the last day of the year in its season.
    """
    days = stage_days(book)
    if days:
        return days[-1]
    year = re.search(r"\d{4}", book.season)
    return date(int(year[0]) if year else 2000, 12, 31)


def list_names(names: Sequence[str], language: str = "id") -> str:
    """Names in a sentence: ``A, B, dan C``."""
    if len(names) < 2:
        return "".join(names)
    pair = "documents.annual.list_two" if len(names) == 2 else "documents.annual.list_more"
    return say(pair, language, first=", ".join(names[:-1]), last=names[-1])


def join_parts(*parts: str) -> str:
    """The parts that are not empty, with a dot between."""
    return " · ".join(part for part in parts if part)


def say_ties(category: CategoryDigest, language: str = "id") -> tuple[str, ...]:
    """Every group of equal totals in a sentence, with what set it in order."""
    groups: dict[tuple[str, str], list[Placing]] = {}
    for placing in category.placings:
        if placing.decided_by and placing.rank is not None:
            total = show_value(placing.total, category.rules.rounding.total, language)
            groups.setdefault((total, placing.decided_by), []).append(placing)
    return tuple(
        say(
            "documents.annual.tie_shared" if link == "shared" else "documents.annual.tie_item",
            language,
            names=list_names([f"{p.name} ({p.participant})" for p in tied], language),
            total=total,
            link=describe_link(link, category.rules, language),
        )
        for (total, link), tied in groups.items()
    )


def name_juror(book: RuleBook, juror: str, language: str = "id") -> str:
    """The juror's code with the name, or the committee."""
    if juror == COMMITTEE:
        return say("pages.committee", language)
    known = book.jurors.get(juror)
    return f"{juror} · {known.name}" if known else juror


def say_people(by: str, date: str, approved_by: str, language: str = "id") -> str:
    """Who entered something and when, and who approved it."""
    entered = ", ".join(part for part in (by, date) if part)
    approved = say("trace.approved", language, approved_by=approved_by) if approved_by else ""
    return "; ".join(part for part in (entered, approved) if part)


def describe_correction(correction: Correction, language: str = "id") -> str:
    """The correction in a sentence: what stood there, why it was changed, by whom."""
    return say(
        "pages.corrected" if correction.approved_by else "pages.corrected_alone",
        language,
        id=correction.id,
        was=correction.was,
        reason=correction.reason,
        by=correction.by,
        approved_by=correction.approved_by,
    )


def juror_role(role: str | None, language: str = "id") -> str:
    """The juror's place in the panel; those without a role are members."""
    if role is None or role == "anggota":
        return say("documents.role.member", language)
    return say("documents.role.chair", language) if role == "ketua" else role[0].upper() + role[1:]


def jurors_of(book: RuleBook, category: str) -> frozenset[str]:
    """Everyone who sits in some stage of a category, replacements in place."""
    stages = book.categories[category].stages
    return frozenset(juror for stage in stages for juror in book.due_jurors(category, stage))


def sat_in_order(book: RuleBook, jurors: frozenset[str]) -> tuple[str, ...]:
    """The jurors as a roster lists them: the chair first, the others by name.

    The order follows the names and so tells nothing about the codes of the jurors.
    """

    def place(key: str) -> tuple[bool, str]:
        return book.jurors[key].role != "ketua", book.jurors[key].name

    return tuple(sorted(jurors, key=place))


def describe_level(level: str, language: str = "id") -> str:
    """The level of a finding in words."""
    return say(f"documents.level.{level}", language)


def describe_outcome(outcome: str, language: str = "id") -> str:
    """What was done with a file; an outcome without words of its own stands as it is."""
    return sentences("pages", language).get(f"outcome_{outcome}", outcome)


def describe_reason(reason: str, language: str = "id") -> str:
    """Why a cell was ignored; a reason without words of its own stands as it is."""
    return sentences("documents", language).get(f"ignored.{reason}", reason)


def describe_action(action: str, language: str = "id") -> str:
    """What a correction does; an action without words of its own stands as it is."""
    return sentences("documents", language).get(f"action.{action}", action)


def describe_kind(kind: str, language: str = "id") -> str:
    """What kind of decision it is; a kind without words of its own stands as it is."""
    return sentences("documents", language).get(f"decision.{kind}", kind)


def bare_category(name: str) -> str:
    """A category's name for behind the word category: without that word at its beginning."""
    return _without_first(name, CATEGORY_WORDS)


def bare_stage(name: str) -> str:
    """A stage's name for behind the word stage: without that word at its beginning."""
    return _without_first(name, STAGE_WORDS)


def _without_first(name: str, words: Sequence[str]) -> str:
    first, _, rest = name.partition(" ")
    return rest.strip() if first.casefold() in words and rest.strip() else name
