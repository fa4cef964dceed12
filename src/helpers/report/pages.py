"""``index.html``: what was decided, how sure it is, and the way from each number to its cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from helpers.records.findings import LEVELS, address
from helpers.records.tables import Finding
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.figures import Figure, draw_examination, draw_figures
from helpers.report.folder import Link, Part, folder_parts, part_links
from helpers.report.index_words import IndexWords, name_clauses
from helpers.report.judged import say_examined
from helpers.report.measure_groups import MeasureGroup, group_measures, name_participants
from helpers.report.overall import stand_overall
from helpers.report.page_frame import render_page
from helpers.report.trail import ParticipantTrail, follow
from helpers.report.wording import bare_message, reasons

NAME = "index.html"
PLAIN = " ='/:;,.-_()!*~$@?+|[]{}"  # what an address in double quotes may hold as it is
_PROLOG = re.compile(r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE[^>]*>)?")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BETWEEN = re.compile(r">\s+<")
_BLANKS = re.compile(r"\s+")
_PLACES = re.compile(r"""\s(?:d|x|y|points)=(?:"[^"]*"|'[^']*')|translate\([^)]*\)""")
_LONG = re.compile(r"-?\d+\.\d{3,}")


@dataclass(frozen=True)
class CategoryView:
    """One category as the first page shows it."""

    digest: CategoryDigest
    number: int
    reasons: tuple[Finding, ...]
    rules: Sequence[tuple[str, str]]
    trails: Sequence[ParticipantTrail]
    sentences: Sequence[str]
    groups: Sequence[MeasureGroup]
    figures: Sequence[Figure]
    examined: Sequence[Figure]


def write_index(digest: SeasonDigest, folder: Path, language: str = "") -> None:
    """Write ``index.html`` into the report folder; ``language`` is the rule book's unless given."""
    language = language or digest.rules.language
    parts = folder_parts(folder, language)
    page = render_index(digest, parts, part_links(digest, language), language)
    (folder / NAME).write_bytes(page.encode())


def render_index(
    digest: SeasonDigest,
    parts: Sequence[Part],
    links: Mapping[str, Sequence[Link]],
    language: str = "",
) -> str:
    """Render the first page of a season's report.

    Parameters
    ----------
    parts
        What lies in the report folder; each becomes a link.
    links
        For those parts that are folders, the files in them, by the path of the part.
    """
    language = language or digest.rules.language
    return render_page(
        "index.html.j2",
        language,
        digest=digest,
        rules=digest.rules,
        categories=[
            _view(digest, category, number, language)
            for number, category in enumerate(digest.categories, start=1)
        ],
        parts=[part for part in parts if part.path != NAME],
        links=links,
        findings=sorted(digest.findings, key=lambda finding: LEVELS.index(finding.level)),
        through=name_through(digest),
        overall=stand_overall(digest),
        words=IndexWords(digest, language),
        picture=picture_address,
        address=address,
        bare=bare_message,
    )


def _view(
    digest: SeasonDigest, category: CategoryDigest, number: int, language: str
) -> CategoryView:
    return CategoryView(
        digest=category,
        number=number,
        reasons=reasons(category),
        rules=name_clauses(digest, category.key, language),
        trails=follow(digest, category),
        sentences=[
            name_participants(category, sentence)
            for sentence in say_examined(digest, category, language)
        ],
        groups=group_measures(digest, category, language),
        figures=draw_figures(digest, category.key, language) if category.decided else (),
        examined=draw_examination(digest, category.key, language) if category.decided else (),
    )


def name_through(digest: SeasonDigest) -> str:
    """The name of the last stage that counts, or '' where all do."""
    for category in digest.rules.categories.values():
        if digest.through in category.stages:
            return category.stages[digest.through].name
    return digest.through


def picture_address(figure: Figure) -> str:
    """The drawing as an address inside the page; as a picture it can run no script.

    Written out and not in base64, without comments and blanks, and drawn to a hundredth of a
    point: a page holds six for a category.
    Nothing is left in it that could end the attribute, so that it need not be escaped again.
    """
    drawing = _BETWEEN.sub("><", _COMMENT.sub("", _PROLOG.sub("", figure.svg.decode())))
    drawing = _BLANKS.sub(" ", drawing)
    drawing = _PLACES.sub(lambda place: _LONG.sub(_shorten, place[0]), drawing)
    if "'" not in drawing:
        drawing = drawing.replace('"', "'")
    return f"data:image/svg+xml,{quote(drawing, safe=PLAIN)}"


def _shorten(number: re.Match[str]) -> str:
    """A coordinate with two decimals at most."""
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
