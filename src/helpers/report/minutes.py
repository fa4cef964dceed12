"""The minutes (berita acara) of a category, from a template that the office edits in Word."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from importlib.resources import files
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from helpers.records.findings import address
from helpers.records.tables import COMMITTEE
from helpers.records.words import say
from helpers.report.changes import changes
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.spoken_numbers import speak, speak_date, speak_written, write_date
from helpers.report.wording import (
    NOTHING,
    corrections_of,
    describe_note,
    figure_sign,
    join_parts,
    juror_role,
    reasons,
    report_day,
    sat_in_order,
    say_ties,
    show_value,
)
from helpers.rules import short_fingerprint

TEMPLATES = {"id": "minutes.docx", "en": "minutes-en.docx"}
TO_TYPE = "................................"  # what people write by hand or type in Word
FIRST_MEMBER = "[Content_Types].xml"


def write_minutes(
    digest: SeasonDigest,
    category_key: str,
    path: Path,
    language: str = "",
    template: Path | None = None,
) -> None:
    """Write ``berita-acara/<category>.docx``.

    Parameters
    ----------
    template
        The office's own template, with the fields of :func:`minutes_fields`; left out, the one
        that comes with the project.

    Raises
    ------
    jinja2.UndefinedError
        The template names a field that there is not.
    """
    language = language or digest.rules.language
    source = template or Path(str(files("helpers.report") / "templates" / TEMPLATES[language]))
    document = DocxTemplate(source)
    document.render(
        minutes_fields(digest, category_key, language),
        SandboxedEnvironment(undefined=StrictUndefined, autoescape=True),
        autoescape=True,
    )
    _name_document(document, digest, category_key)
    out = io.BytesIO()
    document.save(out)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(zip_again(out.getvalue()))


def minutes_fields(digest: SeasonDigest, category_key: str, language: str) -> dict[str, object]:
    """Every field that a template can name, in the Indonesian of those who edit it."""
    book, category = digest.rules, digest.category(category_key)
    day = category_day(digest, category)
    corrections = corrections_of(category)
    stage = category.rules.stages.get(digest.through)
    fields: dict[str, object] = {
        "contoh": book.sample,
        "judul": book.title,
        "judul_besar": book.title.upper(),
        "kategori": category.rules.name,
        "kategori_besar": category.rules.name.upper(),
        "kantor": book.office.name,
        "kota": book.office.city,
        "tempat": TO_TYPE,
        "hari_terbilang": speak_date(day, language) if day else TO_TYPE,
        "tanggal_angka": f"{day:%d-%m-%Y}" if day else TO_TYPE,
        "tanggal": write_date(day, language) if day else TO_TYPE,
        "dasar": book.basis.rstrip("."),
        "versi_aturan": book.version,
        "sidik_aturan": short_fingerprint(book),
        "jumlah_peserta": len(category.participants),
        "jumlah_peserta_terbilang": speak(len(category.participants), language),
        "sampai_tahap": stage.name if stage else digest.through,
        "daftar_juri": _jury(digest, category, language),
        "alasan": [] if category.decided else _reasons(category),
        "hasil": _results(digest, category, language),
        "nilai_sama": say_ties(category, language),
        "tanpa_peringkat": _unranked(category, language),
        "tanda": sign_line(category, language),
        "perubahan": _changes(digest, category, language),
        "jumlah_koreksi": len(corrections),
        "jumlah_koreksi_terbilang": speak(len(corrections), language),
        "pejabat": _head(digest),
        "status": category.status,
        "sidik": digest.fingerprint,
    }
    return {name: printable(value) for name, value in fields.items()}


def category_day(digest: SeasonDigest, category: CategoryDigest) -> date | None:
    """The last day of the category's stages that were held; None where the rule book has none."""
    days = []
    for stage, part in category.rules.stages.items():
        if part.date:
            days.append(part.date)
        if stage == digest.through:
            break
    return max(days, default=None)


def _jury(digest: SeasonDigest, category: CategoryDigest, language: str) -> list[dict[str, str]]:
    """The jurors whose marks stand in the tables; before any mark came, those who are due."""
    due = {j for s in category.rules.stages for j in digest.rules.due_jurors(category.key, s)}
    sat = {score.juror for score in category.scores} - {COMMITTEE}
    jurors = [digest.rules.jurors[key] for key in sat_in_order(digest.rules, frozenset(sat or due))]
    return [
        {
            "nama": juror.name,
            "kedudukan": juror_role(juror.role, language),
            "unsur": juror.institution or "",
        }
        for juror in jurors
    ]


def _reasons(category: CategoryDigest) -> list[str]:
    return [
        finding.message
        if address(finding) in finding.message
        else f"{finding.message} ({address(finding)})"
        for finding in reasons(category)
    ]


def _results(digest: SeasonDigest, category: CategoryDigest, language: str) -> list[dict[str, str]]:
    """The ranked participants with their totals in figures and, read from those, in words."""
    rows = []
    for placing in category.placings:
        if placing.rank is None or not category.decided:
            continue
        total = show_value(placing.total, category.rules.rounding.total, language)
        remark = join_parts(placing.title, describe_note(placing.note, language))
        rows.append(
            {
                "peringkat": str(placing.rank),
                "nama": placing.name,
                "daerah": digest.region_name(placing.region) or NOTHING,
                "nilai": total + figure_sign(category, placing.participant),
                "terbilang": speak_written(total, language),
                "gelar": remark or NOTHING,
            }
        )
    return rows


def sign_line(category: CategoryDigest, language: str) -> str:
    """What the signs behind the totals mean; '' where there are none."""
    ranked = (placing.participant for placing in category.placings if placing.rank is not None)
    signed = category.decided and any(figure_sign(category, one) for one in ranked)
    return say("documents.minutes.sign_note", language) if signed else ""


def _changes(digest: SeasonDigest, category: CategoryDigest, language: str) -> list[dict[str, str]]:
    """The annex: everything that people changed, with who, when and why."""
    return [
        {
            "jenis": f"{one.sign} {one.name}".strip(),
            "perihal": one.about or NOTHING,
            "isi": one.what,
            "alasan": one.reason,
            "petugas": one.people,
        }
        for one in changes(digest, category, language)
    ]


def _unranked(category: CategoryDigest, language: str) -> list[str]:
    return [
        f"{placing.name} ({placing.participant}): {describe_note(placing.note, language)}"
        for placing in category.placings
        if placing.rank is None and category.decided
    ]


def _head(digest: SeasonDigest) -> dict[str, str]:
    """The head who signs, or nothing where the rule book names none."""
    head = digest.rules.signatories.get("head")
    if head is None:
        return {}
    remark = join_parts(head.rank or "", head.number or "")
    return {"jabatan": head.title, "nama": head.name, "keterangan": remark}


def printable(value: object) -> object:
    """The value with every control character of its texts as a visible sign; XML knows none."""
    if isinstance(value, str):
        return "".join(
            c if c.isprintable() or c == " " else "\N{REPLACEMENT CHARACTER}" for c in value
        )
    if isinstance(value, list):
        return [printable(part) for part in value]
    if isinstance(value, dict):
        return {name: printable(part) for name, part in value.items()}
    return value


def _name_document(document: DocxTemplate, digest: SeasonDigest, category_key: str) -> None:
    """Give the file its own title, maker and days; what the template's file says is not true."""
    title = say(
        "documents.minutes.title",
        digest.rules.language,
        category=digest.category(category_key).rules.name,
        title=digest.rules.title,
    )
    properties = document.docx.core_properties
    properties.title = title[:255]
    properties.author = properties.last_modified_by = digest.rules.office.name[:255]
    properties.created = properties.modified = datetime.combine(report_day(digest.rules), time())


def zip_again(content: bytes) -> bytes:
    """The same archive with its members in a fixed order and without days: the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != FIRST_MEMBER, name)):
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system = 3
            member.external_attr = 0o600 << 16
            new.writestr(member, old.read(name))
    return out.getvalue()
