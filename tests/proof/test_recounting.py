"""Running the recount and holding it against the rankings."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.proof.recounting import (
    PROGRAM,
    RecountFailed,
    lay_out_inputs,
    recount_season,
)
from helpers.records.places import Places
from helpers.rules import RuleBook, as_json


def test_inputs_are_laid_out(where: Places, book: RuleBook, tmp_path: Path) -> None:
    """The folder holds the program, the rules as JSON and the tables, byte for byte."""
    lay_out_inputs(where.processed, book, tmp_path, through="paparan")
    assert (tmp_path / "recount.py").read_bytes() == PROGRAM.read_bytes()
    assert (tmp_path / "rules.json").read_text(encoding="utf-8") == as_json(book)
    assert (tmp_path / "scores.csv").read_bytes() == (where.processed / "scores.csv").read_bytes()
    assert (tmp_path / "through.txt").read_text() == "paparan\n"
    lay_out_inputs(where.processed, book, tmp_path)
    assert not (tmp_path / "through.txt").exists()


def test_same_rankings_agree(where: Places, book: RuleBook, tmp_path: Path) -> None:
    """The rankings of the package are found again, participant by participant."""
    lay_out_inputs(where.processed, book, tmp_path)
    result = recount_season(tmp_path, where.processed / "rankings.csv")
    assert result.agrees
    assert result.counts == {"psm": 3}
    assert result.undecided == ()


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        (",65.25,", ",65.26,", "psm › P3 › nilai akhir: diterbitkan 65.26, hitung ulang 65.25."),
        (",261/4,", ",260/4,", "psm › P3 › pecahan eksak: diterbitkan 65, hitung ulang 261/4."),
        (",3,P3", ",2,P3", "psm › P3 › peringkat: diterbitkan 2, hitung ulang 3."),
        (",P3,", ",P9,", "psm › P3 › peserta: diterbitkan –, hitung ulang P3."),
    ],
)
def test_each_difference_is_told(
    was: str, becomes: str, told: str, where: Places, book: RuleBook, tmp_path: Path
) -> None:
    """A changed number, rank or participant is named with both values."""
    lay_out_inputs(where.processed, book, tmp_path)
    text = (where.processed / "rankings.csv").read_text(encoding="utf-8")
    assert was in text
    changed = tmp_path / "rankings.csv"
    changed.write_text(text.replace(was, becomes), encoding="utf-8")
    assert told in recount_season(tmp_path, changed).differences


def test_undecided_categories_are_left_alone(where: Places, book: RuleBook, tmp_path: Path) -> None:
    """A category that the report leaves open is not compared, and is named as such."""
    lay_out_inputs(where.processed, book, tmp_path)
    header, *lines = (where.processed / "rankings.csv").read_text(encoding="utf-8").splitlines()
    blank = [",".join([*line.split(",")[:2], "", *line.split(",")[3:6], "", "", "", "", "",
                       "RANCANGAN", "undecided"]) for line in lines]  # fmt: skip
    changed = tmp_path / "rankings.csv"
    changed.write_text("\n".join([header, *blank, ""]), encoding="utf-8")
    result = recount_season(tmp_path, changed)
    assert result.undecided == ("psm",)
    assert result.agrees
    assert result.counts == {"psm": 0}


def test_a_program_that_fails_says_so(where: Places, book: RuleBook, tmp_path: Path) -> None:
    """A recount that cannot come to its end is an error, not an agreement."""
    lay_out_inputs(where.processed, book, tmp_path)
    (tmp_path / "rules.json").write_text("{}")
    with pytest.raises(RecountFailed):
        recount_season(tmp_path, where.processed / "rankings.csv")
