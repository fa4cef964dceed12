"""The minutes (berita acara) of a category, from a template that the office edits in Word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from helpers.records.findings import address
from helpers.records.words import say
from helpers.report.changes import changes
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.letters.parts import explain_status
from helpers.report.letters.signers import TO_TYPE, head_of, jurors_who_sat, who_marked
from helpers.report.letters.stage_minutes import stage_fields
from helpers.report.letters.template import open_letter
from helpers.report.spoken_numbers import (
    speak,
    speak_date,
    speak_written,
    write_date,
    write_in_figures,
)
from helpers.report.wording import (
    NOTHING,
    bare_category,
    bare_stage,
    corrections_of,
    describe_note,
    figure_sign,
    join_parts,
    reasons,
    report_day,
    say_ties,
    show_value,
)
from helpers.rules import short_fingerprint

KIND = "berita-acara"


def write_minutes(
    digest: SeasonDigest,
    category_key: str,
    path: Path,
    language: str = "",
    own: Path | None = None,
    stage: str = "",
) -> None:
    """Write ``berita-acara/<category>.docx``, or the minutes of one stage.

    Parameters
    ----------
    own
        The folder of the office's own templates, with the fields of :func:`minutes_fields`; left
        out, the one that comes with the project.
    stage
        The stage whose values the minutes are of; left out, they are of the result.

    Raises
    ------
    helpers.report.letters.template.TemplateBroken
        The office's template cannot be filled.
    """
    language = language or digest.rules.language
    fields = minutes_fields(digest, category_key, language, stage)
    content = open_letter(KIND, language, own).fill(
        fields, minutes_title(digest, category_key, language), digest.rules.office.name,
        report_day(digest.rules),
    )  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def minutes_title(digest: SeasonDigest, category_key: str, language: str) -> str:
    """The title that the file itself carries."""
    name = bare_category(digest.category(category_key).rules.name)
    return say("documents.minutes.title", language, category=name, title=digest.rules.title)


def minutes_names(digest: SeasonDigest) -> dict[str, tuple[str, str]]:
    """The minutes of a season by file name: of which category, and of which stage ('': result)."""
    names = {}
    for category in digest.categories:
        names[f"{category.key}.docx"] = (category.key, "")
        for stage in held_stages(digest, category):
            names[f"{category.key}-{stage}.docx"] = (category.key, stage)
    return names


def held_stages(digest: SeasonDigest, category: CategoryDigest) -> tuple[str, ...]:
    """The stages in which somebody was given a mark, up to the last that counts."""
    marked = {score.stage for score in category.scores}
    held = []
    for stage in category.rules.stages:
        if stage in marked:
            held.append(stage)
        if stage == digest.through:
            break
    return tuple(held)


def minutes_fields(
    digest: SeasonDigest, category_key: str, language: str, stage: str = ""
) -> dict[str, object]:
    """Every field that a template can name, in the Indonesian of those who edit it."""
    book, category = digest.rules, digest.category(category_key)
    day = category.rules.stages[stage].date if stage else category_day(digest, category)
    fields: dict[str, object] = {
        "contoh": book.sample,
        "judul": book.title,
        "judul_besar": book.title.upper(),
        "kategori": bare_category(category.rules.name),
        "kategori_besar": bare_category(category.rules.name).upper(),
        "kantor": book.office.name,
        "kota": book.office.city,
        "tempat": TO_TYPE,
        "hari_terbilang": speak_date(day, language) if day else TO_TYPE,
        "tanggal_angka": write_in_figures(day, language) if day else TO_TYPE,
        "tanggal": write_date(day, language) if day else TO_TYPE,
        "dasar": book.basis.rstrip("."),
        "versi_aturan": book.version,
        "sidik_aturan": short_fingerprint(book),
        "alasan": [] if category.decided else _reasons(category),
        "pejabat": head_of(digest),
        "status": explain_status(category.status, language),
        "sidik": digest.fingerprint,
    }
    fields |= (
        stage_fields(digest, category, stage, language)
        if stage
        else _of_result(digest, category, language)
    )
    # Columns in which nothing stands are left out.
    return fields | {
        "ada_unsur": _says_something(fields["daftar_juri"], "unsur"),
        "ada_keterangan": _says_something(fields["hasil"], "gelar"),
    }


def _says_something(rows: object, field: str) -> bool:
    """Whether a row holds something else than a dash in a field."""
    return isinstance(rows, list) and any(row[field] not in ("", NOTHING) for row in rows)


def _of_result(digest: SeasonDigest, category: CategoryDigest, language: str) -> dict[str, object]:
    """What the minutes of the result say, and those of a stage do not."""
    corrections = corrections_of(category)
    through = category.rules.stages.get(digest.through)
    panel = jurors_who_sat(digest, category)
    return who_marked(digest, panel, language) | {
        "tahap": "",
        "tahap_besar": "",
        "jumlah_peserta": len(category.participants),
        "jumlah_peserta_terbilang": speak(len(category.participants), language),
        "sampai_tahap": bare_stage(through.name) if through else digest.through,
        "nama_nilai": say("letters.minutes_total", language),
        "nama_keterangan": say("letters.minutes_title_or_remark", language),
        "hasil": _results(digest, category, language),
        "nilai_sama": say_ties(category, language),
        "tanpa_peringkat": _unranked(category, language),
        "tanda": sign_line(category, language),
        "perubahan": _changes(digest, category, language),
        "jumlah_koreksi": len(corrections),
        "jumlah_koreksi_terbilang": speak(len(corrections), language),
    }


def category_day(digest: SeasonDigest, category: CategoryDigest) -> date | None:
    """The last day of the category's stages that were held; None where the rule book has none."""
    days = []
    for stage, part in category.rules.stages.items():
        if part.date:
            days.append(part.date)
        if stage == digest.through:
            break
    return max(days, default=None)


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
