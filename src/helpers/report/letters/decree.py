"""The draft of the decree (keputusan penetapan) with its annex of winners."""

from __future__ import annotations

from pathlib import Path

from helpers.report.digest import SeasonDigest
from helpers.report.letters.parts import can_announce, overall_title, region_of, write_letter
from helpers.report.spoken_numbers import speak_written
from helpers.report.wording import bare_category, list_names, show_value

KIND = "sk-penetapan"


def write_decree(
    digest: SeasonDigest, path: Path, language: str = "id", own: Path | None = None
) -> None:
    """Write ``sk-penetapan.docx``. A category that is not decided is named, and left out.

    Raises
    ------
    helpers.report.letters.template.TemplateBroken
        The office's template cannot be filled.
    """
    write_letter(digest, KIND, path, decree_fields(digest, language), language, own)


def decree_fields(digest: SeasonDigest, language: str) -> dict[str, object]:
    """The winners by category, and who holds the title across categories."""
    overall = overall_title(digest)
    return {
        "pemenang": [
            {
                "kategori": bare_category(category.rules.name),
                "baris": [
                    {
                        "gelar": one.title,
                        "nama": one.name,
                        "daerah": region_of(digest, one),
                        "nilai": (total := show_value(
                            one.total, category.rules.rounding.total, language
                        )),
                        "terbilang": speak_written(total, language),
                    }
                    for one in category.winners
                ],
            }
            for category in digest.categories
            if can_announce(digest, category)
        ],
        "gelar_umum": overall.title,
        "juara_umum": list(overall.holders),
        "juara_umum_disebut": list_names(overall.holders, language),
    }  # fmt: skip
