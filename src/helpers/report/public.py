"""``publik/``: what the rule book lets the office announce, as a page, a PDF and a table.

No juror can be told from it: it holds no mark of a single juror, no address of a cell, no reason
that names a person. What stands here is chosen, field by field; nothing is handed through.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from helpers.records.numbers import decimal_text
from helpers.records.tables import Placing
from helpers.records.words import say
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.judged import say_chance
from helpers.report.overall import stand_overall
from helpers.report.page_frame import render_page
from helpers.report.public_sheet import typeset_announcement
from helpers.report.wording import (
    SIGNS,
    bare_category,
    describe_link,
    figure_sign,
    show_stage,
    show_total,
    show_value,
)
from helpers.rules import clauses

# What a spreadsheet would take as the beginning of a formula or of a command, wide forms included.
RISKY = tuple("=+-@|\t\r\n＝＋－＠")


@dataclass(frozen=True)
class PublicLine:
    """One participant as announced; '' for what the rule book keeps back or what there is not."""

    rank: str
    title: str
    participant: str
    name: str
    region: str
    stages: tuple[str, ...]
    total: str
    remark: str


@dataclass(frozen=True)
class PublicCategory:
    """One category as announced. ``stages`` are the columns of stage values, none if kept back."""

    key: str
    name: str
    caption: str
    status: str
    state: str
    decided: bool
    scored: bool
    stages: tuple[str, ...]
    lines: tuple[PublicLine, ...]
    counted: str
    rules: tuple[str, ...]
    signs: tuple[str, ...] = ()
    sureness: tuple[str, ...] = ()


@dataclass(frozen=True)
class Announcement:
    """Everything that the public documents say."""

    language: str
    title: str
    office: str
    city: str
    sample: bool
    fingerprint: str
    categories: tuple[PublicCategory, ...]
    overall: str
    overall_winners: tuple[str, ...]
    signatory: tuple[str, str]
    year: str


def write_public(digest: SeasonDigest, folder: Path, language: str = "") -> None:
    """Write ``pengumuman.html``, ``pengumuman.pdf`` and ``hasil.csv`` into ``publik/``.

    Parameters
    ----------
    folder
        The report folder; ``publik/`` is made in it.
    language
        ``id`` or ``en``; the rule book's unless given.
    """
    language = language or digest.rules.language
    public = folder / "publik"
    public.mkdir(parents=True, exist_ok=True)
    news = announce(digest, language)
    page = render_page("announcement.html.j2", language, news=news)
    (public / "pengumuman.html").write_bytes(page.encode())
    (public / "pengumuman.pdf").write_bytes(typeset_announcement(news))
    (public / "hasil.csv").write_bytes(render_table(digest, language).encode())


def announce(digest: SeasonDigest, language: str) -> Announcement:
    """Choose what is announced, as ``publish`` of the rule book says."""
    book = digest.rules
    head = book.signatories.get("head")
    standing = stand_overall(digest)
    return Announcement(
        language=language,
        title=book.title,
        office=book.office.name,
        city=book.office.city,
        sample=book.sample,
        fingerprint=digest.fingerprint,
        categories=tuple(_category(digest, category, language) for category in digest.categories),
        overall=book.overall.name if book.overall else "",
        overall_winners=tuple(digest.region_name(row.region) for row in standing.winners)
        if standing
        else (),
        signatory=(head.title, head.name) if head else ("", ""),
        year=book.season,
    )


def _category(digest: SeasonDigest, category: CategoryDigest, language: str) -> PublicCategory:
    scores = digest.rules.publish.scores
    shown = published(digest, category)
    stages = () if scores == "none" else held_stages(category)
    lines = tuple(_line(digest, category, placing, stages, language) for placing in shown)
    fields = "".join(field for line in lines for field in (*line.stages, line.total))
    return PublicCategory(
        key=category.key,
        name=category.rules.name,
        caption=say("pages.public_caption", language, name=bare_category(category.rules.name)),
        status=category.status,
        state=_state(digest, category, language),
        decided=category.decided,
        scored=scores != "none",
        stages=tuple(category.rules.stages[stage].name for stage in stages),
        lines=lines,
        counted=say("pages.public_counted", language, count=len(category.placings)),
        rules=tuple(
            text
            for topic, text in clauses(digest.rules, category.key, language).items()
            if topic not in ("overall", "examination")
        ),
        signs=tuple(
            say(f"pages.public_{note}", language) for sign, note in SIGNS.items() if sign in fields
        ),
        sureness=tell_certainty(digest, category, language),
    )


def tell_certainty(
    digest: SeasonDigest, category: CategoryDigest, language: str
) -> tuple[str, ...]:
    """What the public learns of the examination: margins and chance, nothing of any juror.

    Nothing unless the rule book makes the examination public. A margin is told only between two
    who are both announced with their scores: it gives the other's total away.
    """
    if digest.rules.publish.examination != "public" or not category.decided:
        return ()
    shown = published(digest, category) if digest.rules.publish.scores != "none" else ()
    places = category.rules.combine.jurors == "rank_sum"
    margins = tuple(
        say(
            "examine.margin_places" if places else "examine.margin_points",
            language,
            name=above.name,
            behind=below.name,
            margin=show_value(above.margin, category.rules.rounding.total, language),
        )
        for above, below in pairwise(shown)
        if above.title and above.margin and above.rank != below.rank and below.rank is not None
    )
    return (*margins, *say_chance(category, language))


def _state(digest: SeasonDigest, category: CategoryDigest, language: str) -> str:
    """What the status means, in a sentence for those who have never seen one."""
    if not category.decided:
        return say("pages.public_undecided", language)
    if digest.through and digest.through in category.rules.stages:
        name = category.rules.stages[digest.through].name
        return say("pages.public_through", language, stage=name)
    return say(f"pages.public_{category.status}", language)


def published(digest: SeasonDigest, category: CategoryDigest) -> tuple[Placing, ...]:
    """The placings that may be announced: all of them, or those with a title; none if undecided."""
    if not category.decided:
        return ()
    return category.placings if digest.rules.publish.scores == "all" else category.winners


def held_stages(category: CategoryDigest) -> tuple[str, ...]:
    """The stages in which someone has a value, in order."""
    held = {row.stage for row in category.stages if row.value is not None}
    return tuple(stage for stage in category.rules.stages if stage in held)


def _line(
    digest: SeasonDigest,
    category: CategoryDigest,
    placing: Placing,
    stages: tuple[str, ...],
    language: str,
) -> PublicLine:
    values = {
        row.stage: row.value for row in category.stages if row.participant == placing.participant
    }
    scored = digest.rules.publish.scores != "none"
    return PublicLine(
        rank="–" if placing.rank is None else str(placing.rank),
        title=placing.title or "–",
        participant=placing.participant,
        name=placing.name,
        region=digest.region_name(placing.region),
        stages=tuple(
            _signed(category, placing.participant, stage, values.get(stage), language)
            for stage in stages
        ),
        total=show_total(placing, category, language) if scored else "",
        remark=_remark(category, placing, language),
    )


def _signed(
    category: CategoryDigest, participant: str, stage: str, value: Decimal | None, language: str
) -> str:
    """The value of a stage with the signs of what a person changed in it."""
    text = show_stage(value, category.rules, language)
    return text if value is None else text + figure_sign(category, participant, stage)


def _remark(category: CategoryDigest, placing: Placing, language: str) -> str:
    """What decided a tie, or that there is no rank; why there is none is not for the public."""
    if placing.rank is None:
        return say("pages.public_unranked", language)
    parts = [say("pages.public_not_finalist", language)] if placing.note == "not_finalist" else []
    if placing.decided_by:
        link = describe_link(placing.decided_by, category.rules, language)
        shared = placing.decided_by == "shared"
        parts.append(link if shared else say("pages.public_tied", language, link=link))
    return "; ".join(parts) or "–"


def render_table(digest: SeasonDigest, language: str) -> str:
    """``hasil.csv``: one row an announced participant, and one for a category still undecided.

    All fields are quoted; a text that a spreadsheet could take for a formula begins with ``'``.
    """
    stages = list(
        dict.fromkeys(s for c in digest.categories if c.decided for s in held_stages(c))
    ) if digest.rules.publish.scores != "none" else []  # fmt: skip
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    names = ("season", "category", "status", "rank", "title", "participant", "name", "region")
    writer.writerow(
        [
            *(say(f"pages.table_{name}", language) for name in names),
            *(say("pages.table_stage", language, stage=stage) for stage in stages),
            say("pages.table_total", language),
            say("pages.table_remark", language),
        ]
    )
    for category in digest.categories:
        if not category.decided:
            words = say("pages.public_undecided", language)
            row = [digest.season, category.rules.name, category.status]
            writer.writerow([safe(field) for field in row] + [""] * (6 + len(stages)) + [words])
        for placing in published(digest, category):
            writer.writerow(_table_row(digest, category, placing, stages, language))
    return out.getvalue()


def _table_row(
    digest: SeasonDigest,
    category: CategoryDigest,
    placing: Placing,
    stages: list[str],
    language: str,
) -> list[str]:
    values = {
        row.stage: row.value for row in category.stages if row.participant == placing.participant
    }
    texts = (
        digest.season, category.rules.name, category.status, str(placing.rank or ""), placing.title,
        placing.participant, placing.name, digest.region_name(placing.region),
    )  # fmt: skip
    numbers = [*(values.get(stage) for stage in stages), placing.total]
    if digest.rules.publish.scores == "none":
        numbers = [None]
    remark = _remark(category, placing, language)
    sign = figure_sign(category, placing.participant)
    if sign and digest.rules.publish.scores != "none":
        signed = (say(f"pages.public_{note}", language) for s, note in SIGNS.items() if s in sign)
        remark = "; ".join([*([] if remark == "–" else [remark]), *signed])
    return [
        *(safe(text) for text in texts),
        *("" if number is None else decimal_text(number) for number in numbers),
        safe("" if remark == "–" else remark),
    ]


def safe(text: str) -> str:
    """The text, so marked that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(RISKY) or text.startswith(RISKY) else text
