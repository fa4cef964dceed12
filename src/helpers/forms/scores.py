"""What a score cell accepts, and how the filled ones are counted."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from helpers.records.numbers import show
from helpers.records.words import say
from helpers.rules import RuleBook, Scale
from helpers.rules.values import plain_number

ABSENT_NAME = "kata_tidak_hadir"  # the name of the cells that hold the words of absence
LONGEST_MESSAGE = 255  # characters that a spreadsheet shows


def absent_words(book: RuleBook) -> tuple[str, ...]:
    """The words that may stand in place of a mark, each once however it is written."""
    found: dict[str, str] = {}
    for word in (*book.absent_words.participant, *book.absent_words.juror):
        found.setdefault(word.casefold(), word)
    return tuple(found.values())


def validation(book: RuleBook, scale: Scale, cell: str, language: str) -> dict[str, object]:
    """The rule of a column of marks, as XlsxWriter takes it.

    A number must be a mark of the scale, and any other entry a declared word of absence.

    Parameters
    ----------
    cell
        The address of the first cell of the column.
    """
    low, high = plain_number(scale.min), plain_number(scale.max)
    number = f"AND({cell}>={low},{cell}<={high},{cell}=ROUND({cell},{scale.decimals}))"
    words = absent_words(book)
    word = f"SUMPRODUCT(--({ABSENT_NAME}=TRIM({cell})))>0" if words else "FALSE"
    message = say(
        "forms.stop_whole" if scale.decimals == 0 else "forms.stop_decimals",
        language,
        low=show(scale.min, language=language),
        high=show(scale.max, language=language),
        decimals=scale.decimals,
        mark=say(f"forms.mark_{'comma' if book.decimal_mark == ',' else 'point'}", language),
    )
    if words:
        message += " " + say("forms.stop_absent", language, words=listed(words, language))
    return {
        "validate": "custom",
        "value": f"=IF(ISNUMBER({cell}),{number},{word})",
        "ignore_blank": True,
        "error_type": "stop",
        "error_title": say("forms.stop_title", language),
        "error_message": textwrap.shorten(message, LONGEST_MESSAGE, placeholder=" …"),
    }


def filled(book: RuleBook, cells: str) -> str:
    """The formula that counts the marks and words of absence in a range of cells."""
    count = f"=COUNT({cells})"
    return f"{count}+SUMPRODUCT(COUNTIF({cells},{ABSENT_NAME}))" if absent_words(book) else count


def listed(words: Sequence[str], language: str) -> str:
    """Words as alternatives: “TH” atau “tidak hadir”."""
    quoted = [f"“{word}”" for word in words]
    last = say("forms.or", language)
    return f"{', '.join(quoted[:-1])} {last} {quoted[-1]}" if len(quoted) > 1 else quoted[0]
