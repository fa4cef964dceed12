"""The announcement as PDF/UA, one sheet a category, laid out by typst from plain data."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from helpers.records.words import say
from helpers.report.typesetting import FONTS, put_templates, spell_out, unprintable

if TYPE_CHECKING:
    from helpers.report.public import Announcement

TEMPLATE = "announcement.typ"
WORDS = (
    "public_heading", "public_none", "public_overall", "public_overall_open",
    "public_date", "sample_notice", "column_rank", "column_title", "column_participant",
    "column_total", "fact_fingerprint", "public_sure",
)  # fmt: skip


def typeset_announcement(news: Announcement) -> bytes:
    """Lay the announcement out. A character that no font holds is printed as its code."""
    words = {key: say(f"pages.{key}", news.language) for key in WORDS}
    text = json.dumps({"news": asdict(news), "words": words}, ensure_ascii=False)
    try:
        return _typeset(text)
    except typst.TypstError as error:
        missing = unprintable(error)
        if not missing:
            raise
    return _typeset(spell_out(text, missing))


def _typeset(data: str) -> bytes:
    """Compile in a folder that holds nothing but the template and its data."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        put_templates(folder, [TEMPLATE])
        (folder / "data.json").write_text(data, encoding="utf-8")
        pdf = typst.compile(
            folder / TEMPLATE,
            root=folder,
            font_paths=list(FONTS),
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no document")
    return pdf
