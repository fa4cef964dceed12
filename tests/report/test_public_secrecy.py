"""No personal value of a season changes, or stands in, a single byte of what is public."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from helpers.records.tables import Diagnostic
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.public import write_public
from helpers.rules import Category, load
from tests.report.public_bytes import held

# Other codes, in another order and with gaps; words and numbers that stand in the documents anyway.
CODES = {"J1": "J9", "J2": "J7", "J3": "nilai", "J4": "J1", "J5": "90", "J6": "A"}
WORDS = ("Juara", "nilai akhir", "90,23", "Kabupaten Banjar", "2024", "Dinas Sosial")


def public(digest: SeasonDigest, folder: Path) -> dict[str, bytes]:
    """Every public file by name."""
    write_public(digest, folder)
    return {path.name: path.read_bytes() for path in sorted((folder / "publik").iterdir())}


def publishing(digest: SeasonDigest, scores: str, examination: str) -> SeasonDigest:
    """The same season with another decision on what may be published."""
    publish = digest.rules.publish.model_copy(update={"scores": scores, "examination": examination})
    return replace(digest, rules=digest.rules.model_copy(update={"publish": publish}))


def examined(digest: SeasonDigest) -> SeasonDigest:
    """The season with a chance of the first place, and with a note that names a juror."""

    def row(subject: str, one: str, measure: str, value: str, note: str = "") -> Diagnostic:
        return Diagnostic(digest.season, "karang-taruna", "", subject, one, measure, value,
                          note=note)  # fmt: skip

    rows = (
        row("panel", "", "draws", "20000"),
        row("panel", "", "draws_error", "0.0035"),
        row("participant", "KT-01", "p_first", "0.912"),
        row("participant", "KT-01", "rank_low", "1"),
        row("participant", "KT-01", "rank_high", "2"),
        row("participant", "KT-01", "smallest_mark_change", "5", "Nilai juri J3 untuk KT-01."),
    )
    first, *others = digest.categories
    told = replace(first, diagnostics=(*first.diagnostics, *rows))
    return replace(digest, categories=(told, *others))


def recoded(category: Category) -> Category:
    """The category with the other codes of its jurors, in another order."""
    stages = {
        key: stage.model_copy(
            update={"jurors": stage.jurors and tuple(CODES[one] for one in reversed(stage.jurors))}
        )
        for key, stage in category.stages.items()
    }
    codes = tuple(CODES[one] for one in reversed(category.jurors))
    return category.model_copy(update={"jurors": codes, "stages": stages})


def disguised(digest: SeasonDigest) -> SeasonDigest:
    """The same season with other jurors, officers, files and reasons, all of ordinary words."""
    words = iter(WORDS * 20)
    book = digest.rules
    jurors = {
        CODES[key]: juror.model_copy(
            update={
                "name": next(words),
                "institution": next(words),
                "replaces": CODES.get(juror.replaces or "", juror.replaces),
            }
        )
        for key, juror in reversed(book.jurors.items())
    }
    officers = tuple(one.model_copy(update={"name": next(words)}) for one in book.officers)
    rules = book.model_copy(
        update={
            "jurors": jurors,
            "officers": officers,
            "personal": ("nama ibu", "rank"),
            "categories": {key: recoded(one) for key, one in book.categories.items()},
        }
    )
    changed = {
        "by": "Juara", "approved_by": "2024", "reason": "nilai akhir", "file": "Juara I.xlsx",
        "question": "2024?", "answer": "90,23",
    }  # fmt: skip

    def masked(rows: tuple[Any, ...]) -> tuple[Any, ...]:
        made = []
        for row in rows:
            values = {key: value for key, value in changed.items() if hasattr(row, key)}
            if getattr(row, "juror", "") in CODES:
                values["juror"] = CODES[row.juror]
            made.append(replace(row, **values))
        return tuple(reversed(made))

    def category(one: CategoryDigest) -> CategoryDigest:
        diagnostics = tuple(
            replace(row, id=CODES.get(row.id, row.id), note=row.note.replace("J3", "nilai"))
            for row in one.diagnostics
        )
        return replace(
            one, rules=rules.categories[one.key], scores=masked(one.scores),
            absences=masked(one.absences),
            diagnostics=diagnostics, deductions=masked(one.deductions),
            decisions=masked(one.decisions),
        )  # fmt: skip

    return replace(
        digest, rules=rules, files=masked(digest.files), corrections=masked(digest.corrections),
        deductions=masked(digest.deductions), decisions=masked(digest.decisions),
        objections=masked(digest.objections),
        categories=tuple(category(one) for one in digest.categories),
    )  # fmt: skip


@pytest.mark.parametrize("examination", ["internal", "public"])
@pytest.mark.parametrize("scores", ["all", "titled", "none"])
def test_no_public_byte_depends_on_a_person(
    digest: SeasonDigest, tmp_path: Path, scores: str, examination: str
) -> None:
    """With other jurors, codes, orders, officers, files and reasons all public bytes stay."""
    # A search cannot tell a name that is an ordinary word from the word; this can.
    season = publishing(examined(digest), scores, examination)
    assert public(disguised(season), tmp_path / "b") == public(season, tmp_path / "a")


def test_what_may_be_public_changes_the_bytes(digest: SeasonDigest, tmp_path: Path) -> None:
    """The comparison above can fail: a name that is announced changes the page and the table."""
    first, *others = digest.categories
    renamed = replace(
        first, placings=(replace(first.placings[0], name="Lain"), *first.placings[1:])
    )
    before = public(digest, tmp_path / "a")
    after = public(replace(digest, categories=(renamed, *others)), tmp_path / "b")
    assert all(before[name] != after[name] for name in before)


def test_the_examination_is_public_by_the_rule_book_only(
    digest: SeasonDigest, tmp_path: Path
) -> None:
    """Margins and a sentence on certainty are told where the rule book says so, scores allowing."""
    season = examined(digest)
    told = {
        (scores, examination): public(
            publishing(season, scores, examination), tmp_path / f"{scores}-{examination}"
        )["pengumuman.html"].decode()
        for scores in ("titled", "none")
        for examination in ("public", "internal")
    }
    assert "91,2%" in told["titled", "public"]
    assert "unggul" in told["titled", "public"]
    assert "unggul" not in told["none", "public"]
    assert "91,2%" in told["none", "public"]
    for scores in ("titled", "none"):
        assert "91,2%" not in told[scores, "internal"]
        assert "unggul" not in told[scores, "internal"]


def test_the_search_finds_what_was_planted(digest: SeasonDigest, tmp_path: Path) -> None:
    """In a name, packed, encoded, in a PDF's metadata, text or attachment: it is found."""
    planted = "Hj. Siti & Rahasia"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("dalam.txt", f"x {planted} y")
    (tmp_path / "berkas.zip").write_bytes(packed.getvalue())
    (tmp_path / "lembar.html").write_text("<p>hj. SITI &amp;\nRahasia</p>", encoding="utf-8")
    (tmp_path / "gambar.html").write_bytes(
        b'<img src="data:image/svg+xml,%3Ctext%3EHj.%20Siti%20%26amp;%20Rahasia%3C/text%3E">'
    )
    first, *others = digest.categories
    named = replace(first, placings=(replace(first.placings[0], name=planted), *first.placings[1:]))
    sheet = public(replace(digest, categories=(named, *others)), tmp_path / "s")["pengumuman.pdf"]
    (tmp_path / "teks.pdf").write_bytes(sheet)
    clean = public(digest, tmp_path / "t")["pengumuman.pdf"]
    (tmp_path / "bersih.pdf").write_bytes(clean)
    for name in ("info", "lampiran"):
        with pikepdf.open(io.BytesIO(clean)) as pdf:
            if name == "info":
                pdf.docinfo["/Author"] = planted
            else:
                pdf.attachments["a.zip"] = pikepdf.AttachedFileSpec(pdf, packed.getvalue())
            pdf.save(tmp_path / f"{name}.pdf")
    files = [path for path in sorted(tmp_path.iterdir()) if path.is_file()]
    assert set(held(files, [planted])) == {path.name for path in files} - {"bersih.pdf"}


def personal_values(home: Path) -> Iterator[str]:
    """Every personal value of the sample: personal columns, jurors, officers, files."""
    raw = home / "data" / "raw" / "contoh-2024"
    book = load(raw / "rules.yaml")
    with (raw / "participants.csv").open(encoding="utf-8-sig", newline="") as file:
        text = file.read()
    for row in csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text[:80] else ","):
        yield from (row[column] for column in book.personal if row.get(column))
    for juror in book.jurors.values():
        yield juror.name
        yield juror.institution or ""
    yield from (one.name for one in book.officers)
    yield from (path.name for path in (raw / "scores").rglob("*") if path.is_file())


@pytest.mark.slow
def test_no_personal_value_of_the_sample_is_public(sample_report: Path) -> None:
    """Every byte under publik/, unpacked, is searched for every personal value of the sample."""
    values = set(personal_values(sample_report))
    assert len(values) > 20
    folder = sample_report / "reports" / "contoh-2024" / "publik"
    assert held([path for path in folder.rglob("*") if path.is_file()], values) == {}
