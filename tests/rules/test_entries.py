"""The text of a rule book: kept as written, and refused where it is more than a rule book."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.rules import RuleBookError, load
from helpers.rules.entries import DEEPEST, UnreadableError, read_entries


def test_every_scalar_stays_as_it_was_written() -> None:
    """No number, truth value or day is guessed: 63.10 keeps its zero and no stays a word."""
    text = "code: 63.10\nanswer: no\nday: 2024-07-24\nexponent: 1e5\nquoted: 'null'\noctal: 010"
    root, _ = read_entries(text)
    assert root.plain() == {
        "code": "63.10", "answer": "no", "day": "2024-07-24",
        "exponent": "1e5", "quoted": "null", "octal": "010",
    }  # fmt: skip


@pytest.mark.parametrize("empty", ["", "~", "null", "Null", "NULL"])
def test_what_is_empty_is_nothing(empty: str) -> None:
    """An empty value and a plain null are no text."""
    assert read_entries(f"{{rank: {empty}, number: }}")[0].plain() == {"rank": None, "number": None}


def test_lines_are_known() -> None:
    """Every value knows the line of its key, and a way that ends early the last line of it."""
    root, _ = read_entries("a: 1\nb:\n  - x\n  - c:\n      2\n")
    assert root.line_of("b", 1, "c") == 4
    assert root.line_of("b", 0) == 3
    assert root.line_of("b", 7, "nobody") == 2
    assert root.line_of("nobody") == 1


def test_same_text_is_read_once() -> None:
    """The rules that a run asks for again are the ones it has read; a changed text is read anew."""
    text = "weight: 30\nname: Bobot yang dibaca sekali\n"
    assert read_entries(text)[0] is read_entries(text)[0]
    assert read_entries(text.replace("30", "40"))[0].plain()["weight"] == "40"


def test_doubled_keys_are_all_found() -> None:
    """A key that stands twice is a fault that names both lines, and reading goes on."""
    _, faults = read_entries("a: 1\nb: {x: 1, x: 2}\na: 3\n")
    assert [(fault.line, fault.word, fault.values["first"]) for fault in faults] == [
        (2, "double_key", 2),
        (3, "double_key", 1),
    ]


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: 1\n\tb: 2", 2, "tab"),
        ("a:\n\t- b", 2, "tab"),
        ("a: b: c", 1, "colon_in_text"),
        ("a: 'x\nb: 1", 2, "open_quote"),
        ("a: [1, 2", 1, "open_bracket"),
        ("a: {x: 1, y: 2\nb: 1", 2, "open_bracket"),
        ("a: @x", 1, "odd_start"),
        ("a: 1\nb", 2, "no_colon"),
        ("a:\n  b: 1\n c: 2", 3, "indentation"),
        ("a: 1\nb: \x07", 2, "odd_sign"),
        ('a: 1\nb: "\\xZZ"', 2, "syntax"),
        ('a: 1\nb: "\\U00110000"', 2, "syntax"),
        ("a: 1\nb: &x 1\nc: *x", 2, "alias"),
        ("a: 1\nc: *x", 2, "alias"),
        ("a: !!python/object:os.system x", 1, "tag"),
        ("%YAML 1.1\n---\na: 1", 2, "directive"),
        ("a: 1\n---\nb: 1", 2, "second_document"),
        ("? [a]\n: 1", 1, "key_not_text"),
        ("# only a comment", 0, "empty_file"),
    ],
)
def test_a_text_that_is_no_rule_book_is_refused(text: str, line: int, word: str) -> None:
    """Each way to be unreadable has its line and its sentence."""
    with pytest.raises(UnreadableError) as refused:
        read_entries(text)
    assert (refused.value.fault.line, refused.value.fault.word) == (line, word)


def test_a_billion_laughs_are_refused_at_the_first() -> None:
    """Anchors and aliases, of which a few lines stand for billions, are not followed."""
    laughs = "a0: &a0 [ha, ha]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40)
    )
    with pytest.raises(UnreadableError) as refused:
        read_entries(laughs)
    assert refused.value.fault.word == "alias"


@pytest.mark.parametrize("sign", ["[", "{", "- ", "? "])
def test_deep_nesting_is_refused_and_breaks_nothing(sign: str) -> None:
    """Brackets within brackets are counted, so that no text can exhaust the stack."""
    with pytest.raises(UnreadableError) as refused:
        read_entries(sign * (DEEPEST * 1000))
    assert refused.value.fault.word == "too_deep"


def test_the_file_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    """A file that is missing, too large, a folder, or not UTF-8 is refused in one sentence."""
    file = tmp_path / "rules.yaml"
    contents = {"tidak ditemukan": None, "UTF-8": b"\xff\xfea\x00", "lebih besar": b" " * 300_000}
    for words, content in contents.items():
        if content is not None:
            file.write_bytes(content)
        with pytest.raises(RuleBookError, match=words):
            load(file)
    with pytest.raises(RuleBookError, match="tidak dapat dibuka"):
        load(tmp_path)
