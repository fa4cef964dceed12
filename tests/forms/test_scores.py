"""What a score cell accepts, and how filled cells are counted."""

from __future__ import annotations

from typing import Any

from helpers.forms.scores import absent_words, filled, listed, validation
from helpers.rules import Scale

WHOLE = Scale.model_validate({"min": 0, "max": 50, "decimals": 0})
HALVES = Scale.model_validate({"min": "-2.5", "max": 10, "decimals": 1})


def test_the_scale_is_the_rule(forms: Any) -> None:
    """Range and decimals of the scale stand in the formula and in the message."""
    rule = validation(forms.book, HALVES, "E11", "id")
    assert "E11>=-2.5,E11<=10,E11=ROUND(E11,1)" in str(rule["value"])
    assert rule["error_type"] == "stop"
    assert str(rule["error_message"]).startswith(
        "Isi angka -2,5 sampai 10, paling banyak 1 desimal, dengan koma. Atau tulis"
    )
    assert "bilangan bulat 0 sampai 50" in str(
        validation(forms.book, WHOLE, "E11", "id")["error_message"]
    )


def test_words_of_absence_are_let_through(forms: Any) -> None:
    """The declared words pass by name, and where none are declared no word passes."""
    assert "kata_tidak_hadir" in str(validation(forms.book, WHOLE, "E11", "id")["value"])
    forms.with_rules(absent_words={})
    assert str(validation(forms.book, WHOLE, "E11", "id")["value"]).endswith(",FALSE)")
    assert filled(forms.book, "E11:F11") == "=COUNT(E11:F11)"


def test_a_word_counts_once_however_it_is_written(forms: Any) -> None:
    """Two spellings that a spreadsheet takes for one are one."""
    forms.with_rules(absent_words={"participant": ["TH", "th", "absen"], "juror": ["Th"]})
    assert absent_words(forms.book) == ("TH", "absen")


def test_a_message_is_never_too_long(forms: Any) -> None:
    """However many words there are, the message is as long as a spreadsheet shows."""
    forms.with_rules(absent_words={"participant": [f"kata ke-{n}" for n in range(40)]})
    assert len(str(validation(forms.book, WHOLE, "E11", "id")["error_message"])) <= 255


def test_alternatives_are_listed_in_words() -> None:
    """The last of several is joined by a word, a single one stands alone."""
    assert listed(["TH"], "id") == "“TH”"
    assert listed(["a", "b", "c"], "id") == "“a”, “b” atau “c”"
