"""Terbilang: figures and words agree, proven by reading the words back."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.report.spoken_numbers import (
    speak,
    speak_date,
    speak_written,
    write_and_speak,
    write_days,
    write_in_figures,
    write_plain_date,
    write_weekday,
)

DIGITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]


def read_whole(words: str) -> int:
    """Read an Indonesian whole number below a million; written apart from the code under test."""
    total = part = 0
    for word in words.split():
        if word == "ribu":
            total, part = (total + part) * 1000, 0
        elif word == "seribu":
            total, part = total + 1000, 0
        elif word == "ratus":
            part *= 100
        elif word == "seratus":
            part += 100
        elif word == "puluh":
            part = part - part % 10 + part % 10 * 10
        elif word == "belas" or word == "sepuluh":
            part += 10
        elif word == "sebelas":
            part += 11
        else:
            part += DIGITS.index(word)
    return total + part


def read_number(words: str) -> Decimal:
    """Read an Indonesian number with decimals that are spoken digit by digit."""
    whole, _, decimals = words.partition(" koma ")
    digits = "".join(str(DIGITS.index(word)) for word in decimals.split())
    return Decimal(f"{read_whole(whole)}.{digits}" if digits else read_whole(whole))


def test_every_mark_from_0_to_100_reads_back() -> None:
    """Every value from 0,00 to 100,00 in words reads back as itself, decimals included."""
    for hundredths in range(10001):
        value = Decimal(hundredths).scaleb(-2)
        assert str(read_number(speak(value))) == str(value)


@given(st.integers(0, 999_999))
def test_whole_numbers_read_back(value: int) -> None:
    """Every whole number below a million reads back as itself."""
    assert read_whole(speak(value)) == value


@given(st.integers(0, 999_999))
def test_no_word_that_indonesian_does_not_have(value: int) -> None:
    """One ten, hundred or thousand is sepuluh, seratus, seribu, never satu puluh and so on."""
    words = f" {speak(value)} "
    for wrong in (" satu puluh ", " satu belas ", " satu ratus ", "  "):
        assert wrong not in words
    assert not words.startswith(" satu ribu ")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("888.26", "delapan ratus delapan puluh delapan koma dua enam"),
        ("70.00", "tujuh puluh koma nol nol"),
        ("0.05", "nol koma nol lima"),
        ("1211", "seribu dua ratus sebelas"),
        ("-0.5", "minus nol koma lima"),
    ],
)
def test_known_numbers(value: str, words: str) -> None:
    """Numbers from real documents are spoken as those documents do."""
    assert speak(Decimal(value)) == words


@given(st.integers(0, 999_999_000))
def test_words_come_from_the_figure(thousandths: int) -> None:
    """What is spoken is what is written, after rounding: figure and words cannot differ."""
    value = Decimal(thousandths).scaleb(-3)
    figure, _, words = write_and_speak(value, 2).partition(" (")
    assert words == speak_written(figure) + ")"
    assert read_number(words.rstrip(")")) == Decimal(figure.replace(".", "").replace(",", "."))


@pytest.mark.slow
def test_every_date_of_a_century() -> None:
    """The opening of minutes names weekday, day, month and year rightly for a hundred years."""
    day = date(2000, 1, 1)
    while day.year < 2100:
        weekday, rest = speak_date(day).split(", tanggal ")
        number, rest = rest.split(" bulan ")
        month, year = rest.split(" tahun ")
        assert weekday == DAYS[(day.toordinal() - 1) % 7]
        assert (read_whole(number), MONTHS.index(month) + 1) == (day.day, day.month)
        assert read_whole(year) == day.year
        day += timedelta(days=1)


def test_the_selection_of_2024_was_on_a_wednesday() -> None:
    """24 July 2024 is spoken as the minutes of that day would."""
    assert speak_date(date(2024, 7, 24)) == (
        "Rabu, tanggal dua puluh empat bulan Juli tahun dua ribu dua puluh empat"
    )
    assert write_weekday(date(2024, 7, 23)) == "Selasa, 23 Juli 2024"


def test_days_in_a_run() -> None:
    """A run of days is written once, with no more of the first day than differs."""
    assert write_days((date(2024, 7, 24), date(2024, 7, 22))) == "22 s.d. 24 Juli 2024"
    assert write_days((date(2024, 6, 30), date(2024, 7, 2))) == "30 Juni s.d. 2 Juli 2024"
    assert write_days((date(2023, 12, 31), date(2024, 1, 1))) == (
        "31 Desember 2023 s.d. 1 Januari 2024"
    )
    assert write_days((date(2024, 7, 22),)) == "22 Juli 2024"
    assert write_days(()) == ""


def test_the_date_in_figures_is_one_word() -> None:
    """No line breaks inside the date; in English its month is named."""
    assert write_in_figures(date(2024, 7, 1)) == "01\u201107\u20112024"
    assert write_in_figures(date(2024, 7, 1), "en") == "1 July 2024"


def test_english_dates_are_ordinals() -> None:
    """English minutes open as English does."""
    assert speak_date(date(2024, 7, 24), "en") == (
        "Wednesday, the twenty-fourth of July two thousand and twenty-four"
    )
    assert ", the first of May " in speak_date(date(2024, 5, 1), "en")


def test_english() -> None:
    """In English the point is spoken and figures are read in their own style."""
    assert speak(Decimal("88.05"), "en") == "eighty-eight point zero five"
    assert write_and_speak(Decimal("1234.5"), 2, "en").startswith("1,234.50 (one thousand")


def test_a_day_that_is_none_stays_as_written() -> None:
    """Text in a column of days that is not a day is printed as it stands."""
    assert write_plain_date("2024-07-25") == "25 Juli 2024"
    assert write_plain_date("menyusul") == "menyusul"
