"""The words of messages and documents."""

from __future__ import annotations

import ast
import io
import re
import string
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from helpers.records.words import LANGUAGES, say, sentences

WORDS = Path(str(files("helpers.records"))) / "words"
SOURCE = WORDS.parents[1]
ROOMS = sorted(path.stem for path in (WORDS / "id" / "LC_MESSAGES").glob("*.po"))
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.parent.name != "sample")
INDONESIAN = re.compile(r"\b(yang|dan|tidak|dari|untuk|dengan|pada|oleh|belum|adalah) ")


def fields(sentence: str) -> set[str]:
    """The values that a sentence names."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def said_in(path: Path) -> Iterator[str]:
    """The texts in a module that may reach a reader: its strings without the docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    explained = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and id(node) not in explained:
            yield text


def test_a_sentence_is_filled() -> None:
    """A sentence is said in its language with its values."""
    assert say("intake.perhaps", "id", readings="85") == " Mungkin 85."
    assert say("intake.perhaps", "en", readings="85") == " Perhaps 85."


def test_a_name_that_ends_in_a_full_stop_ends_a_sentence() -> None:
    """No sentence ends in two full stops; dots that are meant stay."""
    ends = {"name": "Arbain", "margin": "70,61", "behind": "Lisda, S.Sos."}
    told = say("examine.margin_points", "id", **ends)
    assert told == "Arbain unggul 70,61 poin atas Lisda, S.Sos."
    for value in ("../scores/a.xlsx", "..."):
        assert value in say("steps.unchecked", "id", what=value)


def test_what_stands_in_a_cell_keeps_its_full_stops() -> None:
    """A value is told as it is, wherever it stands in a sentence."""
    assert say("intake.perhaps", "id", readings="85..") == " Mungkin 85.."
    ends = {"name": "Arbain..", "margin": "70,61", "behind": "Lisda"}
    assert say("examine.margin_points", "id", **ends) == "Arbain.. unggul 70,61 poin atas Lisda."


def test_a_missing_sentence_or_value_is_an_error() -> None:
    """No message goes out with a hole in it."""
    with pytest.raises(KeyError):
        say("intake.no_such_sentence", "id")
    with pytest.raises(KeyError):
        say("intake.perhaps", "id")


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_is_there_in_both_languages(room: str) -> None:
    """Both catalogues of a room hold the same keys, and the same values in each sentence."""
    indonesian, english = (sentences(room, language) for language in LANGUAGES)
    assert list(indonesian) == list(english)
    for key, text in indonesian.items():
        assert fields(text) == fields(english[key]), key


@pytest.mark.parametrize("room", ROOMS)
def test_no_sentence_is_left_untranslated(room: str) -> None:
    """A sentence of three words or more never reads the same in both languages."""
    indonesian, english = (sentences(room, language) for language in LANGUAGES)
    same = [key for key, text in indonesian.items() if text == english[key]]
    plain = {key: re.sub(r"\{[^}]*\}", "", indonesian[key]) for key in same}
    assert not [key for key in same if len(re.findall(r"[A-Za-z]{3,}", plain[key])) > 2]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", ROOMS)
def test_the_compiled_catalogue_is_the_written_one(room: str, language: str) -> None:
    """What the program says is what stands in the catalogue that people edit."""
    folder = WORDS / language / "LC_MESSAGES"
    compiled = io.BytesIO()
    with (folder / f"{room}.po").open("rb") as written:
        write_mo(compiled, read_po(written, locale=language))
    assert (folder / f"{room}.mo").read_bytes() == compiled.getvalue()


def test_no_room_has_a_catalogue_in_one_language_only() -> None:
    """Each room speaks both languages."""
    for language in LANGUAGES:
        assert sorted(path.stem for path in (WORDS / language).rglob("*.mo")) == ROOMS


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_sentence_stands_in_the_code(path: Path) -> None:
    """What people read comes from the catalogues; only the sample's papers are data themselves."""
    assert not [text for text in said_in(path) if INDONESIAN.search(text)]


def test_all_sentences_of_a_room_are_given() -> None:
    """A room's sentences come by key in one language."""
    assert sentences("intake", "en")["committee"] == "The committee"
