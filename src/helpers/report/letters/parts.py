"""What the letters have in common: the fields that all templates know, and titles with holders."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from helpers.records.tables import Placing
from helpers.records.words import say
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.letters.signers import TO_TYPE, decider, head_of
from helpers.report.letters.template import open_letter
from helpers.report.overall import stand_overall
from helpers.report.spoken_numbers import speak, write_date, write_days
from helpers.report.wording import (
    NOTHING,
    bare_category,
    describe_status,
    list_names,
    report_day,
    stage_days,
)

_ROMAN = re.compile(r"\b[IVX]+\b")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True)
class TitleHolders:
    """A title of a category and who holds it: nobody, one, or several who are equal."""

    title: str
    holders: tuple[Placing, ...]


def titles_of(category: CategoryDigest) -> tuple[TitleHolders, ...]:
    """Every title that the rule book gives in the category, the highest first, with its holders."""
    return tuple(
        TitleHolders(title, tuple(one for one in category.winners if one.title == title))
        for title in category.rules.titles
    )


def can_announce(digest: SeasonDigest, category: CategoryDigest) -> bool:
    """Whether somebody won: all stages are held, nothing stops the category, a title is held."""
    return category.decided and not digest.through and bool(category.winners)


def common_fields(digest: SeasonDigest, language: str) -> dict[str, object]:
    """The fields that every letter knows, in the Indonesian of those who edit templates."""
    book = digest.rules
    days = stage_days(book)
    office = decider(digest)
    waiting = [
        bare_category(one.rules.name) for one in digest.categories if not can_announce(digest, one)
    ]
    return {
        "contoh": book.sample,
        "judul": book.title,
        "judul_besar": book.title.upper(),
        "kantor": book.office.name,
        "kota": book.office.city,
        "waktu": write_days(days, language) if days else TO_TYPE,
        "tanggal": write_date(days[-1], language) if days else TO_TYPE,
        "dasar": book.basis.rstrip("."),
        "titik": TO_TYPE,
        "pejabat": head_of(digest),
        "pemutus": office,
        "pemutus_besar": office.upper(),
        "status": explain_status(season_status(digest, language), language),
        "sidik": digest.fingerprint,
        "belum": waiting,
        "belum_disebut": list_names(waiting, language),
    }


@dataclass(frozen=True)
class OverallTitle:
    """The title across categories and the names of the regions that hold it; '' for none."""

    title: str
    holders: tuple[str, ...]


def overall_title(digest: SeasonDigest) -> OverallTitle:
    """Who holds the title across categories, as far as that can be said."""
    rule, overall = digest.rules.overall, stand_overall(digest)
    holders = overall.winners if overall else ()
    return OverallTitle(
        rule.name if rule else "", tuple(digest.region_name(one.region) for one in holders)
    )


def explain_status(status: str, language: str) -> str:
    """The status with what it means, in a language that does not know the word."""
    if language == "id":
        return status
    for word in ("RANCANGAN", "SEMENTARA"):
        status = status.replace(word, say(f"letters.status_{word}", language))
    return status


def season_status(digest: SeasonDigest, language: str) -> str:
    """The status of all categories in one, or of each where they differ."""
    told = {one.rules.name: describe_status(one, language) for one in digest.categories}
    if len(set(told.values())) == 1:
        return next(iter(told.values()))
    return "; ".join(f"{name}: {status}" for name, status in told.items())


def region_of(digest: SeasonDigest, placing: Placing) -> str:
    """The region's full name, or a dash."""
    return digest.region_name(placing.region) or NOTHING


def pronounce_title(title: str, language: str) -> str:
    """The title as one says it: ``Juara III`` is ``Juara Tiga``.

    Titles are Indonesian names. In another language they stay as they are written, since ``Juara
    Three`` is neither.
    """
    if language != "id":
        return title

    def words(found: re.Match[str]) -> str:
        return speak(_arabic(found[0]), language).title()

    return _ROMAN.sub(words, title)


def _arabic(roman: str) -> int:
    values = [_ROMAN_DIGITS[digit] for digit in roman]
    following = [*values[1:], 0]
    return sum(-one if one < then else one for one, then in zip(values, following, strict=True))


def write_letter(
    digest: SeasonDigest,
    kind: str,
    path: Path,
    fields: dict[str, object],
    language: str,
    own: Path | None,
) -> None:
    """Fill a template and put it in its place, with the title that the file itself carries."""
    title = say(f"letters.title_{kind}", language, title=digest.rules.title)
    content = open_letter(kind, language, own).fill(
        common_fields(digest, language) | fields, title, digest.rules.office.name,
        report_day(digest.rules),
    )  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
