"""Running the independent recount, and holding its rankings against ours."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from helpers.records.numbers import round_half_up
from helpers.records.tables import Placing, RegionStanding, columns, read_rows
from helpers.records.words import say
from helpers.rules import RuleBook, as_json

PROGRAM = Path(__file__).with_name("recount.py")
OVERALL_PROGRAM = Path(__file__).with_name("recount_overall.py")
OVERALL = "overall.csv"  # beside the rankings
TABLES = ("scores.csv", "absences.csv", "participants.csv", "deductions.csv", "decisions.csv")
COMPARED = ("rank", "total", "exact", "title", "decided_by", "note")
UNDECIDED = "undecided"
# The recount shows a total that is not rounded with so many decimals.
SHOWN_DECIMALS = 10
PATIENCE = 600  # seconds

Key = tuple[str, str]  # category, participant


class RecountFailed(Exception):
    """The recount program did not come to its end; the message is its own."""


@dataclass(frozen=True)
class Recount:
    """What the recount came to.

    ``counts`` says for each category how many participants it found just as the rankings have them.
    ``undecided`` are the categories that the rankings leave open: the recount sees marks, not cells
    that wait for a person, so it has no say in them.
    """

    counts: dict[str, int]
    differences: tuple[str, ...]
    undecided: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether no rank, number or word differs."""
        return not self.differences


def lay_out_inputs(processed: Path, book: RuleBook, folder: Path, through: str = "") -> None:
    """Put the recount programs and all that they read into ``folder``.

    Parameters
    ----------
    processed
        The folder of the season's clean tables.
    through
        The last stage that counts, or ''.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for program in (PROGRAM, OVERALL_PROGRAM):
        shutil.copyfile(program, folder / program.name)
    (folder / "rules.json").write_bytes(as_json(book).encode())
    for name in TABLES:
        shutil.copyfile(processed / name, folder / name)
    if through:
        (folder / "through.txt").write_bytes(f"{through}\n".encode())
    else:
        (folder / "through.txt").unlink(missing_ok=True)


def recount_season(folder: Path, rankings: Path, language: str = "id") -> Recount:
    """Run the recount that lies in ``folder`` and compare it with the table of rankings.

    The programs run as processes of their own, cut off from this package and its libraries. Rank,
    total, exact total, title, what decided a tie, and the note must be the same for everyone; and
    so must all that ``overall.csv`` beside the rankings says of the regions.

    Raises
    ------
    RecountFailed
        The program stopped with an error.
    """
    printed = _run(PROGRAM.name, folder)
    published = read_rows(Placing, rankings.read_bytes().decode())
    result = compare(_read_recount(printed), published, language)
    if result.undecided:
        return result
    with tempfile.TemporaryDirectory() as scratch:
        counted = Path(scratch) / "counted.csv"
        counted.write_bytes(printed.encode())
        standing = _run(OVERALL_PROGRAM.name, folder, counted)
    regions = _compare_regions(standing, rankings.with_name(OVERALL), language)
    return replace(result, differences=(*result.differences, *regions))


def compare(
    recounted: dict[Key, dict[str, str]], published: tuple[Placing, ...], language: str
) -> Recount:
    """Hold the recount's rows against the rankings, participant by participant."""
    ours = {(row.category, row.participant): row for row in published}
    open_ones = {row.category for row in published if row.note == UNDECIDED}
    counts = dict.fromkeys((row.category for row in published), 0)
    differences: list[str] = []
    for category, participant in sorted(ours.keys() | recounted.keys()):
        if category in open_ones:
            continue
        row, other = ours.get((category, participant)), recounted.get((category, participant))
        found = list(_differing(row, other))
        differences.extend(
            say("proof.difference", language, category=category, participant=participant,
                field=say(f"proof.field_{field}", language), ours=mine or "–", theirs=theirs or "–")
            for field, mine, theirs in found
        )  # fmt: skip
        if not found:
            counts[category] += 1
    return Recount(counts, tuple(differences), tuple(sorted(open_ones)))


def _compare_regions(recounted: str, published: Path, language: str) -> Iterator[str]:
    """Hold the recount's standing of the regions against the table, region by region."""
    text = published.read_bytes().decode() if published.is_file() else ""
    ours, theirs = ({row["region"]: row for row in csv.DictReader(io.StringIO(one))}
                    for one in (text, recounted))  # fmt: skip
    for region in sorted(ours.keys() | theirs.keys()):
        for field in columns(RegionStanding):
            mine, other = (one.get(region, {}).get(field, "") for one in (ours, theirs))
            if not _same(field, mine, other):
                yield say("proof.difference", language, category=OVERALL, participant=region,
                          field=say(f"proof.field_{field}", language), ours=mine or "–",
                          theirs=other or "–")  # fmt: skip


def _run(program: str, folder: Path, *files: Path) -> str:
    """What a program of the recount prints."""
    command = [sys.executable, "-I", "-X", "utf8", *map(str, (folder / program, folder, *files))]
    try:
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as failure:
        raise RecountFailed(str(failure)) from failure
    if done.returncode != 0:
        raise RecountFailed(done.stderr.strip())
    return done.stdout


def _read_recount(text: str) -> dict[Key, dict[str, str]]:
    rows = csv.DictReader(io.StringIO(text))
    return {(row["category"], row["participant"]): row for row in rows}


def _differing(row: Placing | None, other: dict[str, str] | None) -> Iterator[tuple[str, str, str]]:
    """Each field in which the two differ, with what each says."""
    if row is None or other is None:
        yield "participant", row.participant if row else "", other["participant"] if other else ""
        return
    for field in COMPARED:
        mine = getattr(row, field)
        said = "" if mine is None else str(mine)
        if not _same(field, said, other[field]):
            yield field, said, other[field]


def _same(field: str, mine: str, theirs: str) -> bool:
    if field in ("total", "exact", "points") and mine and theirs:
        one, other = Fraction(mine), Fraction(theirs)
        return other == (round_half_up(one, SHOWN_DECIMALS) if field == "total" else one)
    return mine == theirs
