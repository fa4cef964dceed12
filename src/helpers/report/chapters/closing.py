"""BAB V and the annexes: what is signed, and everything that people added or were told."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from string import ascii_uppercase

from helpers.records.findings import LEVELS
from helpers.records.numbers import show
from helpers.records.tables import Correction, Decision
from helpers.records.words import say
from helpers.report.blocks import (
    Block,
    Bullets,
    Chapter,
    Column,
    Heading,
    Paragraph,
    Signature,
    Table,
)
from helpers.report.changes import people
from helpers.report.chapters.office_words import office_words
from helpers.report.chapters.technical import annex_examination
from helpers.report.coded import code_of, coded_finding, coded_place, hide_people
from helpers.report.digest import SeasonDigest
from helpers.report.spoken_numbers import write_plain_date
from helpers.report.wording import (
    NOTHING,
    describe_action,
    describe_kind,
    describe_level,
    join_parts,
    show_value,
)
from helpers.rules import fingerprint

LED_IN = ("findings", "attachments")  # annexes that begin with a sentence
Rows = tuple[tuple[str, ...], ...]


def close(digest: SeasonDigest, language: str) -> Chapter:
    """The closing words and the place to sign."""
    book = digest.rules
    open_categories = [c.rules.name for c in digest.categories if not c.decided]
    state = "closing_open" if open_categories else "closing_done"
    blocks: list[Block] = [
        Heading(
            say("documents.annual.closing", language),
            number=say("documents.annual.chapter", language, number="V"),
        ),
        *office_words(digest, "penutup", language),
        Paragraph(say("documents.annual.closing_text", language)),
        Paragraph(say(f"documents.annual.{state}", language, names=", ".join(open_categories))),
        Paragraph(
            say("documents.annual.closing_fingerprint", language, fingerprint=digest.fingerprint)
        ),
    ]
    head = book.signatories.get("head")
    if head:
        number = join_parts(head.rank or "", head.number or "")
        place = say("documents.annual.signed_at", language, city=book.office.city)
        blocks.append(Signature(place, head.title, head.name, number))
    return Chapter(tuple(blocks))


def annex(digest: SeasonDigest, attachments: Mapping[str, bytes], language: str) -> Chapter:
    """The annexes: corrections, deductions, decisions, objections, findings, attached files."""
    parts = (
        ("corrections", _corrections(digest, language)),
        ("deductions", _deductions(digest, language)),
        ("decisions", _decisions(digest, language)),
        ("objections", _objections(digest, language)),
        ("findings", _findings(digest, language)),
        ("attachments", _attachments(digest, attachments, language)),
    )
    blocks: list[Block] = [
        Heading(say("documents.annual.annexes", language)),
        Paragraph(say("annual.files_by_digits", language)),
    ]
    letters = iter(ascii_uppercase)
    for name, table in parts:
        blocks.append(_annex_heading(f"documents.annual.annex_{name}", next(letters), language))
        if name in LED_IN:
            blocks.append(Paragraph(say(f"documents.annual.{name}_lead", language), leads=True))
        empty = Paragraph(say(f"documents.annual.annex_{name}_empty", language))
        blocks.append(table if table.rows else empty)
        if name == "attachments" and table.rows:
            blocks += _how_to_recount(language)
    blocks.append(_annex_heading("annual.technical", next(letters), language))
    blocks += annex_examination(digest, language)
    return Chapter(tuple(blocks))


def _annex_heading(key: str, letter: str, language: str) -> Heading:
    return Heading(say(key, language), 2, say("documents.annual.annex", language, letter=letter))


def _table(
    name: str,
    columns: Sequence[tuple[str, int]],
    rows: Rows,
    language: str,
    small: bool = False,
) -> Table:
    return Table(
        caption=say(f"documents.annual.annex_{name}", language),
        columns=tuple(
            Column(say(f"documents.column.{head}", language), width) for head, width in columns
        ),
        rows=rows,
        small=small,
    )


def _corrections(digest: SeasonDigest, language: str) -> Table:
    columns = (
        ("number", 0), ("cell", 4), ("was", 0), ("becomes", 0), ("reason", 4), ("people", 3)
    )  # fmt: skip
    about: dict[str, str] = {}
    for category in digest.categories:
        about |= {row.correction: category.key for row in category.scores}
        about |= {row.correction: category.key for row in category.absences}
    rows = tuple(
        (
            c.id,
            coded_place(digest, c.file, c.sheet, c.cell, language),
            c.was or NOTHING,
            _became(c, language),
            hide_people(digest, about.get(c.id, ""), c.reason, language),
            people(c.by, c.approved_by, c.date, language),
        )
        for c in digest.corrections
    )
    return _table("corrections", columns, rows, language)


def _became(correction: Correction, language: str) -> str:
    """What a correction does; one that was not carried out says so."""
    done = f"{describe_action(correction.action, language)} {correction.value}".strip()
    if correction.applied != "no":
        return done
    return f"{done} {say('documents.annual.not_applied', language)}"


def _deductions(digest: SeasonDigest, language: str) -> Table:
    columns = (("category", 2), ("participant", 2), ("points", 0), ("reason", 4), ("people", 3))
    rows = tuple(
        (
            digest.category(d.category).rules.name,
            d.participant,
            show_value(d.points, None, language),
            hide_people(digest, d.category, join_parts(d.article, d.reason), language),
            people(d.by, d.approved_by, d.date, language),
        )
        for d in digest.deductions
    )
    return _table("deductions", columns, rows, language)


def _decisions(digest: SeasonDigest, language: str) -> Table:
    columns = (
        ("number", 0), ("category", 2), ("kind", 2), ("concerns", 2), ("reason", 4), ("people", 3)
    )  # fmt: skip
    rows = tuple(
        (
            d.id,
            digest.category(d.category).rules.name,
            describe_kind(d.kind, language),
            _concerned(digest, d, language),
            hide_people(digest, d.category, join_parts(d.reason, d.basis), language),
            people(d.by, d.approved_by, d.date, language),
        )
        for d in digest.decisions
    )
    return _table("decisions", columns, rows, language)


def _concerned(digest: SeasonDigest, decision: Decision, language: str) -> str:
    """Stage, participant, juror and value of a decision, as far as it has them."""
    category = digest.category(decision.category)
    stage = category.rules.stages.get(decision.stage)
    juror = code_of(digest, category, decision.juror, language) if decision.juror else ""
    name = stage.name if stage else decision.stage
    return join_parts(name, decision.participant, juror, decision.value) or NOTHING


def _objections(digest: SeasonDigest, language: str) -> Table:
    columns = (("number", 0), ("participant", 2), ("day", 2), ("question", 4), ("answer", 4))
    rows = tuple(
        (
            o.id,
            join_parts(o.participant, o.origin),
            write_plain_date(o.date, language),
            hide_people(digest, o.category, o.question, language),
            hide_people(digest, o.category, o.answer, language)
            or say("documents.annual.not_answered", language),
        )
        for o in digest.objections
    )
    return _table("objections", columns, rows, language)


def _findings(digest: SeasonDigest, language: str) -> Table:
    columns = (("level", 0), ("code", 3), ("where", 4), ("message", 6))
    rows = tuple(
        (describe_level(f.level, language), f.code, place or NOTHING, message)
        for f in sorted(digest.findings, key=lambda f: LEVELS.index(f.level))
        if f.level != "info"
        for place, message in (coded_finding(digest, f, language),)
    )
    return _table("findings", columns, rows, language)


def _attachments(digest: SeasonDigest, attachments: Mapping[str, bytes], language: str) -> Table:
    columns = (("file", 1), ("bytes", 0), ("hash", 0))
    rows = [
        (name, show(len(content), 0, language), write_hash(hashlib.sha256(content).hexdigest()))
        for name, content in sorted(attachments.items())
    ]
    if attachments:
        true_rules = write_hash(fingerprint(digest.rules))
        rows.append((say("documents.annual.true_rules", language), NOTHING, true_rules))
    if digest.ledger_sha256:
        rows.append(
            (say("documents.annual.ledger", language), NOTHING, write_hash(digest.ledger_sha256))
        )
    return _table("attachments", columns, tuple(rows), language, small=True)


def _how_to_recount(language: str) -> Iterator[Block]:
    """What to do with the attached files, step by step."""
    yield Paragraph(say("documents.annual.recount_lead", language), leads=True)
    steps = ("save", "run", "answer")
    yield Bullets(tuple(say(f"documents.annual.recount_{step}", language) for step in steps))


def write_hash(digits: str) -> str:
    """A hash in groups of sixteen digits, so that it can be read aloud and breaks between lines."""
    return " ".join(digits[start : start + 16] for start in range(0, len(digits), 16))
