"""What the rule book answers about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel, ValidationError

from helpers.rules import RuleBook, TieLink


@pytest.fixture
def book(load_text: Any, example: str) -> Any:
    """The example with J2 in the field stage, and two replacements one after the other."""
    return load_text(
        example.replace("[J1, J3, J4]", "[J1, J2, J4]").replace(
            "categories:\n",
            "  J7: {name: Dua, replaces: J2, from: 2024-07-26}\n"
            "  J8: {name: Tiga, replaces: J7, from: 2024-07-28}\ncategories:\n",
        )
    )


@pytest.mark.parametrize(
    ("day", "sitting"),
    [(None, "J2"), (22, "J2"), (23, "J2"), (24, "J6"), (25, "J6"), (26, "J7"), (28, "J8")],
)
def test_the_latest_replacement_sits(book: Any, day: int | None, sitting: str) -> None:
    """A replacement holds from its day on, until the next one, and can be replaced itself."""
    assert book.sitting("J2", date(2024, 7, day) if day else None) == sitting


def test_due_jurors_are_those_of_the_stage(book: Any) -> None:
    """Each stage has its own jurors or the category's, and the committee's stage has none."""
    assert book.due_jurors("karang-taruna", "administrasi") == ("J1", "J2", "J3", "J4", "J5")
    assert book.due_jurors("karang-taruna", "lapangan") == ("J1", "J6", "J4")
    assert book.due_jurors("karang-taruna", "tes") == ()


def test_scale_and_source_come_from_the_nearest(book: Any) -> None:
    """A criterion has its own scale and source, else its stage's, else the category's."""
    category = book.categories["karang-taruna"]
    assert category.criterion_scale("tes", "tes").max == 50
    assert category.criterion_scale("administrasi", "program").max == 100
    assert category.committee_criteria("tes") == ("tes",)
    assert category.juror_criteria("tes") == ()


@pytest.mark.parametrize("link", ["stage: s", "criterion: s.c", "shared", "lot", "juror_majority"])
def test_a_link_is_said_as_it_is_written(link: str) -> None:
    """What decided a tie is recorded in the words of the rule book."""
    kind, _, target = link.partition(": ")
    assert str(TieLink.model_validate({kind: target} if target else kind)) == link


def test_a_rule_book_cannot_be_changed(book: Any) -> None:
    """Rules are fixed before the scores come."""
    with pytest.raises(ValidationError):
        book.season = "2025"


def keys(annotation: Any) -> Iterator[str]:
    """Every key that a part of the rule book can have, and those of its parts."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            yield field.alias or name
            yield from keys(field.annotation)
    for part in get_args(annotation):
        yield from keys(part)


def test_every_key_is_explained() -> None:
    """The page on the rule book explains every key there is, in code letters."""
    page = Path(__file__).parents[2] / "docs" / "rule-book.md"
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    explained = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", text))))
    assert set(keys(RuleBook)) - {"kind"} <= explained
