"""The blocks of which a notebook's steps are made."""

from __future__ import annotations

import hashlib
import inspect
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from helpers.records.numbers import round_half_up
from helpers.records.words import sentences
from helpers.report import steps


def test_check_counts_what_agrees() -> None:
    """A check that holds says how many pairs it compared."""
    block = steps.check([("a", 1, 1), ("b", Fraction(1, 3), Fraction(2, 6))], "Jumlah")
    assert block.text == "✓ Jumlah: 2 dari 2 pemeriksaan sesuai."


def test_check_of_nothing_claims_nothing() -> None:
    """Where there is nothing to compare no tick is shown."""
    assert repr(steps.check([], "Keketatan")) == (
        "– Keketatan: tidak ada yang dapat diperiksa pada kategori ini."
    )
    assert "Tidak ada." in steps.example().text


def test_check_that_fails_names_the_pair() -> None:
    """A check that does not hold stops the notebook and says which pair differs."""
    with pytest.raises(steps.CheckFailed, match="Jumlah: KT-01: 475 ≠ 425"):
        steps.check([("KT-01", 475, 425)], "Jumlah")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        ("", "–"),
        (True, "ya"),
        (1234, "1.234"),
        (Decimal("87.50"), "87,50"),
        (Fraction(175, 2), "87,5"),
        (Fraction(1, 3), "0,3333…"),
        (Fraction(-1, 8), "-0,125"),
        (Fraction(90), "90"),
        ("95 x 5", "95 x 5"),
    ],
)
def test_values_are_written_as_people_read_them(value: object, text: str) -> None:
    """Numbers have a decimal comma, absent values a dash, endless fractions a mark."""
    assert steps.written(value) == text


def test_table_escapes_what_people_wrote() -> None:
    """A name is text, whatever it holds."""
    block = steps.table([["<b>A & B</b>", Fraction(1, 2)]], ["Nama", "Nilai"], "Peserta")
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in block.html
    assert "<caption>Peserta</caption>" in block.html
    assert "<td class=number>0,5</td>" in block.html


def test_headings_stand_above_their_columns() -> None:
    """The heading of a column of words stands to the left, as its words do, that of numbers not."""
    html = steps.table([["A", Decimal("1.5")], ["B", None]], ["Nama", "Selisih"], "Selisih").html
    assert '<th scope="col" style="text-align: left">Nama</th><th scope="col">Selisih</th>' in html


def test_source_is_shown_with_its_hash_and_its_tests() -> None:
    """The function that ran is shown as it is, with its SHA-256 and the tests that name it."""
    block = steps.source_of(round_half_up)
    digest = hashlib.sha256(inspect.getsource(round_half_up).encode()).hexdigest()
    assert digest in block.html
    assert "def round_half_up(value: Fraction, decimals: int)" in block.html
    assert "tests/records/test_numbers.py::test_" in block.html


def test_only_what_a_test_uses_is_claimed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test covers what it calls; not what its docstring says, or a variable of its own."""
    tests = tmp_path / "tests" / "records" / "test_numbers.py"
    tests.parent.mkdir(parents=True)
    tests.write_text(
        "def test_calls(): assert round_half_up(1, 0) == 1\n"
        "def test_calls_inside(): assert map(lambda one: numbers.round_half_up(one, 0), [])\n"
        "def test_speaks():\n    'Of round_half_up.'\n"
        "def test_names():\n    round_half_up = 1\n    assert round_half_up\n"
        "def helper(): round_half_up(1, 0)\n"
    )
    monkeypatch.setattr(steps, "PROJECT", tmp_path)
    assert steps.covering_tests(round_half_up) == (
        "tests/records/test_numbers.py::test_calls",
        "tests/records/test_numbers.py::test_calls_inside",
    )


def test_remark_does_not_pass_for_a_rule() -> None:
    """A remark is quoted without the heading that a rule of the rule book has."""
    block = steps.remark("Keketatan < aturan.")
    assert block.html == "<blockquote><p>Keketatan &lt; aturan.</p></blockquote>"
    assert repr(block) == "Keketatan < aturan."


def test_blocks_together_are_one_output() -> None:
    """What a step shows stands one below the other, for people and for everything else."""
    one, other = steps.rule("Satu."), steps.example("Dua.")
    block = steps.together(one, other)
    assert block.html == one.html + other.html
    assert repr(block) == f"{one.text}\n{other.text}"


def test_formula_shows_each_of_its_symbols() -> None:
    """Below a formula stands what each symbol means."""
    block = steps.formula("total")
    assert "<dt>v(s)</dt>" in block.html
    assert block.text.startswith("T = bulatkan(")


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_symbol_belongs_to_a_formula(language: str) -> None:
    """No symbol is explained for a formula that there is not."""
    words = sentences("formulas", language)
    assert {key.split(".")[0] for key in words} == {key for key in words if "." not in key}


def test_picture_carries_its_alternative_text() -> None:
    """The page of a notebook finds the alternative text beside the picture."""
    data, about = steps.Picture("<svg/>", "Titik naik.", "Nilai")._repr_mimebundle_()
    assert data["image/svg+xml"] == "<svg/>"
    assert about["image/svg+xml"]["alt"] == "Titik naik."
