"""What the letters have in common."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers.report.digest import SeasonDigest
from helpers.report.letters.parts import (
    can_announce,
    common_fields,
    explain_status,
    overall_title,
    pronounce_title,
    season_status,
)
from helpers.report.letters.signers import decider
from helpers.rules.models import Signatory


@pytest.mark.parametrize(
    ("title", "language", "spoken"),
    [
        ("Juara I", "id", "Juara Satu"),
        ("Harapan IV", "id", "Harapan Empat"),
        ("Juara IX", "en", "Juara IX"),
        ("Juara Umum", "id", "Juara Umum"),
        ("Terbaik", "id", "Terbaik"),
    ],
)
def test_titles_are_pronounced(title: str, language: str, spoken: str) -> None:
    """A Roman number in a title is read as a number; in English the title stays a name."""
    assert pronounce_title(title, language) == spoken


def test_only_what_is_decided_can_be_announced(digest: SeasonDigest) -> None:
    """A stopped category and a season up to a stage have nobody to announce."""
    won, stopped = digest.categories
    assert can_announce(digest, won)
    assert not can_announce(digest, stopped)
    assert not can_announce(replace(digest, through="tes"), won)


@pytest.mark.parametrize(
    ("title", "spoken"),
    [
        ("Plt. Kepala Dinas", "Plt. Kepala Dinas Sosial Provinsi Kalimantan Selatan"),
        ("Gubernur", "Gubernur Dinas Sosial Provinsi Kalimantan Selatan"),
    ],
)
def test_the_head_is_named_with_the_office(digest: SeasonDigest, title: str, spoken: str) -> None:
    """The head's title and the office run together, without saying Dinas twice."""
    head = Signatory(name="CONTOH", title=title)
    book = digest.rules.model_copy(update={"signatories": {"head": head}})
    assert decider(replace(digest, rules=book)) == spoken


def test_without_a_head_there_are_dots(digest: SeasonDigest) -> None:
    """Where the rule book names no head, the office types it."""
    bare = replace(digest, rules=digest.rules.model_copy(update={"signatories": {}}))
    assert set(decider(bare)) == {"."}
    assert common_fields(bare, "id")["pejabat"] == {}


def test_the_status_is_that_of_every_category(digest: SeasonDigest) -> None:
    """Different statuses are named by category, one status once."""
    assert season_status(digest, "id").startswith("Karang Taruna: SEMENTARA; Lembaga")
    assert season_status(replace(digest, categories=digest.categories[:1]), "id") == "SEMENTARA"


def test_english_readers_learn_what_a_status_means() -> None:
    """The status stays the word of the rule book, and its meaning stands beside it."""
    assert explain_status("Karang Taruna: SEMENTARA; LKS: RANCANGAN", "en") == (
        "Karang Taruna: SEMENTARA (provisional); LKS: RANCANGAN (draft)"
    )
    assert explain_status("FINAL, revisi 2", "en") == "FINAL, revisi 2"
    assert explain_status("RANCANGAN", "id") == "RANCANGAN"


def test_nobody_holds_the_overall_title_before_it_is_decided(digest: SeasonDigest) -> None:
    """The title has its name, and no holder while a category is open."""
    found = overall_title(digest)
    assert (found.title, found.holders) == ("Juara Umum", ())
    book = digest.rules.model_copy(update={"overall": None})
    assert overall_title(replace(digest, rules=book)).title == ""
