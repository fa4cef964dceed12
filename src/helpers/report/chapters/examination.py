"""BAB V: how sure the results are, beside them and never inside them; earlier years."""

from __future__ import annotations

from decimal import Decimal

from helpers.records.words import say
from helpers.report.blocks import (
    Block,
    Bullets,
    Chapter,
    Column,
    Heading,
    Paragraph,
    Table,
    show_figure,
)
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.drawing import Figure
from helpers.report.figures import draw_jurors
from helpers.report.sureness import repeats, say_margins
from helpers.report.wording import (
    NOTHING,
    list_names,
    show_percent,
    show_plain,
    show_signed,
    show_value,
)

OF_WEIGHTS = ("smallest_weight_change",)
JUROR_MEASURES = ("severity", "spread", "influence")
WITHOUT = ("winner_without", "margin_without", "titles_moved_without")


def examine(digest: SeasonDigest, language: str) -> Chapter:
    """Margins, jurors and what would have to change; then the winners of earlier years."""
    blocks: list[Block] = [
        Heading(
            say("documents.annual.examination", language),
            number=say("documents.annual.chapter", language, number="V"),
        ),
        Paragraph(say("documents.annual.examination_text", language)),
    ]
    figures: list[Figure] = []
    for place, category in enumerate(digest.categories, start=1):
        blocks += [
            Heading(category.rules.name, 2, f"5.{place}"),
            Bullets(tuple(say_margins(category, language))),
        ]
        if not category.decided:
            continue
        blocks += _without_juror(digest, category, language)
        table = _jurors(digest, category, language)
        blocks += [Paragraph(say("documents.annual.jurors_text", language)), table] if table else []
        blocks += _unmeasured(category)
        figure = draw_jurors(digest, category.key, language)
        if figure:
            figures.append(figure)
            blocks.append(show_figure(figure))
    blocks.append(
        Heading(say("documents.annual.history", language), 2, f"5.{len(digest.categories) + 1}")
    )
    blocks.append(_history(digest, language))
    return Chapter(tuple(blocks), tuple(figures))


def _without_juror(
    digest: SeasonDigest, category: CategoryDigest, language: str
) -> tuple[Block, ...]:
    """Whether the winner hangs on one juror: the official rule once more without each of them."""
    rows = [d for d in category.diagnostics if d.subject == "juror" and d.measure in WITHOUT]
    if not rows:
        return ()
    values = {(d.id, d.measure): d for d in rows}
    names = {p.participant: p.name for p in category.placings}
    winners = "; ".join(p.participant for p in category.placings if p.rank == 1)
    other: list[str] = []
    lines = []
    for juror in dict.fromkeys(d.id for d in rows):
        winner, margin, moved = (values.get((juror, measure)) for measure in WITHOUT)
        code = digest.juror_code(category.key, juror)
        if winner is None or not winner.value:
            why = (winner and winner.note) or say("documents.annual.no_ranking", language)
            lines.append((code, why, NOTHING, NOTHING))
            continue
        if set(winner.value.split("; ")) != set(winners.split("; ")):
            other.append(code)
        lines.append(
            (
                code,
                list_names([names.get(name, name) for name in winner.value.split("; ")], language),
                _margin(margin.value if margin else "", category, language),
                (moved and moved.value) or NOTHING,
            )
        )
    verdict = "winner_hangs" if other else "winner_stays"
    columns = (("left_out", 0), ("winner", 1), ("margin", 0), ("titles_moved", 0))
    return (
        Paragraph(say(f"documents.annual.{verdict}", language, jurors=list_names(other, language))),
        Table(
            caption=say("documents.annual.without_caption", language, category=category.rules.name),
            columns=tuple(
                Column(say(f"documents.column.{name}", language), width, place > 1)
                for place, (name, width) in enumerate(columns)
            ),
            rows=tuple(lines),
        ),
    )


def _margin(text: str, category: CategoryDigest, language: str) -> str:
    value = Decimal(text) if text else None
    return show_value(value, category.rules.rounding.total, language)


def _unmeasured(category: CategoryDigest) -> tuple[Block, ...]:
    """Why some measures of the jurors could not be had, stage by stage."""
    notes = dict.fromkeys(
        (d.stage, d.note)
        for d in category.diagnostics
        if d.subject == "panel" and d.note and not d.value and d.measure not in OF_WEIGHTS
    )
    stages = category.rules.stages
    items = tuple(f"{stages[stage].name}: {note}" for stage, note in notes if stage in stages)
    return (Bullets(items),) if items else ()


def _jurors(digest: SeasonDigest, category: CategoryDigest, language: str) -> Table | None:
    """Severity in points, spread and share of influence of every juror, stage by stage."""
    rows = [
        d
        for d in category.diagnostics
        if d.subject == "juror" and d.measure in JUROR_MEASURES and not repeats(category, d)
    ]
    if not rows:
        return None
    values = {(d.stage, d.id, d.measure): d.value for d in rows}
    names = {stage: part.name for stage, part in category.rules.stages.items()}
    everything = say("documents.figure.all_stages", language)
    lines = []
    for stage, juror in dict.fromkeys((d.stage, d.id) for d in rows):
        severity, spread, influence = (values.get((stage, juror, m), "") for m in JUROR_MEASURES)
        lines.append(
            (
                names.get(stage, everything),
                digest.juror_code(category.key, juror),
                show_signed(severity, language) if severity else NOTHING,
                show_plain(spread, language),
                show_percent(influence, language),
            )
        )
    columns = (("stage", 1), ("juror", 0), ("severity", 0), ("spread", 0), ("influence", 0))
    return Table(
        caption=say("documents.annual.jurors_caption", language, category=category.rules.name),
        columns=tuple(
            Column(say(f"documents.column.{name}", language), width, place > 1)
            for place, (name, width) in enumerate(columns)
        ),
        rows=tuple(lines),
    )


def _history(digest: SeasonDigest, language: str) -> Block:
    if not digest.history:
        return Paragraph(say("documents.annual.no_history", language))
    names = {category.key: category.rules.name for category in digest.categories}
    columns = (("year", 0), ("category", 2), ("title", 0), ("region", 3), ("name", 4))
    return Table(
        caption=say("documents.annual.history_caption", language),
        columns=tuple(
            Column(say(f"documents.column.{name}", language), width) for name, width in columns
        ),
        rows=tuple(
            (
                past.year,
                names.get(past.category, past.category),
                past.title,
                digest.region_name(past.region),
                past.name or NOTHING,
            )
            for past in sorted(digest.history, key=lambda p: (p.year, p.category), reverse=True)
        ),
    )
