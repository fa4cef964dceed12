"""The examination on the first page: sentences, then the measures grouped by what they are of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from helpers.records.tables import COMMITTEE
from helpers.records.words import say
from helpers.report.coded import code_of
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.judged import say_agreement, say_favour, say_strictness
from helpers.report.sureness import (
    MeasureTable,
    name_measure,
    name_subject,
    repeats,
    say_unmeasured,
    show_measure,
    tabulate,
)
from helpers.report.wording import NOTHING, list_names, show_percent

OF_RANKS = "p_rank_"  # p_rank_2, p_rank_3, ...; the first place is p_first
KINDS = ("participant", "juror", "criterion", "stage", "policy")
STUDIED = re.compile(r"(?P<what>jurors|criteria)=(?P<count>\d+)")


@dataclass(frozen=True)
class MeasureGroup:
    """All that was measured of one kind of subject, with what it means in one line."""

    kind: str
    title: str
    about: str
    sentences: tuple[str, ...]
    tables: tuple[MeasureTable, ...]


def group_measures(
    digest: SeasonDigest, category: CategoryDigest, language: str
) -> tuple[MeasureGroup, ...]:
    """The measures by subject; the coefficients of the panel last, as the technical part.

    A group without a table and without a sentence is left out.
    """
    tables = tabulate(digest, category, language)
    groups = []
    for kind in (*KINDS, "panel"):
        mine = tuple(table for table in tables if table.kind == kind)
        said: tuple[str, ...] = ()
        if kind == "participant":
            mine += tabulate_places(category, language)
        elif kind == "juror" and mine:
            # What a severity cannot do stands before the table that shows it.
            said = (
                *say_strictness(digest, category, language),
                *say_favour(digest, category, language),
                say_key(digest, category, language),
            )
        elif kind == "panel":
            mine = tabulate_panel(digest, category, language)
            said = (*say_agreement(category, language), *say_unmeasured(category, language))
        if mine or said:
            title, about = (say(f"pages.group_{kind}{end}", language) for end in ("", "_about"))
            groups.append(MeasureGroup(kind, title, about, said, mine))
    return tuple(groups)


def say_key(digest: SeasonDigest, category: CategoryDigest, language: str) -> str:
    """Which code stands for which juror of the rule book."""
    jurors = sorted({score.juror for score in category.scores} - {COMMITTEE})
    pairs = [
        say("pages.juror_key_one", language, id=juror,
            code=code_of(digest, category, juror, language))
        for juror in jurors
    ]  # fmt: skip
    return say("pages.juror_key", language, pairs=list_names(pairs, language))


def tabulate_places(category: CategoryDigest, language: str) -> tuple[MeasureTable, ...]:
    """How often each participant came to each place, were another such panel to mark."""
    rows = [
        row
        for row in category.diagnostics
        if row.subject == "participant" and (row.measure + "_").startswith(("p_first_", OF_RANKS))
    ]
    measures = list(dict.fromkeys(row.measure for row in rows))
    if len(measures) < 2:
        return ()
    values = {(row.id, row.measure): row.value for row in rows}
    names = {placing.participant: placing.name for placing in category.placings}
    return (
        MeasureTable(
            kind="participant",
            caption=say("pages.places_caption", language),
            subject=say("pages.subject_participant", language),
            header=tuple(
                measure.removeprefix(OF_RANKS) if measure.startswith(OF_RANKS) else "1"
                for measure in measures
            ),
            rows=tuple(
                (
                    names.get(one, one),
                    *(show_percent(values.get((one, measure), ""), language)
                      for measure in measures),
                )
                for one in dict.fromkeys(row.id for row in rows)
            ),
        ),
    )  # fmt: skip


def tabulate_panel(
    digest: SeasonDigest, category: CategoryDigest, language: str
) -> tuple[MeasureTable, ...]:
    """The coefficients of the panel, a column a stage; then what more jurors would have given."""
    rows = [
        row
        for row in category.diagnostics
        if row.subject == "panel" and row.value and not repeats(category, row)
    ]
    plain = [row for row in rows if not row.id]
    stages = list(dict.fromkeys(row.stage for row in plain))
    values = {(row.measure, row.stage): show_measure(category, row, language) for row in plain}
    tables = []
    if plain:
        tables.append(
            MeasureTable(
                kind="panel",
                caption=say("pages.coefficients_caption", language),
                subject=say("pages.coefficient", language),
                header=tuple(
                    name_subject(digest, category, "stage", stage, language) for stage in stages
                ),
                rows=tuple(
                    (
                        name_measure(measure, language),
                        *(values.get((measure, stage), NOTHING) for stage in stages),
                    )
                    for measure in dict.fromkeys(row.measure for row in plain)
                ),
            )
        )
    for stage in dict.fromkeys(row.stage for row in rows if STUDIED.search(row.id)):
        studied = [row for row in rows if row.stage == stage and STUDIED.search(row.id)]
        measures = list(dict.fromkeys(row.measure for row in studied))
        cells = {(row.id, row.measure): show_measure(category, row, language) for row in studied}
        where = name_subject(digest, category, "stage", stage, language)
        tables.append(
            MeasureTable(
                kind="panel",
                caption=say("pages.study_caption", language, stage=where),
                subject=say("pages.study_subject", language),
                header=tuple(name_measure(measure, language) for measure in measures),
                rows=tuple(
                    (
                        _study_name(one, language),
                        *(cells.get((one, measure), NOTHING) for measure in measures),
                    )
                    for one in dict.fromkeys(row.id for row in studied)
                ),
            )
        )
    return tuple(tables)


def _study_name(text: str, language: str) -> str:
    """``jurors=4`` in words: 4 jurors."""
    return ", ".join(
        say(f"pages.study_{found['what']}", language, count=found["count"])
        for found in STUDIED.finditer(text)
    )


def name_participants(category: CategoryDigest, text: str) -> str:
    """A sentence with the names of those whom the examination calls by their ids."""
    names = {placing.participant: placing.name for placing in category.placings}
    ids = "|".join(re.escape(one) for one in sorted(names, key=len, reverse=True))
    called = rf"(?<=\suntuk\s)({ids})(?=\spada\s)|(?<=\sfor\s)({ids})(?=\son\s)"
    return re.sub(called, lambda found: names[found[0]], text) if names else text
