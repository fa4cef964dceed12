"""All letters of a season, in their places below its report folder."""

from __future__ import annotations

from pathlib import Path

from helpers.report.digest import SeasonDigest
from helpers.report.letters.certificates import write_certificates
from helpers.report.letters.decree import write_decree
from helpers.report.letters.erratum import write_errata
from helpers.report.letters.script import write_script
from helpers.report.letters.template import OWN_FOLDER
from helpers.report.minutes import minutes_names, write_minutes


def write_letters(digest: SeasonDigest, folder: Path, raw: Path, language: str = "") -> None:
    """Write the minutes, the decree, the script, the certificates, and errata where there are any.

    Parameters
    ----------
    folder
        The report folder of the season.
    raw
        The season's folder of raw data, in which the office's own templates may lie.

    Raises
    ------
    helpers.report.letters.template.TemplateBroken
        A template of the office cannot be filled.
    """
    language = language or digest.rules.language
    own = raw / OWN_FOLDER
    for name, (category, stage) in minutes_names(digest).items():
        write_minutes(digest, category, folder / "berita-acara" / name, language, own, stage)
    write_decree(digest, folder / "sk-penetapan.docx", language, own)
    write_script(digest, folder / "naskah-pembawa-acara.docx", language, own)
    for one in digest.categories:
        write_certificates(digest, one.key, folder / "piagam" / f"{one.key}.docx", language, own)
        write_errata(digest, one.key, folder / "ralat", language, own)
