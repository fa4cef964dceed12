"""The certificates (piagam) of a category: one page for each titled participant."""

from __future__ import annotations

from pathlib import Path

from helpers.report.digest import SeasonDigest
from helpers.report.letters.parts import (
    can_announce,
    explain_status,
    region_of,
    write_letter,
)
from helpers.report.wording import bare_category

KIND = "piagam"


def write_certificates(
    digest: SeasonDigest,
    category_key: str,
    path: Path,
    language: str = "id",
    own: Path | None = None,
) -> bool:
    """Write ``piagam/<category>.docx``; nothing, and False, where nobody won.

    Raises
    ------
    helpers.report.letters.template.TemplateBroken
        The office's template cannot be filled.
    """
    category = digest.category(category_key)
    if not can_announce(digest, category):
        return False
    fields: dict[str, object] = {
        "kategori": bare_category(category.rules.name),
        "status": explain_status(category.status, language),
        "daftar_piagam": [
            {
                "nama": one.name,
                "daerah": region_of(digest, one),
                "gelar": one.title,
                "gelar_besar": one.title.upper(),
            }
            for one in category.winners
        ],
    }
    write_letter(digest, KIND, path, fields, language, own)
    return True
