"""BAB III: the ranking of every category, what decided ties, the stages, the overall title."""

from __future__ import annotations

from helpers.records.tables import Placing
from helpers.records.words import say
from helpers.report.blocks import (
    Block,
    Bullets,
    Chapter,
    Column,
    Heading,
    Notice,
    Paragraph,
    Table,
    show_figure,
)
from helpers.report.chapters.office_words import office_words
from helpers.report.coded import coded_finding, hide_people
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.drawing import Figure
from helpers.report.figures import draw_ranking, draw_stage_contributions
from helpers.report.overall import OverallStanding, stand_overall
from helpers.report.wording import (
    NOTHING,
    describe_note,
    describe_rank,
    figure_sign,
    join_parts,
    list_names,
    reasons,
    region_label,
    say_ties,
    show_stage,
    show_total,
    show_value,
    sign_notes,
)
from helpers.rules import clauses

# With more categories than this the pages of the index show what each stage gave, and print has it
# as a table only: the report stays short enough to be read.
MOST_DRAWN = 4


def tell_results(digest: SeasonDigest, language: str) -> Chapter:
    """The results of every category, and the title across them where there is one."""
    blocks: list[Block] = [
        Heading(
            say("documents.annual.results", language),
            number=say("documents.annual.chapter", language, number="III"),
        ),
        Paragraph(say("documents.annual.results_text", language)),
    ]
    blocks += office_words(digest, "hasil", language)
    figures: list[Figure] = []
    for place, category in enumerate(digest.categories, start=1):
        blocks.append(Heading(category.rules.name, 2, f"3.{place}"))
        if not category.decided:
            blocks.append(tell_undecided(digest, category, language))
            continue
        ranking = draw_ranking(digest, category.key, language)
        stages = draw_stage_contributions(digest, category.key, language)
        if len(digest.categories) > MOST_DRAWN:
            stages = None
        figures += [figure for figure in (ranking, stages) if figure]
        blocks.append(_ranking(digest, category, language))
        blocks += [show_figure(ranking, 85)] if ranking else []
        blocks += _ties(category, language)
        blocks += _unranked(digest, category, language)
        blocks.append(_stages(category, language))
        blocks += [show_figure(stages, 85)] if stages else []
    standing = stand_overall(digest)
    if standing:
        blocks += _overall(digest, standing, len(digest.categories) + 1, language)
    return Chapter(tuple(blocks), tuple(figures))


def tell_undecided(digest: SeasonDigest, category: CategoryDigest, language: str) -> Notice:
    """What keeps a category undecided: each reason, where it lies and what to do."""
    lines = []
    for finding in reasons(category):
        place, message = coded_finding(digest, finding, language)
        advice = hide_people(digest, category.key, finding.advice, language)
        told = " ".join(part for part in (message, advice) if part)
        lines.append(f"{told} ({place})" if place else told)
    return Notice(say("documents.annual.undecided", language), tuple(lines))


def _ranking(digest: SeasonDigest, category: CategoryDigest, language: str) -> Table:
    ranked = [placing for placing in category.placings if placing.rank is not None]
    rows = tuple(_ranking_row(digest, category, placing, language) for placing in ranked)
    columns = [
        ("rank", 0, True), ("code", 0, False), ("participant", 5, False), ("region", 3, False),
        ("total", 0, True), ("margin", 0, True), ("title", 0, False),
    ]  # fmt: skip
    if not any(placing.region for placing in category.placings):
        rows = tuple((*row[:3], *row[4:]) for row in rows)
        del columns[3]
    notes = [say("documents.annual.margin_note", language)]
    if any(placing.note == "not_finalist" for placing in ranked):
        notes.append(say("documents.annual.finalists_note", language))
    notes += sign_notes((field for row in rows for field in row), language)
    return Table(
        caption=say(
            "documents.annual.ranking_caption",
            language,
            category=category.rules.name,
            status=category.status,
        ),
        columns=tuple(
            Column(say(f"documents.column.{name}", language), width, right)
            for name, width, right in columns
        ),
        rows=rows,
        strong=tuple(place for place, placing in enumerate(ranked) if placing.title),
        notes=tuple(notes),
    )


def _ranking_row(
    digest: SeasonDigest, category: CategoryDigest, placing: Placing, language: str
) -> tuple[str, ...]:
    return (
        describe_rank(placing),
        placing.participant,
        placing.name,
        region_label(digest, placing.region, language) or NOTHING,
        show_total(placing, category, language),
        show_value(placing.margin, category.rules.rounding.total, language),
        placing.title or NOTHING,
    )


def _ties(category: CategoryDigest, language: str) -> tuple[Block, ...]:
    """Every group that was equal, and what set it in order."""
    ties = say_ties(category, language)
    if not ties:
        return (Paragraph(say("documents.annual.no_ties", language)),)
    return (Paragraph(say("documents.annual.ties_text", language)), Bullets(ties))


def _unranked(digest: SeasonDigest, category: CategoryDigest, language: str) -> tuple[Block, ...]:
    """Those without a rank, each with the reason."""
    unranked = [placing for placing in category.placings if placing.rank is None]
    if not unranked:
        return ()
    lines = []
    for one in unranked:
        about = join_parts(one.participant, region_label(digest, one.region, language))
        lines.append(f"{one.name} ({about}): {describe_note(one.note, language)}.")
    return (
        Paragraph(say("documents.annual.unranked_text", language), leads=True),
        Bullets(tuple(lines)),
    )


def _stages(category: CategoryDigest, language: str) -> Table:
    """The value of every stage and its rank there, by participant."""
    rules = category.rules
    held = {(row.participant, row.stage): row for row in category.stages}
    rows: list[tuple[str, ...]] = []
    for placing in category.placings:
        fields = [describe_rank(placing), placing.participant]
        for stage in rules.stages:
            row = held.get((placing.participant, stage))
            if row is None or row.value is None:
                fields.append(NOTHING)
                continue
            sign = figure_sign(category, placing.participant, stage)
            rank = f" ({row.rank})" if row.rank else ""
            fields.append(f"{show_stage(row.value, rules, language)}{sign}{rank}")
        fields.append(show_total(placing, category, language))
        rows.append(tuple(fields))
    return Table(
        caption=say("documents.annual.stages_caption", language, category=rules.name),
        columns=(
            Column(say("documents.column.rank", language), right=True),
            Column(say("documents.column.code", language)),
            *(Column(part.name, 1, right=True) for part in rules.stages.values()),
            Column(say("documents.column.total", language), right=True),
        ),
        rows=tuple(rows),
        notes=(
            say("documents.annual.stages_note", language),
            *sign_notes((field for row in rows for field in row), language),
        ),
    )


def _overall(
    digest: SeasonDigest, standing: OverallStanding, place: int, language: str
) -> tuple[Block, ...]:
    overall = digest.rules.overall
    if overall is None:
        return ()
    blocks: list[Block] = [
        Heading(overall.name, 2, f"3.{place}"),
        Paragraph(clauses(digest.rules, digest.categories[0].key, language)["overall"]),
    ]
    if not standing.decided:
        undecided = say("documents.annual.overall_undecided", language, name=overall.name)
        blocks.append(Notice(say("documents.annual.undecided", language), (undecided,)))
    else:
        winners = list_names([digest.region_name(row.region) for row in standing.winners], language)
        sentence = say(
            "documents.annual.overall_winner", language, name=overall.name, winners=winners
        )
        blocks.append(Paragraph(sentence))
    if standing.rows:
        blocks.append(_overall_table(digest, standing, language))
    return tuple(blocks)


def _overall_table(digest: SeasonDigest, standing: OverallStanding, language: str) -> Table:
    titles = [title for title, _ in standing.rows[0].titles]
    return Table(
        caption=say("documents.annual.overall_caption", language),
        columns=(
            Column(say("documents.column.rank", language), right=True),
            Column(say("documents.column.region", language), 1),
            *(Column(title, right=True) for title in titles),
            Column(say("documents.column.points", language), right=True),
        ),
        rows=tuple(
            (
                str(row.rank),
                digest.region_name(row.region),
                *(str(count) for _, count in row.titles),
                show_value(row.points, 0, language),
            )
            for row in standing.rows
        ),
        strong=tuple(place for place, row in enumerate(standing.rows) if row in standing.winners),
    )
