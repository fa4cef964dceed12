"""The script of the master of ceremonies: from the last title to the first."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from helpers.records.words import say
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.letters.parts import (
    TitleHolders,
    can_announce,
    pronounce_title,
    region_of,
    titles_of,
    write_letter,
)
from helpers.report.overall import stand_overall
from helpers.report.spoken_numbers import speak, speak_written
from helpers.report.wording import list_names, show_value

KIND = "naskah-pembawa-acara"


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
    overall = stand_overall(digest)
    rule = digest.rules.overall
    winners = overall.winners if overall else ()
    final = all(one.status == "FINAL" for one in digest.categories if one.decided)
    return {
        "final": final,
        "daftar": [
            {
                "kategori": category.rules.name,
                "siap": can_announce(digest, category),
                "jumlah": speak(len(category.participants), language),
                "pengumuman": _announcements(digest, category, language),
            }
            for category in digest.categories
        ],
        "gelar_umum": rule.name if rule else "",
        "juara_umum": list_names([digest.region_name(row.region) for row in winners], language),
    }


def _announcements(
    digest: SeasonDigest, category: CategoryDigest, language: str
) -> list[dict[str, object]]:
    if not can_announce(digest, category):
        return []
    return [_announce(digest, category, one, language) for one in reversed(titles_of(category))]


def _announce(
    digest: SeasonDigest, category: CategoryDigest, one: TitleHolders, language: str
) -> dict[str, object]:
    """One title: what is read, whom to call, and a note for the speaker where nobody holds it."""
    title = pronounce_title(one.title, language)
    if not one.holders:
        note = say("letters.script_nobody", language, title=title)
        return {"petunjuk": note, "kalimat": "", "penerima": []}
    values = {"title": title, "category": category.rules.name}
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
