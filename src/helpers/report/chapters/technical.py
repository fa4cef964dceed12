"""The technical annex: the main coefficients of the examination, jurors by their codes only.

All the others lie inside the PDF as ``diagnostics.csv``: few read them, and in print they would
take more pages than the results.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from helpers.records.tables import Diagnostic
from helpers.records.words import say, sentences
from helpers.report.blocks import Block, Bullets, Column, Heading, Paragraph, Table
from helpers.report.coded import code_of, hide_jurors
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.sureness import name_measure, repeats, show_measure
from helpers.report.wording import NOTHING, show_plain

ACROSS = 7  # columns of values that a page holds
FOR_PANELS = (
    "jurors_compared", "participants_compared", "icc_c1", "icc_ck", "icc_ak", "kendall_w",
    "krippendorff_alpha", "standard_error", "jurors_for_080",
)  # fmt: skip
FOR_JURORS = ("severity", "influence", "rho_rest", "winner_without")
FOR_MARKS = ("margin_marks", "smallest_mark_change", "marks_able", "marks_able_easily")


def annex_examination(digest: SeasonDigest, language: str) -> Iterator[Block]:
    """A table of all panels; then the jurors and participants of every decided category."""
    yield Paragraph(say("annual.technical_text", language))
    yield Paragraph(say("annual.severity_neutral", language))
    shown = [one for one in digest.categories if one.decided and one.diagnostics]
    panels = _panels(digest, shown, language)
    if panels.rows:
        yield panels
        yield Paragraph(say("annual.participants_note", language))
    for category in shown:
        yield Heading(category.rules.name, 3)
        yield from _tables(digest, category, language)


def _tables(digest: SeasonDigest, category: CategoryDigest, language: str) -> Iterator[Block]:
    rows = [row for row in category.diagnostics if not repeats(category, row) and row.value]
    jurors = [r for r in rows if r.subject == "juror" and r.measure in FOR_JURORS]
    yield from _jurors(digest, category, jurors, language)
    people = [row for row in rows if row.subject == "participant"]
    yield from _participants(digest, category, people, language)
    missing = _unmeasured(digest, category, language)
    if missing:
        yield Paragraph(say("annual.not_measured", language))
        yield Bullets(tuple(missing))


def _panels(digest: SeasonDigest, shown: Sequence[CategoryDigest], language: str) -> Table:
    """How far the jurors of every stage agree: a row a stage, a column a measure."""
    lines: list[tuple[str | None, ...]] = []
    for category in shown:
        cells = {
            (row.stage, row.measure): _value(digest, category, row, language)
            for row in category.diagnostics
            if row.subject == "panel" and not row.id and row.value and not repeats(category, row)
        }
        stages = [s for s in ("", *category.rules.stages) if (s, "jurors_compared") in cells]
        for place, stage in enumerate(stages):
            part = category.rules.stages.get(stage)
            values = (cells.get((stage, measure), NOTHING) for measure in FOR_PANELS)
            name = part.name if part else say("pages.whole", language)
            lines.append((None if place else category.rules.name, name, *values))
    return Table(
        caption=say("annual.technical_panels", language),
        columns=(
            Column(say("documents.column.category", language), 3),
            Column(say("documents.column.stage", language), 3),
            *(Column(say(f"annual.brief_{one}", language), 2, right=True) for one in FOR_PANELS),
        ),
        rows=tuple(lines),
        notes=(say("annual.panels_note", language),),
        small=True,
    )


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


def _part(caption: str, start: int, columns: Sequence[object], language: str) -> str:
    """The caption, counted where the columns need more than one table."""
    if len(columns) <= ACROSS:
        return caption
    return say("annual.technical_part", language, caption=caption, part=start // ACROSS + 1)


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
            small=True,
        )


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
    if row.subject == "panel":  # the limits of a coefficient are in the attached table
        row = replace(row, low="", high="")
    text = show_measure(category, row, language)
    return hide_jurors(digest, category, text, language)
