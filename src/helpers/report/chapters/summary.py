"""The first page: what became of every cell, whether the counts agree, who won."""

from __future__ import annotations

from helpers.proof.freezing import RulesState
from helpers.proof.journal import JournalLine
from helpers.records.numbers import show
from helpers.records.words import say
from helpers.report.blocks import Block, Chapter, Column, Heading, Notice, Paragraph, Table
from helpers.report.changes import people
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.spoken_numbers import write_plain_date
from helpers.report.wording import (
    NOTHING,
    describe_reason,
    region_label,
    show_total,
    show_value,
    sign_notes,
)

PODIUM = 3  # ranks that the first page shows; the results have all


def summarise(digest: SeasonDigest, language: str) -> Chapter:
    """The neraca sel, the three counts and the winners of every category."""
    return Chapter(
        (
            Heading(say("documents.annual.summary", language)),
            *_balance(digest, language),
            Heading(say("documents.annual.three_counts", language), 2),
            _counts(digest, language),
            *_rules(digest, language),
            *_standings(digest, language),
            Heading(say("documents.annual.winners", language), 2),
            *_winners(digest, language),
        )
    )


def _balance(digest: SeasonDigest, language: str) -> tuple[Block, ...]:
    balance = digest.balance

    def row(name: str, count: int) -> tuple[str, str]:
        return say(f"documents.annual.cells_{name}", language), show(count, 0, language)

    reasons = tuple(
        (f"      {describe_reason(reason, language)}", show(count, 0, language))
        for reason, count in balance.ignored_by_reason
    )
    rows = (
        row("files", balance.files),
        row("refused", balance.refused_files),
        row("all", balance.cells),
        row("used", balance.used),
        row("ignored", balance.ignored),
        *reasons,
        row("waiting", balance.quarantined),
    )
    sums = say(
        "documents.annual.cells_sum",
        language,
        used=show(balance.used, 0, language),
        ignored=show(balance.ignored, 0, language),
        waiting=show(balance.quarantined, 0, language),
        cells=show(balance.cells, 0, language),
    )
    verdict: Block = Paragraph(f"{sums} {say('documents.annual.cells_balance', language)}")
    if not balance.balances:
        verdict = Notice(say("documents.annual.cells_open", language), (sums,))
    return (
        Heading(say("documents.annual.cell_balance", language), 2),
        Paragraph(say("documents.annual.cells_meaning", language)),
        Table(
            caption=say("documents.annual.cell_balance", language),
            columns=(
                Column(say("documents.column.fate", language), 1),
                Column(say("documents.column.count", language), right=True),
            ),
            rows=rows,
            strong=(2,),
            small=True,
        ),
        verdict,
    )


def _counts(digest: SeasonDigest, language: str) -> Table:
    recount = "agrees" if digest.recounted else "not_done"
    rows = (
        ("count_first", "count_first_state"),
        ("count_second", f"count_second_{recount}"),
        ("count_third", "count_third_state"),
    )
    return Table(
        caption=say("documents.annual.three_counts", language),
        columns=(
            Column(say("documents.column.count_way", language), 1),
            Column(say("documents.column.state", language), 1),
        ),
        rows=tuple(
            (say(f"documents.annual.{way}", language), say(f"documents.annual.{state}", language))
            for way, state in rows
        ),
    )


def _rules(digest: SeasonDigest, language: str) -> tuple[Block, ...]:
    """Whether the rules in use are the frozen ones; framed where they are not."""
    first, *amended = say_rules(digest, language)
    told = digest.rules_state
    if told.line is None or (told.state == "frozen" and not amended):
        return (Paragraph(first),)
    return (Notice(first, tuple(amended)),)


def say_rules(digest: SeasonDigest, language: str) -> tuple[str, ...]:
    """Whether the rules in use are the frozen ones, in a sentence; then what amended them."""
    told = digest.rules_state
    line = told.line
    if line is None:
        return (say(f"documents.annual.rules_{told.state}", language),)
    first = say(
        f"documents.annual.rules_{told.state}",
        language,
        day=write_plain_date(line.day, language),
        fingerprint=told.short,
    )
    return (first, _amended(told, line, language)) if told.amendments else (first,)


def _amended(told: RulesState, line: JournalLine, language: str) -> str:
    """How often frozen rules were changed, and what the last change did."""
    return say(
        f"documents.annual.rules_amended_{line.same_titles or 'unknown'}",
        language,
        count=told.amendments,
        marks=line.marks,
        by=people(line.by, line.approved_by, "", language),
        basis=line.basis.rstrip("."),
        reason=line.reason.rstrip("."),
    )


def _standings(digest: SeasonDigest, language: str) -> tuple[Block, ...]:
    """Who sealed which result as what; framed where the result is no longer the sealed one."""
    told: list[Block] = []
    for category in digest.categories:
        line = category.standing.line
        if line is None:
            continue
        sentence = say(
            f"documents.annual.standing_{category.standing.state}",
            language,
            category=category.rules.name,
            status=line.status,
            revision=category.standing.revision,
            day=write_plain_date(line.day, language),
            by=line.by,
            note=line.reason.rstrip(".") or NOTHING,
        )
        sealed = category.standing.state == "sealed"
        told.append(Paragraph(sentence) if sealed else Notice(sentence))
    return tuple(told)


def _winners(digest: SeasonDigest, language: str) -> tuple[Block, ...]:
    rows: list[tuple[str | None, ...]] = []
    for category in digest.categories:
        rows += _winner_rows(digest, category, language)
    columns = ("category", "title", "participant", "region", "total", "margin")
    widths = (5, 0, 9, 8, 0, 0)  # so that the longest region takes one line
    table = Table(
        caption=say("documents.annual.winners", language),
        columns=tuple(
            Column(say(f"documents.column.{name}", language), width, right=place > 3)
            for place, (name, width) in enumerate(zip(columns, widths, strict=True))
        ),
        rows=tuple(rows),
        notes=_sign_note(rows, language),
    )
    return (table,)


def _winner_rows(
    digest: SeasonDigest, category: CategoryDigest, language: str
) -> list[tuple[str | None, ...]]:
    name = category.rules.name
    first = [placing for placing in category.winners if (placing.rank or 0) <= PODIUM]
    if not first or not category.decided:
        state = "no_titles" if category.decided else "undecided"
        return [(name, NOTHING, say(f"documents.annual.{state}", language), *(NOTHING,) * 3)]
    return [
        (
            None if place else name,
            placing.title,
            placing.name,
            region_label(digest, placing.region, language),
            show_total(placing, category, language),
            show_value(placing.margin, category.rules.rounding.total, language),
        )
        for place, placing in enumerate(first)
    ]


def _sign_note(rows: list[tuple[str | None, ...]], language: str) -> tuple[str, ...]:
    return sign_notes((field for row in rows for field in row), language)
