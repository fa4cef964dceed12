"""seal: the current result of a category becomes a revision that is never written again."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from helpers.proof.freezing import rules_state
from helpers.proof.journal import JournalLine, append_line
from helpers.proof.keeping import keep, kept_sum, next_number
from helpers.proof.revisions import (
    ACT,
    FINAL,
    SEALED,
    Act,
    act_bytes,
    category_fingerprint,
    standing,
)
from helpers.proof.sums import SUMS, files_below, write_sums
from helpers.records.findings import address, stops
from helpers.records.places import Places
from helpers.records.tables import Finding, Objection, Placing, read_table
from helpers.records.words import say
from helpers.rules import RuleBook
from helpers.seal.checks import last_stage
from helpers.seal.signing import sign
from helpers.seal.verify import verify

MINUTES_NUMBER = re.compile(r"\b(?:nomor|no\.?|number)\s*:?\s*\S*\d", re.IGNORECASE)
MINUTES_DATE = re.compile(r"\b\d{1,2} \w+ \d{4}\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{4}\b")


# Of the whole season, and written only where there is something to say.
PAPERS = ("sk-penetapan.docx", "lembar-pimpinan.pdf")


@dataclass(frozen=True)
class SealRequest:
    """What is to be sealed, as what, by whom; ``key`` is a private key to sign the sums with."""

    category: str
    status: str
    by: str
    note: str = ""
    key: Path | None = None


def obstacles(where: Places, book: RuleBook, request: SealRequest, language: str) -> Iterator[str]:
    """All that keeps the result from being sealed, one sentence each."""
    officers = [officer.name for officer in book.officers]
    if officers and request.by not in officers:
        yield say("seal.stranger", language, name=request.by, officers=", ".join(officers))
    yield from _open_findings(where, request.category, language)
    placings: tuple[Placing, ...] = read_table(where.processed, "rankings.csv")
    mine = [row for row in placings if row.category == request.category]
    if not mine or any(row.note == "undecided" for row in mine):
        yield say("seal.undecided", language)
    rules = rules_state(where, book).state
    if rules not in ("open", "frozen"):
        yield say(f"seal.rules_{rules}", language).capitalize() + "."
    if standing(where, book, request.category).state == "broken":
        yield say("seal.journal_broken", language)
    if request.status == FINAL:
        yield from _not_final(where, request, language)
    for row in verify(where, book, language).failed:
        yield row.sentence


def _open_findings(where: Places, category: str, language: str) -> Iterator[str]:
    """Findings that stop, and warnings that nobody accepted by name."""
    findings: tuple[Finding, ...] = read_table(where.processed, "findings.csv")
    for one in findings:
        if one.category in ("", category) and (stops(one) or one.level == "warn"):
            key = "open_finding" if stops(one) else "open_warning"
            place = "" if address(one) in one.message else f"{address(one)}: "
            yield say(f"seal.{key}", language, code=one.code, message=f"{place}{one.message}")


def _not_final(where: Places, request: SealRequest, language: str) -> Iterator[str]:
    """What a provisional result may leave open, but a final one may not."""
    objections: tuple[Objection, ...] = read_table(where.processed, "objections.csv")
    for one in objections:
        if one.category == request.category and not one.answer.strip():
            yield say("seal.open_objection", language, id=one.id, participant=one.participant)
    if stage := last_stage(where):
        yield say("seal.not_all_stages", language, stage=stage)
    if not (MINUTES_NUMBER.search(request.note) and MINUTES_DATE.search(request.note)):
        yield say("seal.no_minutes", language)


def seal(where: Places, book: RuleBook, request: SealRequest, day: date) -> JournalLine:
    """Keep the result with its evidence as the next revision, and write it into the journal.

    What keeps it from being sealed must have been asked before (:func:`obstacles`).

    Raises
    ------
    NotSigned
        A key was given, and signing with it failed; nothing is kept then.
    """
    archive = where.sealed / request.category
    number = next_number(archive)
    files = revision_files(where, book, request)
    act = Act(
        category=request.category, status=request.status, day=day.isoformat(), by=request.by,
        note=request.note,
        fingerprint=category_fingerprint(where.processed, book, request.category),
    )  # fmt: skip
    files[ACT] = act_bytes(act)
    files |= _sums(files, request.key)
    archive.mkdir(parents=True, exist_ok=True)
    keep(archive / str(number), files)
    line = JournalLine(
        number=0, day=day.isoformat(), kind=SEALED, category=request.category,
        folder=f"{request.category}/{number}", status=request.status,
        fingerprint=act.fingerprint,
        files=kept_sum(archive / str(number)), marks=None, same_titles="", by=request.by,
        approved_by="", basis="", reason=request.note,
    )  # fmt: skip
    return append_line(where.sealed, line)


def revision_files(where: Places, book: RuleBook, request: SealRequest) -> dict[str, bytes]:
    """A revision's files: all tables, the rule book, the evidence, and what people sign.

    The papers that are signed from this result are kept too, minutes of the stages, decree and
    the head's sheet: years later an auditor holds the signed paper and needs what it came from.
    Everything else of the report can be made again from the tables.
    """
    files = {f"tables/{name}": where.processed / name for name in files_below(where.processed)}
    evidence = where.reports / "bukti"
    files |= {
        f"bukti/{name}": evidence / name for name in files_below(evidence) if name != "run.json"
    }
    files["rules.yaml"] = where.rules
    files["berita-acara.docx"] = where.reports / "berita-acara" / f"{request.category}.docx"
    papers = {name: where.reports / name for name in PAPERS}
    for stage in book.categories[request.category].stages:
        name = f"{request.category}-{stage}.docx"
        papers[f"berita-acara/{stage}.docx"] = where.reports / "berita-acara" / name
    files |= {name: path for name, path in papers.items() if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items()}


def _sums(files: dict[str, bytes], key: Path | None) -> dict[str, bytes]:
    """SHA256SUMS over the files, and its signature where a key is given."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, content in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        write_sums(folder)
        made = {SUMS: (folder / SUMS).read_bytes()}
        if key is not None:
            sign(folder / SUMS, key)
            made[f"{SUMS}.sig"] = (folder / f"{SUMS}.sig").read_bytes()
        return made
