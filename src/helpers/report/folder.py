"""What lies in a season's report folder, for the page and the note that lead into it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from helpers.records.words import say
from helpers.report.digest import SeasonDigest
from helpers.report.letters.erratum import errata_names, has_errata
from helpers.report.letters.parts import can_announce
from helpers.report.minutes import minutes_names
from helpers.report.score_card import card_path

EVIDENCE = ("recount.py", "manifest.json", "ro-crate-metadata.json", "run.json")
LEADERSHIP_SHEET = "lembar-pimpinan.pdf"
MAYBE = (LEADERSHIP_SHEET, "kartu-nilai/", "piagam/", "ralat/")  # listed only where they were made


@dataclass(frozen=True)
class Part:
    """One file or folder of the report folder, and what it is."""

    path: str
    about: str


@dataclass(frozen=True)
class Link:
    """One file that the first page leads to."""

    path: str
    name: str


def folder_parts(folder: Path, language: str) -> tuple[Part, ...]:
    """The files and folders of a report in the order in which one reads them."""
    entries = (
        ("index.html", "index"),
        (LEADERSHIP_SHEET, "sheet"),
        ("laporan-tahunan.pdf", "report"),
        ("rekapitulasi.xlsx", "workbook"),
        ("berita-acara/", "minutes"),
        ("kartu-nilai/", "cards"),
        ("sk-penetapan.docx", "decree"),
        ("naskah-pembawa-acara.docx", "script"),
        ("piagam/", "certificates"),
        ("ralat/", "errata"),
        ("publik/", "public"),
        ("notebooks/", "notebooks"),
        ("bukti/", "evidence"),
        ("SHA256SUMS", "sums"),
    )
    return tuple(
        Part(path, say(f"pages.folder_{key}", language))
        for path, key in entries
        if path not in MAYBE or (folder / path).exists()
    )


def part_links(digest: SeasonDigest, language: str) -> dict[str, tuple[Link, ...]]:
    """The single files in those parts that are folders, by the path of the part."""
    minutes = tuple(
        Link(f"berita-acara/{name}", _minutes_words(digest, category, stage, language))
        for name, (category, stage) in minutes_names(digest).items()
    )
    certificates = tuple(
        Link(f"piagam/{one.key}.docx", one.rules.name)
        for one in digest.categories
        if can_announce(digest, one)
    )
    errata = tuple(
        Link(f"ralat/{name}", f"{say(f'letters.name_{kind}', language)}, {one.rules.name}")
        for one in digest.categories
        if has_errata(digest, one)
        for kind, name in errata_names(one.key).items()
    )
    public = tuple(
        Link(f"publik/{name}", say(f"pages.folder_public_{key}", language))
        for name, key in (
            ("pengumuman.html", "page"), ("pengumuman.pdf", "pdf"), ("hasil.csv", "table")
        )
    )  # fmt: skip
    return {
        "berita-acara/": minutes,
        "kartu-nilai/": _card_links(digest),
        "piagam/": certificates,
        "ralat/": errata,
        "publik/": public,
        "notebooks/": _notebook_links(digest, language),
        "bukti/": tuple(Link(f"bukti/{name}", name) for name in EVIDENCE),
    }


def _card_links(digest: SeasonDigest) -> tuple[Link, ...]:
    return tuple(
        Link(
            card_path(Path(), category.key, placing.participant).as_posix(),
            f"{placing.participant} · {placing.name}",
        )
        for category in digest.categories
        if category.decided
        for placing in category.placings
    )


def _minutes_words(digest: SeasonDigest, category: str, stage: str, language: str) -> str:
    rules = digest.category(category).rules
    words = say("pages.folder_minutes_one", language, category=rules.name)
    return f"{words}, {rules.stages[stage].name}" if stage else words


def _notebook_links(digest: SeasonDigest, language: str) -> tuple[Link, ...]:
    names = [("1-clean", say("pages.notebook_clean", language))]
    for category in digest.categories:
        for notebook, key in (("2-rank", "rank"), ("3-examine", "examine")):
            words = say(f"pages.notebook_{key}", language, category=category.rules.name)
            names.append((f"{notebook}-{category.key}", words))
    names.append(("4-report", say("pages.notebook_documents", language)))
    audit = say("pages.for_audit", language)
    return tuple(
        Link(f"notebooks/{name}{ending}", f"{words}{remark}")
        for name, words in names
        for ending, remark in ((".html", ""), (".audit.html", f", {audit}"))
    )
