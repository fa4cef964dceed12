"""``lembar-pimpinan.pdf``: one page for the head who has to defend the result."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from helpers.records.numbers import show
from helpers.records.tables import Correction, Decision, Deduction
from helpers.records.words import say
from helpers.report.chapters.summary import say_rules
from helpers.report.coded import hide_jurors
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.folder import LEADERSHIP_SHEET
from helpers.report.judged import lookup, say_chance, say_what_if
from helpers.report.overall import stand_overall
from helpers.report.spoken_numbers import month, write_plain_date
from helpers.report.typesetting import typeset
from helpers.report.wording import (
    NOTHING,
    describe_kind,
    describe_status,
    list_names,
    ranked_of,
    reasons,
    report_day,
    show_total,
    show_value,
)

TEMPLATE = "leadership-sheet.typ"
FEW = 4  # decisions and objections that the page tells; the report has all
LONGEST = 160  # characters of what others wrote: the page stays one page
NAME = 90


def write_leadership_sheet(digest: SeasonDigest, folder: Path, language: str = "") -> None:
    """Write the sheet into the report folder; ``language`` is the rule book's unless given."""
    language = language or digest.rules.language
    folder.mkdir(parents=True, exist_ok=True)
    pdf = typeset((TEMPLATE,), sheet_data(digest, language), {})
    (folder / LEADERSHIP_SHEET).write_bytes(pdf)


def sheet_data(digest: SeasonDigest, language: str) -> dict[str, object]:
    """Everything the page says, as JSON data."""
    book = digest.rules
    day = report_day(book)
    columns = ("category", "status", "winner", "total", "margin", "second")
    return {
        "language": language,
        "heading": say("leadership.heading", language),
        "title": book.title,
        "office": book.office.name,
        "notice": say(f"documents.cover.{'sample' if book.sample else 'internal'}", language),
        "place": f"{book.office.city}, {month(day, language)} {day.year}",
        "date": [day.year, day.month, day.day],
        "sample": book.sample,
        "fingerprint": f"{say('documents.cover.fingerprint', language)} {digest.fingerprint}",
        "caption": say("leadership.caption", language),
        "columns": [say(f"leadership.column_{name}", language) for name in columns],
        "rows": [_row(category, language) for category in digest.categories],
        "parts": [
            _part("changed", _changed(digest, language), language),
            _part("weak", _weak(digest, language), language),
            _part("objections", _objected(digest, language), language),
            _part("asked", (), language, tuple(_answers(digest, language))),
        ],
    }


def _part(
    name: str, lines: Iterator[str] | tuple[str, ...], language: str,
    pairs: tuple[tuple[str, str], ...] = (),
) -> dict[str, object]:  # fmt: skip
    return {
        "heading": say(f"leadership.{name}", language),
        "lines": list(lines),
        "pairs": [list(pair) for pair in pairs],
    }


def brief(text: str, longest: int = LONGEST) -> str:
    """The beginning of a text, cut between words where it is long."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    cut = text[: longest + 1].rpartition(" ")[0] or text[:longest]
    return cut.rstrip(" ,;.") + " …"


def _row(category: CategoryDigest, language: str) -> list[str]:
    """The category, its status, who is first, with what total and margin, and who follows."""
    status = describe_status(category, language)
    name = brief(category.rules.name, NAME)
    first = [placing for placing in ranked_of(category) if placing.rank == 1]
    if not category.decided or not first:
        state = say("documents.annual.undecided", language)
        if category.decided:
            state = say("leadership.nobody", language)
        return [name, status, state, NOTHING, NOTHING, NOTHING]
    after = [placing for placing in ranked_of(category) if placing.rank != 1][:1]
    decimals = category.rules.rounding.total
    return [
        name,
        status,
        list_names([brief(placing.name, NAME) for placing in first], language),
        show_total(first[0], category, language),
        show_value(first[0].margin, decimals, language),
        ", ".join(
            f"{brief(placing.name, NAME)} ({show_total(placing, category, language)})"
            for placing in after
        )
        or NOTHING,
    ]


def _changed(digest: SeasonDigest, language: str) -> Iterator[str]:
    """How much people changed and decided, by whom it was approved, and the gravest of it."""
    done = [one for one in digest.corrections if one.applied != "no"]
    acts: tuple[Correction | Deduction | Decision, ...] = (
        *done, *digest.deductions, *digest.decisions,
    )  # fmt: skip
    yield say(
        "leadership.counts",
        language,
        corrections=show(len(done), 0, language),
        deductions=show(len(digest.deductions), 0, language),
        decisions=show(len(digest.decisions), 0, language),
    )
    approvers = sorted({one.approved_by for one in acts if one.approved_by})
    if approvers:
        names = brief(list_names(approvers, language))
        yield say("leadership.approved", language, names=names)
    elif acts:
        yield say("leadership.unapproved", language)
    for one in digest.deductions[:FEW]:
        points = show_value(one.points, None, language)
        yield say(
            "leadership.deduction", language, participant=one.participant, points=points,
            reason=brief(f"{one.article}. {one.reason}"), by=one.by,
        )  # fmt: skip
    for decision in digest.decisions[:FEW]:
        about = decision.participant or digest.region_name(decision.value) or NOTHING
        yield say(
            "leadership.decision", language, kind=describe_kind(decision.kind, language),
            about=about, reason=brief(decision.reason).rstrip("."), by=decision.by,
            day=write_plain_date(decision.date, language),
        )  # fmt: skip
    rest = max(len(digest.decisions) - FEW, 0) + max(len(digest.deductions) - FEW, 0)
    if rest:
        yield say("leadership.rest", language, count=rest)


def _weak(digest: SeasonDigest, language: str) -> Iterator[str]:
    """What somebody could attack: open categories, close titles, other winners, rules, counts."""
    said = False
    for one in (*_open(digest, language), *_close(digest, language)):
        said = True
        yield one
    if digest.rules_state.state != "frozen" or digest.rules_state.amendments:
        said = True
        yield from say_rules(digest, language)
    warned = sum(finding.level == "warn" for finding in digest.findings)
    if warned:
        said = True
        yield say("leadership.warned", language, count=show(warned, 0, language))
    if not digest.recounted:
        said = True
        yield say("leadership.not_recounted", language)
    if not said:
        yield say("leadership.nothing_weak", language)


def _open(digest: SeasonDigest, language: str) -> Iterator[str]:
    for category in digest.categories:
        if category.decided:
            continue
        found = reasons(category)
        yield say(
            "leadership.open", language, category=category.rules.name,
            count=len(found), reason=brief(found[0].message),
        )  # fmt: skip


def _close(digest: SeasonDigest, language: str) -> Iterator[str]:
    """One line a category: its close titles, and whether the winner hangs on one thing."""
    for category in digest.categories:
        if not category.decided:
            continue
        held = lookup(category)
        close = [
            say(
                "leadership.close_title", language, title=placing.title,
                margin=show_value(placing.margin, category.rules.rounding.total, language),
            )
            for placing in ranked_of(category)
            if placing.title
            and (row := held.get(("participant", "", placing.participant, "margin_close")))
            and row.value == "yes"
        ]  # fmt: skip
        if close:
            names = list_names(close, language)
            yield say("leadership.close", language, category=category.rules.name, titles=names)
        told = say_what_if(digest, category, language, brief=True)
        if told:
            yield f"{category.rules.name}: {told[0]}"


def _objected(digest: SeasonDigest, language: str) -> Iterator[str]:
    objections = digest.objections
    if not objections:
        yield say("leadership.no_objections", language)
        return
    waiting = [one for one in objections if not one.answer]
    yield say(
        "leadership.objected", language, count=show(len(objections), 0, language),
        waiting=show(len(waiting), 0, language),
    )  # fmt: skip
    for one in sorted(objections, key=lambda one: bool(one.answer))[:FEW]:
        answer = brief(one.answer) or say("documents.annual.not_answered", language)
        yield say(
            "leadership.objection", language, participant=one.participant,
            question=brief(one.question), answer=answer,
        )  # fmt: skip


def _answers(digest: SeasonDigest, language: str) -> Iterator[tuple[str, str]]:
    """What to say when asked; each answer from the figures of the season."""

    def pair(name: str, answer: str) -> tuple[str, str]:
        return say(f"leadership.ask_{name}", language), answer

    standing = stand_overall(digest)
    balance = digest.balance
    yield pair(
        "lost",
        say(
            f"leadership.answer_lost{'' if balance.balances else '_open'}",
            language,
            cells=show(balance.cells, 0, language),
            used=show(balance.used, 0, language),
            ignored=show(balance.ignored, 0, language),
            waiting=show(balance.quarantined, 0, language),
        ),
    )
    recount = "agrees" if digest.recounted else "not_done"
    yield pair("counted", say(f"leadership.answer_counted_{recount}", language))
    surest = _chances(digest, language)
    if surest:
        yield pair("sure", surest)
    own = any(one.recusal != "none" for one in digest.rules.categories.values())
    yield pair("own", say(f"leadership.answer_own_{'recused' if own else 'none'}", language))
    yield pair("why", say("leadership.answer_why", language, season=digest.season))
    yield pair("open", say(f"leadership.answer_open_{digest.rules.publish.scores}", language))
    overall = digest.rules.overall
    if standing and overall:
        names = [digest.region_name(row.region) for row in standing.winners]
        question = say("leadership.ask_overall", language, name=overall.name)
        key = "answer_overall" if standing.decided else "answer_overall_open"
        told = say(f"leadership.{key}", language, winners=list_names(names, language))
        yield question, told


def _chances(digest: SeasonDigest, language: str) -> str:
    """The category whose winner is least sure by chance, in the sentence of the examination."""
    told: list[tuple[float, str]] = []
    for category in digest.categories:
        first = [p for p in ranked_of(category) if p.rank == 1]
        row = lookup(category).get(
            ("participant", "", first[0].participant if first else "", "p_first")
        )
        sentences = say_chance(category, language) if category.decided else []
        if row and row.value and sentences:
            text = hide_jurors(digest, category, sentences[0], language)
            told.append((float(row.value), f"{category.rules.name}: {text}"))
    return min(told)[1] if told else ""
