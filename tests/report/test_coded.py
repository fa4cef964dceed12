"""Jurors by their codes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers.report.annual_report import compose
from helpers.report.blocks import Heading, Table
from helpers.report.coded import code_of, coded_place, hide_jurors, hide_people
from helpers.report.digest import SeasonDigest
from helpers.rules import Juror


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Nilai juri J3 untuk KT-01: 80 menjadi 84", "Nilai Juri 3 untuk KT-01: 80 menjadi 84"),
        ("The mark of juror J10", "The mark of juror J10"),
        ("J4, Paparan: tidak dapat diuji", "Juri 4, Paparan: tidak dapat diuji"),
        ("Menurut Juri Tiga & Rekan", "Menurut Juri 3"),
        ("Peserta KT-03 pada J3M", "Peserta KT-03 pada J3M"),
    ],
)
def test_ids_and_names_become_codes(digest: SeasonDigest, written: str, shown: str) -> None:
    """An id becomes its code where a juror is meant, and only there."""
    category = digest.category("karang-taruna")
    assert hide_jurors(digest, category, written, "id") == shown


def test_a_juror_without_marks_has_no_id_either(digest: SeasonDigest) -> None:
    """Who gave no mark in a category is not told by the id of the rule book."""
    category = digest.category("karang-taruna")
    assert code_of(digest, category, "J6", "id") == "Juri \u2013"
    assert code_of(digest, category, "J1", "en") == "Juror 1"


@pytest.mark.slow
def test_sample_season_tells_no_juror_in_its_examination(sample_digest: SeasonDigest) -> None:
    """From the examination on, and in the technical annex, no id or name of a juror occurs."""
    blocks = compose(sample_digest, {}, "id").blocks
    texts, on = [], False
    for block in blocks:
        if isinstance(block, Heading) and block.level < 3:
            on = block.number.startswith("4.") or block.text.startswith("Lampiran teknis")
        if on:
            texts.append(str(block))
    told = " ".join(texts)
    assert len(told) > 5000
    for juror in sample_digest.rules.jurors.values():
        assert juror.name not in told
    for name in sample_digest.rules.jurors:
        assert f"'{name}'" not in told
        assert f"juri {name} " not in told


def test_ten_jurors_are_counted_in_order(digest: SeasonDigest) -> None:
    """J10 is the tenth juror and not the second; who is due has a code before any mark came."""
    panel = tuple(f"J{number}" for number in range(1, 13))
    book = digest.rules.model_copy(
        update={"jurors": {name: Juror(name=f"Nama {name}") for name in panel}}
    )
    category = digest.category("karang-taruna")
    rule = category.rules.model_copy(update={"jurors": panel})
    book = book.model_copy(update={"categories": {category.key: rule}})
    category = replace(category, rules=rule)
    large = replace(digest, rules=book, categories=(category,))
    assert large.juror_code(category.key, "J2") == "Juri 2"
    assert large.juror_code(category.key, "J10") == "Juri 10"
    assert large.juror_code(category.key, "committee") == "committee"


def test_a_file_goes_by_its_digits(digest: SeasonDigest) -> None:
    """A file that a juror named is called by its hash, in an address and within a sentence."""
    file = replace(digest.files[0], file="scores/KT Juri Tiga & Rekan.xlsx", sha256="0123456789ab")
    season = replace(digest, files=(file,))
    for name in (file.file, "KT Juri Tiga & Rekan.xlsx"):
        assert coded_place(season, name, "Sheet1", "F7", "id") == "berkas 01234567 › Sheet1 › F7"
    assert coded_place(season, file.file, "Rekan", "F7", "id") == "berkas 01234567 › F7"
    assert coded_place(season, file.file, "J3", "F7", "en") == "file 01234567 › F7"
    told = "Nilai Juri Tiga & Rekan (J3) di KT Juri Tiga & Rekan.xlsx kosong"
    coded = hide_people(season, "karang-taruna", told, "id")
    assert coded == "Nilai Juri 3 di berkas 01234567 kosong"
    assert hide_people(season, "", told, "id") == "Nilai seorang juri di berkas 01234567 kosong"


@pytest.mark.slow
def test_only_the_roster_names_jurors(sample_digest: SeasonDigest) -> None:
    """In the whole report names stand in the table of the jury, and no file is called by name."""
    blocks = compose(sample_digest, {}, "id").blocks
    tables = [one for one in blocks if isinstance(one, Table)]
    roster = next(one for one in tables if one.caption == "Juri yang bertugas")
    told = " ".join(str(one) for one in blocks if one is not roster)
    for juror in sample_digest.rules.jurors.values():
        assert juror.name in str(roster)
        assert juror.name not in told
    for file in sample_digest.files:
        assert file.file.rpartition("/")[2] not in told
    assert "berkas 8292a089 › Penilaian › F14" in told
