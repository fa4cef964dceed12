"""What minutes should say: the template filled once more, with a mark around every value."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from helpers.report.digest import SeasonDigest
from helpers.report.letters.reading import Reading, read_document
from helpers.report.letters.signers import TO_TYPE
from helpers.report.letters.template import open_letter
from helpers.report.minutes import KIND, minutes_fields, minutes_title
from helpers.report.wording import CORRECTED, DECIDED, NOTHING, report_day

# What the package answers for. The rest (venue, place and day of signing, office) is for people.
HELD = (
    "kategori", "kategori_besar", "tahap", "tahap_besar", "hari_terbilang", "tanggal_angka",
    "sidik_aturan", "jumlah_peserta", "jumlah_peserta_terbilang", "sampai_tahap", "daftar_juri",
    "alasan", "hasil", "nilai_sama", "tanpa_peringkat", "perubahan", "jumlah_koreksi",
    "jumlah_koreksi_terbilang",
)  # fmt: skip
# Stand in no value, and every program that writes Word documents keeps them.
_LEFT, _BAR, _RIGHT = "⟦", "¦", "⟧"
_VALUE = re.compile(f"{_LEFT}([a-z_]+){_BAR}(.*?){_RIGHT}", re.DOTALL)
_ALIKE = str.maketrans({
    "\u00a0": " ", "\u202f": " ", "’": "'", "‘": "'", "“": '"', "”": '"', "\u2011": "-",
    "–": "-", "—": "-", "−": "-", CORRECTED: None, DECIDED: None,
})  # fmt: skip


@dataclass(frozen=True)
class Held:
    """A value that must stand there: the field that it comes from, and its text."""

    field: str
    text: str


@dataclass(frozen=True)
class Expected:
    """Minutes as the package's tables give them now, every value in its marks."""

    category: str
    stage: str
    reading: Reading
    fingerprint: str


def expect_minutes(
    digest: SeasonDigest, category: str, stage: str, language: str, own: Path | None
) -> Expected:
    """Fill the template of the minutes with marked values, and read it as a signed one is read.

    Raises
    ------
    helpers.report.letters.template.TemplateBroken
        The office's template cannot be filled.
    """
    fields = minutes_fields(digest, category, language, stage)
    marked = {name: _mark(name, value) if name in HELD else value for name, value in fields.items()}
    content = open_letter(KIND, language, own).fill(
        marked, minutes_title(digest, category, language), "", report_day(digest.rules)
    )
    return Expected(category, stage, read_document(content), digest.fingerprint)


def _mark(name: str, value: object) -> object:
    """The value with its field's name around every text that says something."""
    if isinstance(value, dict):
        return {key: _mark(key, part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_mark(name, part) for part in value]
    if not value or value in (TO_TYPE, NOTHING):
        return value
    return f"{_LEFT}{name}{_BAR}{value}{_RIGHT}"


def held_in(text: str) -> tuple[Held, ...]:
    """The marked values of a text, in order."""
    return tuple(Held(found[1], found[2]) for found in _VALUE.finditer(text))


def bare(text: str) -> str:
    """The text without marks."""
    return _VALUE.sub(lambda found: found[2], text)


def alike(text: str) -> str:
    """The text as it is compared: what Word changes by itself makes no difference.

    Curly quotes, long dashes, hard blanks, line breaks and the signs of corrections.
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(_ALIKE).split())


def stands_in(value: str, text: str) -> bool:
    """Whether the value stands in the text as a whole: 7,5 does not stand in 87,50.

    Letters may be large or small, as in a heading.
    """
    wanted = re.escape(alike(value).casefold())
    return re.search(rf"(?<![\w,.]){wanted}(?!\w|[,.]\d)", alike(text).casefold()) is not None
