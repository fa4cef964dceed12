"""What the letters have in common."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers.report.digest import SeasonDigest
from helpers.report.letters.parts import (
    can_announce,
    common_fields,
    decider,
    pronounce_title,
    season_status,
)
from helpers.rules.models import Signatory


@pytest.mark.parametrize(
    ("title", "language", "spoken"),
    [
        ("Juara I", "id", "Juara Satu"),
        ("Harapan IV", "id", "Harapan Empat"),
        ("Juara IX", "en", "Juara Nine"),
        ("Juara Umum", "id", "Juara Umum"),
        ("Terbaik", "id", "Terbaik"),
    ],
)
def test_titles_are_pronounced(title: str, language: str, spoken: str) -> None:
    """A Roman number in a title is read as a number, and nothing else is."""
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
