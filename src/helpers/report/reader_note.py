"""``BACA-DULU.txt``: what lies where, in ten lines."""

from __future__ import annotations

from pathlib import Path

from helpers.records.words import say
from helpers.report.digest import SeasonDigest
from helpers.report.folder import folder_parts

NAME = "BACA-DULU.txt"


def write_reader_note(digest: SeasonDigest, folder: Path, language: str = "") -> None:
    """Write the note into the report folder; ``language`` is the rule book's unless given."""
    text = render_reader_note(digest, folder, language or digest.rules.language)
    (folder / NAME).write_bytes(text.encode())


def render_reader_note(digest: SeasonDigest, folder: Path, language: str) -> str:
    """The note as text: the season, its fingerprint, and each part of the folder."""
    agrees = "recount_agrees" if digest.recounted else "recount_differs"
    recount = say(f"pages.{agrees}", language)
    parts = folder_parts(folder, language)
    width = max(len(part.path) for part in parts)
    lines = [
        digest.rules.title,
        *([say("pages.sample_notice", language)] if digest.rules.sample else []),
        say("pages.note_result", language, fingerprint=digest.fingerprint, recount=recount),
        say("pages.note_internal", language),
        "",
        *(f"{part.path:<{width}}  {part.about}" for part in parts),
    ]
    return "\n".join(lines) + "\n"
