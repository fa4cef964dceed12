"""Who won what over the years: the office's record, earlier seasons counted here, this season."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.records.tables import Placing, read_table
from helpers.report.digest import CategoryDigest, SeasonDigest, YearWinner

RECORD = "history"  # the source of a winner whose year was never counted here


def read_earlier(home: Path, season: str, year: str, sample: bool) -> tuple[YearWinner, ...]:
    """The titles of the seasons before this one whose results lie in the home folder.

    Only seasons of the same kind: a sample season never stands beside a real one. A season counts
    by the rules that its own report was made with (``bukti/rules.json``).
    """
    found: list[YearWinner] = []
    for rules in sorted((home / "reports").glob("*/bukti/rules.json")):
        name = rules.parent.parent.name
        processed = home / "data" / "processed" / name
        if name == season or not (processed / "rankings.csv").is_file():
            continue
        try:
            book = json.loads(rules.read_text(encoding="utf-8"))
            if bool(book["sample"]) is sample and str(book["season"]) < year:
                found += _titles_of(processed, book)
        except (ValueError, KeyError):  # a damaged season; its own verification says so
            continue
    return tuple(found)


def _titles_of(processed: Path, book: Mapping[str, Any]) -> list[YearWinner]:
    rows: tuple[Placing, ...] = read_table(processed, "rankings.csv")
    return [
        YearWinner(
            year=str(book["season"]),
            category=row.category,
            category_name=str(book["categories"][row.category]["name"]),
            title=row.title,
            region=row.region,
            name=row.name,
            source=row.status,
        )
        for row in rows
        if row.title
    ]


@dataclass(frozen=True)
class Years:
    """All winners that are known, newest year first; this season only where it is decided."""

    rows: tuple[YearWinner, ...]
    now: str

    @property
    def years(self) -> tuple[str, ...]:
        """The years of which something is known, newest first."""
        return tuple(sorted({row.year for row in self.rows}, reverse=True))

    def of(self, region: str, year: str = "") -> tuple[YearWinner, ...]:
        """What a region won, in one year or in all."""
        return tuple(r for r in self.rows if r.region == region and year in ("", r.year))


def gather_years(digest: SeasonDigest) -> Years:
    """The winners of this season, of earlier seasons, and of the record for all other years.

    Where a season was counted here, its own result stands and not what the record says of it.
    """
    mine = [row for category in digest.categories for row in _winners(digest, category)]
    counted = {(row.year, row.category) for row in (*mine, *digest.earlier)}
    names = {category.key: category.rules.name for category in digest.categories}
    record = [
        YearWinner(
            past.year, past.category, names.get(past.category, past.category), past.title,
            past.region, past.name, RECORD,
        )
        for past in digest.history
        if (past.year, past.category) not in counted
    ]  # fmt: skip
    order = {category.key: place for place, category in enumerate(digest.categories)}
    titles = _title_order(digest)
    rows = sorted(
        (*mine, *digest.earlier, *record),
        key=lambda row: (
            order.get(row.category, len(order)),
            titles.get(row.title, len(titles)),
            row.region,
            row.name,
        ),
    )
    rows.sort(key=lambda row: row.year, reverse=True)
    return Years(tuple(rows), digest.rules.season)


def _winners(digest: SeasonDigest, category: CategoryDigest) -> Iterable[YearWinner]:
    if not category.decided or digest.through:
        return
    for row in category.winners:
        yield YearWinner(
            digest.rules.season, category.key, category.rules.name, row.title, row.region, row.name,
            category.status,
        )  # fmt: skip


def _title_order(digest: SeasonDigest) -> dict[str, int]:
    titles = dict.fromkeys(title for one in digest.categories for title in one.rules.titles)
    return {title: place for place, title in enumerate(titles)}


def brief_category(key: str, name: str) -> str:
    """A short form for tables: the key where it is one (TKSK), else the initials (KT)."""
    if len(key) <= 5 and key.isalpha():
        return key.upper()
    initials = "".join(word[0] for word in name.split() if word[0].isalpha()).upper()
    return initials if 1 < len(initials) <= 5 else name
