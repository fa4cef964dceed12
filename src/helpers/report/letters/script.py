"""The script of the master of ceremonies: from the last title to the first."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from helpers.records.words import say
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.letters.parts import (
    TitleHolders,
    can_announce,
    overall_title,
    pronounce_title,
    region_of,
    titles_of,
    write_letter,
)
from helpers.report.spoken_numbers import speak, speak_written
from helpers.report.wording import bare_category, list_names, show_value

KIND = "naskah-pembawa-acara"
FEW = "few"  # participants are ranked: fewer than there are titles


def write_script(
    digest: SeasonDigest, path: Path, language: str = "id", own: Path | None = None
) -> None:
    """Write ``naskah-pembawa-acara.docx``. Nothing that is not decided is announced.

    Raises
    ------
    helpers.report.letters.template.TemplateBroken
        The office's template cannot be filled.
    """
    write_letter(digest, KIND, path, script_fields(digest, language), language, own)


def script_fields(digest: SeasonDigest, language: str) -> dict[str, object]:
    """Each category with its announcements in the order in which they are read."""
    overall = overall_title(digest)
    final = all(one.status == "FINAL" for one in digest.categories if one.decided)
    return {
        "final": final,
        "daftar": [
            {
                "kategori": bare_category(category.rules.name),
                "siap": can_announce(digest, category),
                "jumlah": speak(len(category.participants), language),
                "pengumuman": _announcements(digest, category, language),
            }
            for category in digest.categories
        ],
        "gelar_umum": overall.title,
        "juara_umum": list_names(overall.holders, language),
        "juara_umum_bersama": len(overall.holders) > 1,
    }


def _announcements(
    digest: SeasonDigest, category: CategoryDigest, language: str
) -> list[dict[str, object]]:
    if not can_announce(digest, category):
        return []
    titles = titles_of(category)
    told: list[dict[str, object]] = []
    for why, group in groupby(reversed(titles), key=lambda one: _why_nobody(one, titles)):
        if why:
            told.append(_passed_over(category, why, tuple(group)[::-1], language))
        else:
            told += [_announce(digest, category, one, language) for one in group]
    return told


def _why_nobody(title: TitleHolders, titles: Sequence[TitleHolders]) -> str:
    """Why a title has no holder: the title that is shared above it, else FEW; '' where it has one.

    A title that k participants share takes the k - 1 titles below it along.
    """
    if title.holders:
        return ""
    place = titles.index(title)
    for above, one in enumerate(titles[:place]):
        if place < above + len(one.holders):
            return one.title
    return FEW


def _passed_over(
    category: CategoryDigest, why: str, titles: Sequence[TitleHolders], language: str
) -> dict[str, object]:
    """Titles that are not given: a note for the speaker, once for all that share the reason."""
    names = [pronounce_title(one.title, language) for one in titles]
    if why == FEW:
        count = sum(one.rank is not None for one in category.placings)
        above = ""
    else:
        count = sum(one.title == why for one in category.winners)
        above = pronounce_title(why, language)
    note = say(
        f"letters.script_not_given_{'few' if why == FEW else 'shared'}", language,
        titles=list_names(names, language), above=above, count=speak(count, language),
    )  # fmt: skip
    return {"petunjuk": note, "kalimat": "", "penerima": []}


def _announce(
    digest: SeasonDigest, category: CategoryDigest, one: TitleHolders, language: str
) -> dict[str, object]:
    """One title: what is read, and whom to call."""
    title = pronounce_title(one.title, language)
    values = {"title": title, "category": bare_category(category.rules.name)}
    if len(one.holders) > 1:
        values["count"] = speak(len(one.holders), language)
    key = "letters.script_shared" if len(one.holders) > 1 else "letters.script_one"
    return {
        "petunjuk": "",
        "kalimat": say(key, language, **values),
        "penerima": [
            {
                "nama": holder.name,
                "daerah": region_of(digest, holder),
                "nilai": _said_total(digest, category, holder.total, language),
            }
            for holder in one.holders
        ],
    }


def _said_total(
    digest: SeasonDigest, category: CategoryDigest, total: Decimal | None, language: str
) -> str:
    """The total in figures and words; nothing where the rule book keeps the scores inside."""
    if digest.rules.publish.scores == "none" or total is None:
        return ""
    shown = show_value(total, category.rules.rounding.total, language)
    return f"{shown} ({speak_written(shown, language)})"
