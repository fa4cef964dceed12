"""All documents of a report folder, written side by side.

Laying out a PDF happens outside Python's lock, so that threads use all cores. The page and the note
that lead into the folder come last, because they name what lies there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from helpers.report.annual_report import write_annual_report
from helpers.report.digest import SeasonDigest
from helpers.report.leadership_sheet import write_leadership_sheet
from helpers.report.letters.folder import write_letters
from helpers.report.pages import write_index
from helpers.report.public import write_public
from helpers.report.reader_note import write_reader_note
from helpers.report.score_card import write_score_cards
from helpers.report.workbook import write_workbook


def write_documents(
    digest: SeasonDigest,
    folder: Path,
    raw: Path,
    attachments: Mapping[str, bytes],
    language: str = "",
) -> None:
    """Write everything that is made from the digest of a season.

    Parameters
    ----------
    folder
        The report folder of the season.
    raw
        The season's own folder, where the office keeps its templates.
    attachments
        What lies inside the annual report, by file name.
    language
        ``id`` or ``en``; left out, that of the rule book.
    """
    report = folder / "laporan-tahunan.pdf"
    _write_together(
        lambda: write_annual_report(digest, report, attachments, language),
        lambda: write_workbook(digest, folder / "rekapitulasi.xlsx", language),
        lambda: write_score_cards(digest, folder, language),
        lambda: write_letters(digest, folder, raw, language),
        lambda: write_leadership_sheet(digest, folder, language),
        lambda: write_public(digest, folder, language),
    )
    write_index(digest, folder, language)
    write_reader_note(digest, folder, language)


def _write_together(*writers: Callable[[], object]) -> None:
    """Call every writer; what one of them raises is raised when all have ended."""
    with ThreadPoolExecutor() as pool:
        begun = [pool.submit(write) for write in writers]
    for writing in begun:
        writing.result()
