"""File -> rule book, or every mistake in it with its line and what would be right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from helpers.records.words import LANGUAGES
from helpers.rules.checks import check_book
from helpers.rules.entries import Entry, UnreadableError, read_entries
from helpers.rules.mistakes import Fault, refusal
from helpers.rules.models import RuleBook
from helpers.rules.next_season import find_open_places
from helpers.rules.regions import find_region
from helpers.rules.schema import read_book

LARGEST = 256 * 1024  # bytes; the rule book of a season is a few kilobytes


def load(path: Path, language: str = "") -> RuleBook:
    """Read the rule book of a season.

    Parameters
    ----------
    path
        The file ``rules.yaml``.
    language
        ``id`` or ``en`` for the messages; left out, it is the rule book's own, or Indonesian.

    Raises
    ------
    RuleBookError
        The file cannot be read or something in it is wrong; its ``mistakes`` hold everything found.
    """
    root, faults = _entries(path, language)
    if opened := find_open_places(root):
        raise refusal(path, language or language_of(root), [*faults, *opened])
    return judge(path, root, language, faults)


def judge(path: Path, root: Entry, language: str = "", faults: Sequence[Fault] = ()) -> RuleBook:
    """The rule book that the entries of a file hold; ``faults`` were found in it before.

    Raises
    ------
    RuleBookError
        Something in it is wrong.
    """
    book, in_form = read_book(root)
    found = [*faults, *in_form, *(check_book(book, root) if book is not None else ())]
    if book is None or found:
        raise refusal(path, language or language_of(root), found)
    return _with_region_codes(book)


def load_entries(path: Path, language: str = "") -> Entry:
    """The entries of a rule book, which may still be a draft with open places.

    Raises
    ------
    RuleBookError
        The file cannot be read, or names a key twice.
    """
    root, faults = _entries(path, language)
    if faults:
        raise refusal(path, language or language_of(root), faults)
    return root


def _entries(path: Path, language: str) -> tuple[Entry, tuple[Fault, ...]]:
    try:
        return read_entries(_read_text(path))
    except UnreadableError as unreadable:
        raise refusal(path, language or "id", [unreadable.fault]) from unreadable


def _read_text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableError(0, "no_file") from error
    except OSError as error:
        raise UnreadableError(0, "file_closed", problem=error.strerror or "") from error
    if len(content) > LARGEST:
        raise UnreadableError(0, "file_too_large", limit=LARGEST // 1024)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(content.count(b"\n", 0, error.start) + 1, "not_utf8") from error


def language_of(root: Entry) -> str:
    written = root.child("language")
    said = written.value if written is not None else None
    return said if isinstance(said, str) and said in LANGUAGES else "id"


def _with_region_codes(book: RuleBook) -> RuleBook:
    """The book with each juror's region as its code, however the file wrote it."""
    if book.regions is None:
        return book
    jurors = dict(book.jurors)
    for name, juror in book.jurors.items():
        region = find_region(juror.region, book.regions) if juror.region else None
        if region is not None:
            jurors[name] = juror.model_copy(update={"region": region.code})
    return book.model_copy(update={"jurors": jurors})
