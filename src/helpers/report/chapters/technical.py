"""The technical annex: every coefficient of the examination, jurors by their codes only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from helpers.records.tables import Diagnostic
from helpers.records.words import say, sentences
from helpers.report.blocks import Block, Bullets, Column, Heading, Paragraph, Table
from helpers.report.coded import code_of, hide_jurors
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.sureness import (
    name_measure,
    name_subject,
    repeats,
    show_measure,
)
from helpers.report.wording import NOTHING, show_plain

ACROSS = 7  # columns of values that a page holds
# What the main text says in full, and what only the arithmetic of other measures needs.
ELSEWHERE = ("draws", "draws_error", "titles_moved_without_severity", "shift_without_severity")
STUDIED = ("generalizability", "dependability")
FOR_MARKS = ("margin_marks", "smallest_mark_change", "marks_able", "marks_able_easily")


def annex_examination(digest: SeasonDigest, language: str) -> Iterator[Block]:
    """The tables of every decided category; a sentence where there is none."""
    yield Paragraph(say("annual.technical_text", language))
    for category in digest.categories:
        if category.decided and category.diagnostics:
            yield Heading(category.rules.name, 3)
            yield from _tables(digest, category, language)


def _tables(digest: SeasonDigest, category: CategoryDigest, language: str) -> Iterator[Block]:
    rows = [
        row for row in category.diagnostics if not repeats(category, row) and row.value != ""
        and row.measure not in ELSEWHERE
    ]  # fmt: skip

    def of(subject: str, *, named: bool = True) -> list[Diagnostic]:
        return [r for r in rows if r.subject == subject and bool(r.id) is named]

    panel = of("panel", named=False)
    decision = [r for r in of("panel") if not r.measure.endswith("_under")]
    under = [r for r in of("panel") if r.measure.endswith("_under")]
    by_stage = [(r.stage, r.id) for r in of("juror")]
    yield from _grid(digest, category, "panel", panel, _stage, language)
    yield from _decision_study(category, decision, language)
    if by_stage:
        yield Paragraph(say("annual.severity_neutral", language), leads=True)
    yield from _jurors(digest, category, of("juror"), language)
    yield from _participants(digest, category, of("participant"), language)
    weights = [r for r in of("participant") if r.measure == "smallest_weight_change"]
    yield from _list(digest, category, "moves", weights, language)
    yield from _list(digest, category, "parts", [*of("stage"), *of("criterion")], language)
    yield from _list(digest, category, "rules", under, language)
    missing = _unmeasured(digest, category, language)
    if missing:
        yield Paragraph(say("annual.not_measured", language))
        yield Bullets(tuple(missing))


def _unmeasured(digest: SeasonDigest, category: CategoryDigest, language: str) -> list[str]:
    """Which measures could not be had, in which stages, and why: a line for each reason."""
    stages: dict[str, dict[str, None]] = {}
    names: dict[str, dict[str, None]] = {}
    for row in category.diagnostics:
        if not row.id and not row.value and row.note and not repeats(category, row):
            stages.setdefault(row.note, {})[_stage(category, row, language)] = None
            names.setdefault(row.note, {})[_name(row.measure, language)] = None
    return [
        say(
            "annual.unmeasured",
            language,
            measures="; ".join(names[note]),
            stages="; ".join(stages[note]),
            reason=hide_jurors(digest, category, note, language),
        )
        for note in stages
    ]


def _stage(category: CategoryDigest, row: Diagnostic, language: str) -> str:
    part = category.rules.stages.get(row.stage)
    return part.name if part else say("pages.whole", language)


def _caption(name: str, category: CategoryDigest, language: str) -> str:
    return say(f"annual.technical_{name}", language, category=category.rules.name)


def _grid(
    digest: SeasonDigest,
    category: CategoryDigest,
    name: str,
    rows: Sequence[Diagnostic],
    column_of: Callable[[CategoryDigest, Diagnostic, str], str],
    language: str,
) -> Iterator[Table]:
    """Measures down, stages across, as many tables as the columns need."""
    columns = list(dict.fromkeys(column_of(category, row, language) for row in rows))
    measures = dict.fromkeys(row.measure for row in rows)
    cells = {
        (row.measure, column_of(category, row, language)): _value(digest, category, row, language)
        for row in rows
    }
    for start in range(0, len(columns), ACROSS):
        own = columns[start : start + ACROSS]
        yield Table(
            caption=_part(_caption(name, category, language), start, columns, language),
            columns=(
                Column(say("annual.column_measure", language), 3),
                *(Column(one, 2, right=True) for one in own),
            ),
            small=True,
            rows=tuple(
                (_name(one, language), *(cells.get((one, c), NOTHING) for c in own))
                for one in measures
            ),
        )


def _part(caption: str, start: int, columns: Sequence[object], language: str) -> str:
    """The caption, counted where the columns need more than one table."""
    if len(columns) <= ACROSS:
        return caption
    return say("annual.technical_part", language, caption=caption, part=start // ACROSS + 1)


def _decision_study(
    category: CategoryDigest, rows: Sequence[Diagnostic], language: str
) -> Iterator[Table]:
    """What another juror or criterion would buy: generalizability and dependability."""
    cells = {(r.id, r.stage, r.measure): r.value for r in rows}
    sizes = sorted({r.id for r in rows if r.measure in STUDIED}, key=lambda one: (len(one), one))
    stages = list(dict.fromkeys(r.stage for r in rows))
    heads = [_stage(category, next(r for r in rows if r.stage == s), language) for s in stages]
    for start in range(0, len(stages) if sizes else 0, ACROSS):
        own = stages[start : start + ACROSS]
        yield Table(
            caption=_part(_caption("study", category, language), start, stages, language),
            columns=(
                Column(say("annual.column_jurors", language), 1),
                *(Column(one, 2, right=True) for one in heads[start : start + ACROSS]),
            ),
            rows=tuple(
                (
                    size.rpartition("=")[2],
                    *(_studied([cells.get((size, s, m), "") for m in STUDIED], language)
                      for s in own),
                )
                for size in sizes
            ),
            notes=(say("annual.study_note", language),),
            small=True,
        )  # fmt: skip


def _studied(values: Sequence[str], language: str) -> str:
    if not any(values):
        return NOTHING
    return " / ".join(show_plain(value, language) for value in values)


def _jurors(
    digest: SeasonDigest, category: CategoryDigest, rows: Sequence[Diagnostic], language: str
) -> Iterator[Table]:
    """Measures down, jurors across, stage by stage."""
    codes = {row.id: code_of(digest, category, row.id, language) for row in rows}
    jurors = sorted(codes, key=lambda one: (len(codes[one]), codes[one]))
    cells = {(r.stage, r.measure, r.id): _value(digest, category, r, language) for r in rows}
    slots = list(dict.fromkeys((row.stage, row.measure) for row in rows))
    names = {row.stage: _stage(category, row, language) for row in rows}
    for start in range(0, len(jurors), ACROSS):
        own = jurors[start : start + ACROSS]
        lines: list[tuple[str | None, ...]] = []
        before = None
        for stage, measure in sorted(slots, key=lambda s: list(names).index(s[0])):
            values = [cells.get((stage, measure, juror), NOTHING) for juror in own]
            head = None if stage == before else names[stage]
            lines.append((head, _name(measure, language), *values))
            before = stage
        yield Table(
            caption=_part(_caption("jurors", category, language), start, jurors, language),
            columns=(
                Column(say("documents.column.stage", language), 2),
                Column(say("annual.column_measure", language), 4),
                *(Column(codes[one], 2, right=True) for one in own),
            ),
            small=True,
            rows=tuple(lines),
        )


def _participants(
    digest: SeasonDigest, category: CategoryDigest, rows: Sequence[Diagnostic], language: str
) -> Iterator[Table]:
    """A row a participant: what one mark could move, the range of its ranks, their chances."""
    cells = {(r.id, r.measure): _value(digest, category, r, language) for r in rows}
    ranks = sorted(
        {r.measure for r in rows if r.measure.startswith("p_rank_")},
        key=lambda one: int(one.removeprefix("p_rank_")),
    )
    measures = [m for m in (*FOR_MARKS, "rank_low", "rank_high", "p_first", *ranks)
                if any(r.measure == m for r in rows)]  # fmt: skip
    people = list(dict.fromkeys(r.id for r in rows if r.measure in measures))
    if people:
        yield Table(
            caption=_caption("participants", category, language),
            columns=(
                Column(say("documents.column.code", language), 2),
                *(Column(_head(one, language), 2, right=True) for one in measures),
            ),
            rows=tuple(
                (who, *(cells.get((who, measure), NOTHING) for measure in measures))
                for who in people
            ),
            notes=(say("annual.participants_note", language),),
            small=True,
        )


def _list(
    digest: SeasonDigest,
    category: CategoryDigest,
    name: str,
    rows: Sequence[Diagnostic],
    language: str,
) -> Iterator[Table]:
    """A row for each participant, part or rule; a column for each measure."""
    if not rows:
        return
    measures = list(dict.fromkeys(row.measure for row in rows))
    cells = {
        (r.subject, r.stage, r.id, r.measure): _value(digest, category, r, language) for r in rows
    }
    about = list(dict.fromkeys((row.subject, row.stage, row.id) for row in rows))
    for start in range(0, len(measures), ACROSS):
        own = measures[start : start + ACROSS]
        yield Table(
            caption=_part(_caption(name, category, language), start, measures, language),
            columns=(
                Column(say(f"annual.column_{name}", language), 4),
                *(Column(_head(one, language), 2, right=True) for one in own),
            ),
            small=True,
            rows=tuple(
                (
                    _about(digest, category, one, language),
                    *(cells.get((*one, measure), NOTHING) for measure in own),
                )
                for one in about
            ),
        )


def _about(
    digest: SeasonDigest, category: CategoryDigest, one: tuple[str, str, str], language: str
) -> str:
    subject, stage, key = one
    if subject == "participant":
        part = category.rules.stages.get(stage)
        return f"{key} · {part.name}" if part else key
    return name_subject(digest, category, subject, key, language)


def _head(measure: str, language: str) -> str:
    """The heading of a column: brief, where the table has many."""
    if measure.startswith("p_rank_"):
        return say("annual.p_rank", language, rank=measure.removeprefix("p_rank_"))
    brief = sentences("annual", language).get(f"brief_{measure}")
    return brief or name_measure(measure, language)


def _name(measure: str, language: str) -> str:
    """The measure in full; the components of the variance each by its own name."""
    return sentences("annual", language).get(f"full_{measure}") or name_measure(measure, language)


def _value(digest: SeasonDigest, category: CategoryDigest, row: Diagnostic, language: str) -> str:
    """The value as the pages show it; winners by their codes, so that columns stay narrow."""
    if row.measure.startswith("winner"):
        return row.value.replace("; ", ", ")
    if row.measure.startswith(("p_first", "p_rank_")):
        return show_plain(row.value, language, 3)
    if row.unit == "points_squared":
        return show_plain(row.value, language, 4)
    text = show_measure(category, row, language)
    return hide_jurors(digest, category, text, language)
