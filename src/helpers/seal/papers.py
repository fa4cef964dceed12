"""Working papers that came back: held against the draw and the marks, and kept as evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from helpers.proof.fingerprint import result_fingerprint, short
from helpers.proof.journal import JournalLine, append_line, read_journal
from helpers.proof.keeping import keep, kept_sum, next_number
from helpers.proof.sums import file_sum
from helpers.records.places import Places
from helpers.records.tables import Participant, Score, read_table
from helpers.records.words import say
from helpers.rules import RuleBook
from helpers.seal.checks import CheckRow, cell_address, skip, tell
from helpers.seal.drawn_cells import draw, most_wrong
from helpers.seal.working_paper import Draw, NoPaper, Paper, PaperRow, read_paper, working_paper

CHECKED = "cells_checked"  # the kind of the journal's line
FOLDER, FILE = "kertas-kerja.", "kertas-kerja.xlsx"


@dataclass(frozen=True)
class Judgement:
    """What a paper that came back says.

    ``matching`` counts the rows whose paper value is the mark; ``differing`` and ``open`` name the
    others: another value, and rows not (or only half) filled in. ``most`` is how many marks of the
    ``population`` may be wrong at most, at 95 percent confidence, every open row taken as wrong.
    """

    drawn: int
    population: int
    matching: int
    differing: tuple[str, ...]
    open: tuple[str, ...]
    most: int


def make_paper(where: Places, book: RuleBook, count: int, seed: str, language: str) -> bytes:
    """Draw cells of the season's marks, and write the paper to examine them with."""
    scores: tuple[Score, ...] = read_table(where.processed, "scores.csv")
    people: tuple[Participant, ...] = read_table(where.processed, "participants.csv")
    cells = draw(scores, count, seed)
    described = Draw(
        season=where.season,
        seed=seed,
        count=len(cells),
        population=len(scores),
        fingerprint=short(result_fingerprint(where.processed, book)),
        scores=file_sum(where.processed / "scores.csv"),
    )
    return working_paper(book, described, cells, {one.id: one.name for one in people}, language)


def obstacles(where: Places, paper: Paper, language: str) -> Iterator[str]:
    """Why a paper is not the one that was drawn: another season, other cells, other marks read."""
    if paper.draw.season != where.season:
        yield say("seal.paper_season", language, season=paper.draw.season)
        return
    scores: tuple[Score, ...] = read_table(where.processed, "scores.csv")
    drawn = {_address(one): one for one in draw(scores, paper.draw.count, paper.draw.seed)}
    rows = {row.address: row for row in paper.rows}
    for address in sorted(drawn.keys() - rows.keys()):
        yield say("seal.paper_gone", language, address=address)
    for address in sorted(rows.keys() - drawn.keys()):
        yield say("seal.paper_stranger", language, address=address)
    for address in sorted(drawn.keys() & rows.keys()):
        mark, read = drawn[address].score, rows[address].read
        if _number(read) != mark:
            yield say("seal.paper_reads_otherwise", language, address=address, read=read, mark=mark)
    if len(rows) != len(paper.rows):
        yield say("seal.paper_twice", language)


def judge(paper: Paper, scores: Iterable[Score], language: str) -> Judgement:
    """Hold what the paper says against the marks."""
    marks = {_address(one): one for one in scores}
    differing, left, matching = [], [], 0
    for row in paper.rows:
        told = {"address": row.address, "paper": row.paper or "–"}
        if not (row.paper and row.initials):
            half = "half" if row.paper or row.initials else "open"
            left.append(say(f"seal.paper_row_{half}", language, **told))
            continue
        mark = marks.get(row.address)
        if mark is not None and _number(row.paper) == mark.score:
            matching += 1
            continue
        who = f"{mark.participant}, {mark.criterion}, {mark.juror}" if mark else "–"
        read = mark.score if mark else "–"
        differing.append(say("seal.paper_row_differs", language, who=who, read=read, **told))
    drawn = len(paper.rows)
    most = most_wrong(paper.draw.population, drawn, drawn - matching)
    return Judgement(
        drawn, paper.draw.population, matching, tuple(differing), tuple(left), most
    )  # fmt: skip


def conclude(told: Judgement, language: str) -> str:
    """What the paper supports, in one sentence."""
    share = Decimal(100 * told.most) / Decimal(told.population)
    shown = str(share.quantize(Decimal("0.1")))
    return say(
        "seal.paper_supports", language, drawn=told.drawn, population=told.population,
        matching=told.matching, most=told.most,
        share=shown if language == "en" else shown.replace(".", ","),
    )  # fmt: skip


def kept_before(where: Places, content: bytes) -> str:
    """The folder in which this very paper is kept already; '' where it is not."""
    return next(
        (
            line.folder
            for line in _lines(where)
            if (path := where.sealed / line.folder / FILE).is_file()
            and path.read_bytes() == content
        ),
        "",
    )


def keep_paper(
    where: Places, book: RuleBook, content: bytes, paper: Paper, by: str, sentence: str, day: date
) -> JournalLine:
    """Keep a paper beside what was sealed, and write it into the journal.

    Raises
    ------
    ValueError
        The journal is broken: nothing is added to it.
    """
    folder = f"{FOLDER}{next_number(where.sealed, FOLDER)}"
    where.sealed.mkdir(parents=True, exist_ok=True)
    keep(where.sealed / folder, {FILE: content})
    line = JournalLine(
        number=0, day=day.isoformat(), kind=CHECKED, category="", folder=folder, status="",
        fingerprint=result_fingerprint(where.processed, book),
        files=kept_sum(where.sealed / folder), marks=len(paper.rows), same_titles="", by=by,
        approved_by="", basis=paper.draw.seed, reason=sentence,
    )  # fmt: skip
    return append_line(where.sealed, line)


def check_papers(where: Places, language: str) -> CheckRow:
    """Every working paper that is kept, against the marks as they are now."""
    try:
        lines = _lines(where)
        scores: tuple[Score, ...] = read_table(where.processed, "scores.csv")
    except (OSError, ValueError, LookupError, ArithmeticError) as failure:
        return tell("papers", language, 0, [str(failure)], papers=0)
    if not lines:
        return skip("papers", language)
    broken: list[str] = []
    matching = 0
    for line in lines:
        try:
            told = judge(read_paper(where.sealed / line.folder / FILE), scores, language)
        except (OSError, NoPaper) as failure:
            broken.append(f"{line.folder}/{FILE}: {failure}")
            continue
        matching += told.matching
        broken += [f"{line.folder}: {one}" for one in told.differing]
    return tell("papers", language, matching, broken, papers=len(lines))


def _lines(where: Places) -> tuple[JournalLine, ...]:
    return tuple(line for line in read_journal(where.sealed) if line.kind == CHECKED)


def _address(score: Score) -> str:
    return cell_address(score.file, score.sheet, score.cell)


def _number(text: str) -> Decimal | None:
    """A number as people write it, with a decimal comma or point; None for anything else."""
    try:
        return Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None


__all__ = [
    "FILE",
    "Judgement",
    "NoPaper",
    "Paper",
    "PaperRow",
    "check_papers",
    "conclude",
    "judge",
    "keep_paper",
    "kept_before",
    "make_paper",
    "obstacles",
    "read_paper",
]
