"""The rule book as a workbook and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from helpers.records.words import say
from helpers.rules import RuleBook, RuleBookError, load
from helpers.rules.workbook import from_workbook, to_workbook

LoadText = Callable[[str], RuleBook]
EXAMPLE = Path(__file__).with_name("design-example.yaml")
SAMPLES = sorted((Path(__file__).parents[2] / "data" / "raw").glob("contoh-*/rules.yaml"))
DAMAGES = 60
NO_WORKBOOK = say("rules.no_workbook", "id")
CHAIN = "ties: [stage: lapangan, criterion: lapangan.inovasi, shared]"


@pytest.mark.parametrize("file", [EXAMPLE, *SAMPLES], ids=lambda file: file.parent.name)
def test_a_rule_book_comes_back_whole(tmp_path: Path, load_text: LoadText, file: Path) -> None:
    """Written into a workbook and read back, it is the same rule book."""
    book = load(file)
    to_workbook(book, tmp_path / "aturan.xlsx")
    assert load_text(from_workbook(tmp_path / "aturan.xlsx")) == book


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (CHAIN, "ties: []"),
        ("total: 2}", "total: null}"),
        ("jurors: mean", "jurors: {trimmed: 1}"),
        ("recusal: same_region ", "recusal: [{juror: J1, participant: a, reason: 'x: # 1'}] "),
        ("regions: kalimantan-selatan", "regions: [{code: 63.03, name: Banjar, also: [A, B]}] #"),
        ("rubric: ...", "rubric: \"dua\\nbaris, null [x]\""),
        ("Harapan I,", "null, \"- x\", 'a: b', \"Juara #1\", Harapan I,"),
    ],
)  # fmt: skip
def test_every_form_comes_back(
    tmp_path: Path, load_text: LoadText, example: str, old: str, new: str
) -> None:
    """Empty chains, trimmed means, cases of recusal, own regions and odd texts survive."""
    if "null, " in new:
        new = new.replace("null, ", "'null', ", 1)
    book = load_text(example.replace(old, new, 1).replace("finalists: 5", "finalists: 1"))
    to_workbook(book, tmp_path / "aturan.xlsx")
    assert load_text(from_workbook(tmp_path / "aturan.xlsx")) == book


def test_every_value_is_explained(tmp_path: Path) -> None:
    """Each row says what its value means, in the language of the rule book."""
    for file in (EXAMPLE, *SAMPLES):
        to_workbook(load(file), tmp_path / "aturan.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / "aturan.xlsx").worksheets[0]
        assert [row[0].value for row in sheet.iter_rows() if not row[2].value] == []
        assert sheet["A1"].value == "Kunci"


def test_what_was_typed_in_excel_is_read(tmp_path: Path, load_text: LoadText) -> None:
    """Numbers, truth values and days that Excel made of the typing mean what was typed."""
    to_workbook(load(EXAMPLE), tmp_path / "aturan.xlsx")
    file = openpyxl.load_workbook(tmp_path / "aturan.xlsx")
    typed = {"60": 60.0, "true": True, "2024-07-22": date(2024, 7, 22)}
    for row in file.worksheets[0].iter_rows(min_row=2, max_col=2):
        row[1].value = typed.get(row[1].value, row[1].value)
    file.save(tmp_path / "aturan.xlsx")
    assert load_text(from_workbook(tmp_path / "aturan.xlsx")) == load(EXAMPLE)


def test_the_same_rules_give_the_same_workbook(tmp_path: Path) -> None:
    """Two workbooks of one rule book are equal to the last byte."""
    for name in ("a.xlsx", "b.xlsx"):
        to_workbook(load(EXAMPLE), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_rows_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    """A doubled key, and a key that is both a value and a group, are named with their rows."""
    to_workbook(load(EXAMPLE), tmp_path / "aturan.xlsx")
    file = openpyxl.load_workbook(tmp_path / "aturan.xlsx")
    sheet = file.worksheets[0]
    last = sheet.max_row
    sheet.append(["version", "2"])
    sheet.append(["version › #1", "2"])
    file.save(tmp_path / "aturan.xlsx")
    with pytest.raises(RuleBookError) as refused:
        from_workbook(tmp_path / "aturan.xlsx")
    assert [mistake.line for mistake in refused.value.mistakes] == [last + 1, last + 2]


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    """A text file under the name of a workbook is refused in one sentence."""
    (tmp_path / "aturan.xlsx").write_text("season: 2024")
    with pytest.raises(RuleBookError, match=r"Simpan ulang dari Excel sebagai \.xlsx"):
        from_workbook(tmp_path / "aturan.xlsx")


def read_or_refuse(path: Path) -> tuple[str, str]:
    """The text that the workbook gives, or why it is refused."""
    try:
        return from_workbook(path), ""
    except RuleBookError as refused:
        return "", str(refused)


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    """Bytes overwritten or cut off, also where zlib, the XML parser or openpyxl fails over them."""
    path = tmp_path / "aturan.xlsx"
    to_workbook(load(EXAMPLE), path)
    whole, text = path.read_bytes(), from_workbook(path)
    random = np.random.default_rng(31)
    answers = set()
    for damage in range(DAMAGES):
        content = np.frombuffer(whole, np.uint8).copy()
        places = random.integers(len(content), size=(1, 3, 30)[damage % 3])
        content[places] = random.integers(256, size=places.size)
        end = random.integers(len(content)) if damage % 5 == 0 else len(content)
        path.write_bytes(content[:end].tobytes())
        read, reason = read_or_refuse(path)
        answers.add((read == text, reason.partition(": ")[2]))
    assert answers <= {(True, ""), (False, NO_WORKBOOK)}
    assert (False, NO_WORKBOOK) in answers
