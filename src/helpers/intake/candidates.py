"""Score tables with whose they are, and what is told about that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from helpers.intake.headers import Target
from helpers.intake.identify import SUBJECTS, Clue, Identity
from helpers.intake.officer_tables import Source
from helpers.intake.table import Table
from helpers.intake.told import Told
from helpers.intake.workbook import Notice, Sheet, Word, Workbook, address
from helpers.records.form_data import NOT_DUE, FormData
from helpers.records.tables import COMMITTEE
from helpers.rules import RuleBook

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
OPEN = "..."  # what a person must fill in
NAMED_LAYOUTS = ("jurors_across", "cards")  # those that a line for sources names


@dataclass(frozen=True)
class Candidate:
    """One table of one sheet of one workbook, and whose it is as far as that is known.

    Of a table with columns of several jurors it is the part of one of them; ``whole`` is the table.
    """

    workbook: Workbook
    sheet: Sheet
    table: Table
    identity: Identity
    source: Source | None = None
    version: str = ""
    whole: Table | None = None
    form: FormData | None = None  # where it is one of this project's own forms
    contradicted: tuple[str, ...] = ()  # what its labels and its form data say differently

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return f"{self.workbook.file} › {self.sheet.name}"

    @cached_property
    def written(self) -> Mapping[tuple[str, frozenset[Target]], str]:
        """What stands in the cells of marks, by participant and criterion."""
        return {
            (line.participant, field.targets): cell.literal.strip()
            for line in self.table.participant_lines()
            for field in self.table.of_kind("mark")
            if (cell := self.table.cell(line.index, field.index))
            and cell.literal.strip() not in ("", NOT_DUE)
        }

    @property
    def unfilled(self) -> bool:
        """Whether it is a form of ours that nobody has filled in."""
        return self.form is not None and not self.written


Parts = Sequence[Candidate]  # of one table: one, or one for each juror with columns in it


def whose_sheets(book: RuleBook, tables: Sequence[Parts]) -> Iterator[Told]:
    """Whose each table was taken for and by which words, or what to add to ``sources``."""
    said: set[tuple[str, ...]] = set()  # the cards of one sheet say it once
    for parts in tables:
        first = parts[0]
        if any(one.identity.open for one in parts):
            notice = _unidentified(book, parts, whole_file=_alike(tables))
        elif any(clue.how != "only" for one in parts for clue in one.identity.clues.values()):
            notice = _taken_for(book, parts)
        else:
            continue
        subjects = (getattr(first.identity, subject) for subject in SUBJECTS)
        about = (notice.code, notice.sheet, *subjects)
        if about not in said or first.table.layout != "cards":
            said.add(about)
            yield Told(notice, first.workbook.file, first.identity.category)


def _alike(tables: Sequence[Parts]) -> bool:
    """Whether all tables of a workbook are cards of one juror, so that one line is enough."""
    whose = {
        tuple(getattr(one.identity, subject) for subject in SUBJECTS)
        for parts in tables
        for one in parts
    }
    cards = all(one.table.layout == "cards" for parts in tables for one in parts)
    return cards and len(whose) == 1 and len(tables) > 1


def no_table(workbook: Workbook) -> Notice:
    """Nothing that can be a score sheet is in a workbook."""
    line = f"{quoted(workbook.file)},,,,,,,tidak,{OPEN},{OPEN},{OPEN}"
    return Notice("NO_TABLE", values={"line": line})


def _unidentified(book: RuleBook, parts: Parts, *, whole_file: bool) -> Notice:
    open_ = [subject for subject in SUBJECTS if any(subject in p.identity.open for p in parts)]
    labels = parts[0].identity.seen or {}
    seen = [labels[subject] for subject in open_ if subject in labels]
    if parts[0].whole is not None:
        seen += [seat.label for seat in parts[0].whole.seats.values() if not seat.juror]
    texts = tuple(f"“{text}”" for text in seen)
    values: dict[str, object] = {
        "missing": tuple(Word(f"subject_{subject}") for subject in open_),
        "seen": Word("seen", {"texts": texts}) if texts else "",
        "line": source_line(parts[0], "ya", whole_file=whole_file, book=book),
    }
    sheet = "" if whole_file else parts[0].sheet.name
    return Notice("UNIDENTIFIED_SHEET", sheet, values=values, about=_about(book, parts[0]))


def _about(book: RuleBook, first: Candidate) -> dict[str, str]:
    """What is known of a table that is not identified; of several jurors those proposed."""
    known = first.identity.about
    if first.whole is None:
        return known
    seats = first.whole.seats.values()
    jurors = (seat.juror or _proposed(book, first.identity, seat.label) for seat in seats)
    return {one: known[one] for one in known if one != "juror"} | {"jurors": " ".join(jurors)}


def _taken_for(book: RuleBook, parts: Parts) -> Notice:
    """What the words of a sheet were taken to say: each subject with the words and their cell."""
    first = parts[0]
    taken = tuple(
        Word(
            "taken",
            {
                "subject": Word(f"subject_{subject}"),
                "name": _name(book, parts, subject),
                "clue": _spoken(first.identity.clues[subject]),
            },
        )
        for subject in ("category", "stage", "criterion", "juror")
        if subject in first.identity.clues
    )
    return Notice("SHEET_TAKEN_FOR", first.sheet.name, values={"taken": taken})


def _name(book: RuleBook, parts: Parts, subject: str) -> object:
    """What a sheet was taken for, as people call it."""
    who = parts[0].identity
    stage = book.categories[who.category].stages[who.stage]
    if subject == "category":
        return book.categories[who.category].name
    if subject == "stage":
        return stage.name
    if subject == "criterion":
        mine = (who.category, who.stage)
        targets = {t for field in parts[0].table.of_kind("mark") for t in field.targets}
        return ", ".join(sorted(stage.criteria[t.criterion].name for t in targets if t[:2] == mine))
    jurors = (one.identity.juror for one in parts)
    return tuple(Word("committee") if one == COMMITTEE else one for one in jurors)


def _spoken(clue: Clue) -> Word:
    text, position = clue.words
    if clue.how == "words" and not position[0]:
        return Word("clue_sheet_name", {"text": text})
    where = address(position) if position[0] else ""
    return Word(f"clue_{clue.how}", {"text": text, "cell": where})


def source_line(
    candidate: Candidate, use: str, *, whole_file: bool = False, book: RuleBook | None = None
) -> str:
    """A line for ``sources``, ready to paste; what a person must fill in is three points.

    Parameters
    ----------
    whole_file
        Whether the line is to hold for all sheets of the file.
    book
        With it, jurors whose columns have mere numbers are proposed by these.
    """
    workbook, identity, table = candidate.workbook, candidate.identity, candidate.table
    juror = identity.juror or OPEN
    if candidate.whole is not None:
        table = candidate.whole
        seats = table.seats.values()
        juror = " ".join(seat.juror or _proposed(book, identity, seat.label) for seat in seats)
    sheet = "" if whole_file else candidate.sheet.name
    layout = table.layout if table.layout in NAMED_LAYOUTS else ""
    known = [identity.category or OPEN, identity.stage or OPEN, juror]
    fields = [workbook.file, sheet, *known, layout, workbook.sha256, use]
    return ",".join([*map(quoted, fields), OPEN, OPEN, OPEN])


def _proposed(book: RuleBook | None, identity: Identity, label: str) -> str:
    """The juror whose code has the number of a column, where only one has: a proposal."""
    counted = re.search(r"[0-9]+$|\b[ivx]+$", label.casefold().strip(" .:"))
    if book is None or counted is None or {"category", "stage"} & set(identity.open):
        return OPEN
    number = str(_ROMAN.get(counted[0], counted[0])).lstrip("0")
    jurors = book.due_jurors(identity.category, identity.stage)
    fitting = [one for one in jurors if re.sub(r"\D", "", one).lstrip("0") == number]
    return fitting[0] if len(fitting) == 1 else OPEN


def quoted(text: str) -> str:
    """A field of a .csv line."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if set(text) & set(',;"\n') else text
