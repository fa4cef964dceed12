"""Numbers and dates in words (terbilang), and as a document writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from num2words import num2words

from helpers.records.numbers import decimal_text, show
from helpers.records.words import say

# The digits after the comma are read one by one: 88,26 is "... koma dua enam".
_POINT = {"id": "koma", "en": "point"}
_MINUS = {"id": "minus", "en": "minus"}


def speak(value: Decimal | int, language: str = "id") -> str:
    """The number in words, every decimal that is written spoken digit by digit.

    >>> speak(Decimal("70.00"))
    'tujuh puluh koma nol nol'
    """
    whole, _, decimals = decimal_text(abs(Decimal(value))).partition(".")
    words = [_MINUS[language]] if value < 0 else []
    words.append(_speak_whole(int(whole), language))
    if decimals:
        words.append(_POINT[language])
        words += [_speak_whole(int(digit), language) for digit in decimals]
    return " ".join(words)


def _speak_day(day: int, language: str) -> str:
    """The day of a month: ``dua puluh empat``; in English an ordinal, ``twenty-fourth``."""
    return speak(day, language) if language == "id" else str(num2words(day, "ordinal", language))


def _speak_whole(value: int, language: str) -> str:
    return " ".join(str(num2words(value, lang=language)).split())


def write_and_speak(value: Decimal, decimals: int | None = None, language: str = "id") -> str:
    """Figure and words from the same number: ``88,26 (delapan puluh delapan koma dua enam)``."""
    written = show(value, decimals, language)
    return f"{written} ({speak_written(written, language)})"


def speak_written(written: str, language: str = "id") -> str:
    """The words of a figure as it is written: made from the figure, so that the two agree."""
    point, group = (",", ".") if language == "id" else (".", ",")
    return speak(Decimal(written.replace(group, "").replace(point, ".")), language)


def weekday(day: date, language: str = "id") -> str:
    """The name of the weekday: Senin, Selasa ..."""
    return str(format_date(day, "EEEE", locale=language))


def month(day: date, language: str = "id") -> str:
    """The name of the month: Januari, Februari ..."""
    return str(format_date(day, "MMMM", locale=language))


def write_date(day: date, language: str = "id") -> str:
    """The date as documents write it: ``23 Juli 2024``."""
    return f"{day.day} {month(day, language)} {day.year}"


def write_in_figures(day: date, language: str = "id") -> str:
    """The date behind its words: ``24-07-2024`` with hyphens at which no line breaks.

    In English the month is named, since there figures alone can be read in two ways.
    """
    return f"{day:%d\u2011%m\u2011%Y}" if language == "id" else write_date(day, language)


def write_weekday(day: date, language: str = "id") -> str:
    """The date with its weekday: ``Selasa, 23 Juli 2024``."""
    return f"{weekday(day, language)}, {write_date(day, language)}"


def write_days(days: tuple[date, ...], language: str = "id") -> str:
    """A run of days: ``22 s.d. 24 Juli 2024``; one day as it is; '' for none."""
    if not days:
        return ""
    first, last = min(days), max(days)
    if first == last:
        return write_date(first, language)
    if (first.year, first.month) == (last.year, last.month):
        start = str(first.day)
    elif first.year == last.year:
        start = f"{first.day} {month(first, language)}"
    else:
        start = write_date(first, language)
    return say("documents.number.range", language, start=start, end=write_date(last, language))


def speak_date(day: date, language: str = "id") -> str:
    """The opening of minutes, all in words.

    >>> speak_date(date(2024, 7, 24))
    'Rabu, tanggal dua puluh empat bulan Juli tahun dua ribu dua puluh empat'
    """
    return say(
        "documents.number.spoken_date",
        language,
        weekday=weekday(day, language),
        day=_speak_day(day.day, language),
        month=month(day, language),
        year=speak(day.year, language),
    )


def write_plain_date(text: str, language: str = "id") -> str:
    """A day that a table holds as ``2024-07-25``, as documents write it; other text as it is."""
    try:
        return write_date(date.fromisoformat(text), language)
    except ValueError:
        return text
