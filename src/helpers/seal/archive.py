"""Checks of what was sealed: the journal, every kept revision, its own recount, its signature."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from helpers.proof.journal import NAME, JournalLine, broken_lines, read_journal
from helpers.proof.keeping import kept_sum
from helpers.proof.recounting import RecountFailed, recount_season
from helpers.proof.revisions import ACT, SEALED, act_bytes, act_of, standing
from helpers.proof.sums import SUMS, broken_sums
from helpers.records.places import Places
from helpers.records.words import say
from helpers.rules import RuleBook
from helpers.seal.checks import CheckRow, skip, tell
from helpers.seal.signing import NotSigned, bad_signature, principals

SIGNERS = "allowed_signers"  # in data/sealed, as ssh-keygen reads it


def check_sealed(where: Places, book: RuleBook, language: str) -> CheckRow:
    """The journal's chain, every sealed revision, and whether the result at hand still is one."""
    try:
        journal = read_journal(where.sealed)
    except (ValueError, LookupError) as failure:
        return tell("sealed", language, 0, [f"{NAME}: {failure}"])
    sealed = [line for line in journal if line.kind == SEALED]
    if not journal:
        left = list(_strangers(where, journal))
        return tell("sealed", language, 0, left) if left else skip("sealed", language)
    broken = [f"{NAME} › {number}" for number in broken_lines(journal)]
    for line in journal:
        broken += _broken_folder(where, line, language)
    broken += _strangers(where, journal)
    for category in book.categories:
        now = standing(where, book, category)
        if now.state == "differs":
            told = {"category": category, "revision": now.revision}
            broken.append(say("seal.result_differs", language, **told))
    return tell("sealed", language, len(sealed), broken)


def _broken_folder(where: Places, line: JournalLine, language: str) -> Iterator[str]:
    """What no longer holds of what a line keeps: its files, and a revision's sums and recount."""
    folder = where.sealed / line.folder
    if not folder.is_dir():
        yield say("seal.revision_gone", language, folder=line.folder)
        return
    if line.kind == SEALED:
        for name in broken_sums(folder):
            if name != f"{SUMS}.sig":
                yield f"{line.folder}/{name}"
    if kept_sum(folder) != line.files:
        yield say("seal.revision_changed", language, folder=line.folder)
        return
    if line.kind != SEALED:
        return
    if not (folder / ACT).is_file() or (folder / ACT).read_bytes() != act_bytes(act_of(line)):
        yield f"{line.folder}/{ACT}"
    try:
        recount = recount_season(folder / "bukti", folder / "tables" / "rankings.csv", language)
    except RecountFailed as failure:
        yield f"{line.folder}: {failure}"
        return
    yield from (one for one in recount.differences if one.startswith(f"{line.category} "))


def _strangers(where: Places, journal: tuple[JournalLine, ...]) -> Iterator[str]:
    """Folders among the kept ones that no line of the journal knows."""
    known = {line.folder for line in journal}
    kept = (*where.sealed.glob("*.[0-9]*"), *where.sealed.glob("*/[0-9]*"))
    names = (path.relative_to(where.sealed).as_posix() for path in kept if path.is_dir())
    yield from sorted(name for name in names if name not in known)


def check_signatures(where: Places, language: str) -> CheckRow:
    """Every signed revision against the allowed signers; skipped where nothing is signed."""
    signed = sorted(where.sealed.glob(f"*/*/{SUMS}.sig"))
    if not signed:
        return skip("signature", language)
    signers = where.sealed.parent / SIGNERS
    if not signers.is_file():
        return tell("signature", language, 0, [say("seal.no_signers", language, file=SIGNERS)])
    try:
        broken = [
            f"{path.parent.relative_to(where.sealed).as_posix()}: {reason}"
            for path in signed
            if (reason := bad_signature(path.with_suffix(""), signers))
        ]
    except NotSigned as failure:
        return skip("signature_program", language, program=failure)
    return tell("signature", language, len(signed), broken)


def note_signers(where: Places, language: str) -> Iterator[CheckRow]:
    """Where a revision's key stands under another name than that of who sealed it: a note.

    It is no fault by itself. A name among the allowed signers is often an account or an address,
    and an office may let one person sign what another sealed; whose key it is, people know.
    """
    signers = where.sealed.parent / SIGNERS
    differing = []
    for path in sorted(where.sealed.glob(f"*/*/{SUMS}.sig")) if signers.is_file() else ():
        try:
            names = principals(path.with_suffix(""), signers)
        except NotSigned:
            return  # said by the check itself
        by = _sealed_by(path.parent)
        if names and _plain(by) not in map(_plain, names):
            folder = path.parent.relative_to(where.sealed).as_posix()
            told = {"folder": folder, "names": ", ".join(names), "by": by}
            differing.append(say("seal.signed_as", language, **told))
    if differing:
        row = skip("signature_names", language, places="; ".join(differing))
        yield replace(row, check="signature")


def _sealed_by(folder: Path) -> str:
    """Who sealed a revision, as its act says under the signature; '' where it cannot be read."""
    try:
        act = json.loads((folder / ACT).read_bytes())
    except (OSError, ValueError):
        return ""
    return str(act.get("by", "")) if isinstance(act, dict) else ""


def _plain(name: str) -> str:
    """A name without capitals, spaces and points: CONTOH Petugas Satu as contoh.petugas.satu."""
    return "".join(one for one in name.casefold() if one.isalnum())
