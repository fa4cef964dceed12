"""The rule book as a workbook and back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from helpers.records.words import say
from helpers.rules import RuleBookError
from helpers.rules.entries import Entry, read_entries
from helpers.rules.loader import judge, load_entries
from helpers.rules.next_season import draft_rules
from helpers.rules.workbook import from_workbook, to_workbook

EXAMPLE = Path(__file__).with_name("design-example.yaml")
SAMPLES = sorted((Path(__file__).parents[2] / "data" / "raw").glob("contoh-*/rules.yaml"))
DAMAGES = 60
NO_WORKBOOK = say("rules.no_workbook", "id")
CHAIN = "ties: [stage: lapangan, criterion: lapangan.inovasi, shared]"


def there_and_back(root: Entry, path: Path) -> Entry:
    """The entries that come back out of a workbook."""
    to_workbook(root, path, "id")
    return from_workbook(path, "id")


def entries_of(text: str) -> Entry:
    """The entries of a text that is read without a fault."""
    root, faults = read_entries(text)
    assert not faults
    return root


@pytest.mark.parametrize("file", [EXAMPLE, *SAMPLES], ids=lambda file: file.parent.name)
def test_a_rule_book_comes_back_whole(tmp_path: Path, file: Path) -> None:
    """Written into a workbook and read back, every value and the order of all groups are there."""
    root = load_entries(file)
    back = there_and_back(root, tmp_path / "aturan.xlsx")
    assert repr(back.plain()) == repr(root.plain())
    judge(file, back)


def test_a_draft_comes_back_with_its_open_places(tmp_path: Path) -> None:
    """What must still be decided stands in the workbook as it stands in the draft."""
    root = entries_of(draft_rules(SAMPLES[0].read_text("utf-8"), "2025", "id", sample=False))
    back = there_and_back(root, tmp_path / "aturan.xlsx")
    assert "ISI: nomor dan tanggal" in str(back.plain())
    assert back.plain() == root.plain()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (CHAIN, "ties: []"),
        ("total: 2}", "total: null}"),
        ("jurors: mean", "jurors: {trimmed: 1}"),
        ("recusal: same_region ", "recusal: [{juror: J1, participant: a, reason: 'x: # 1'}] "),
        ("regions: kalimantan-selatan", "regions: [{code: 63.03, name: Banjar, also: [A, B]}] #"),
        ("rubric: ...", "rubric: \"dua\\nbaris, null [x]\""),
        ("rubric: ...", "rubric: \" spasi di tepi \""),
        ("Harapan I,", "'null', \"- x\", 'a: b', '[]', '{}', '\"', '', 'a › b', '=1+1',"),
        ("regions: kalimantan-selatan", "minimum: {}\nregions: kalimantan-selatan"),
    ],
)  # fmt: skip
def test_every_form_comes_back(tmp_path: Path, example: str, old: str, new: str) -> None:
    """Empty chains, trimmed means, cases of recusal, own regions and odd texts survive."""
    root = entries_of(example.replace(old, new, 1))
    assert there_and_back(root, tmp_path / "aturan.xlsx").plain() == root.plain()


def test_every_value_is_explained(tmp_path: Path) -> None:
    """Each row says what its value means, in the language of the rule book."""
    for file in (EXAMPLE, *SAMPLES):
        to_workbook(load_entries(file), tmp_path / "aturan.xlsx", "id")
        sheet = openpyxl.load_workbook(tmp_path / "aturan.xlsx").worksheets[0]
        assert [row[0].value for row in sheet.iter_rows() if not row[2].value] == []
        assert sheet["A1"].value == "Kunci"


def test_a_row_can_be_added_from_the_keyboard(tmp_path: Path) -> None:
    """The second sheet lists every key; a way typed with > for › is understood."""
    path = tmp_path / "aturan.xlsx"
    to_workbook(load_entries(EXAMPLE), path, "id")
    file = openpyxl.load_workbook(path)
    known = [row[0].value for row in file["Semua kunci"].iter_rows(min_row=2)]
    assert "categories › * › minimum › total" in known
    file.worksheets[0].append(["signatories > ketua > name", "Sari"])
    file.save(path)
    assert from_workbook(path, "id").plain()["signatories"]["ketua"] == {"name": "Sari"}


def test_what_is_wrong_is_named_with_its_row(tmp_path: Path) -> None:
    """A wrong value is refused with the row of the workbook that holds it."""
    path = tmp_path / "aturan.xlsx"
    to_workbook(load_entries(EXAMPLE), path, "id")
    file = openpyxl.load_workbook(path)
    [row] = [row for row in file.worksheets[0].iter_rows() if row[0].value == "decimal_mark"]
    row[1].value = ";"
    file.save(path)
    with pytest.raises(RuleBookError) as refused:
        judge(path, from_workbook(path, "id"))
    [mistake] = refused.value.mistakes
    assert (mistake.line, mistake.file.rpartition("/")[2]) == (row[0].row, "aturan.xlsx")


def test_what_was_typed_in_excel_is_read(tmp_path: Path) -> None:
    """Numbers, truth values and days that Excel made of the typing mean what was typed."""
    to_workbook(load_entries(EXAMPLE), tmp_path / "aturan.xlsx", "id")
    file = openpyxl.load_workbook(tmp_path / "aturan.xlsx")
    typed = {"60": 60.0, "true": True, "2024-07-22": date(2024, 7, 22)}
    for row in file.worksheets[0].iter_rows(min_row=2, max_col=2):
        row[1].value = typed.get(row[1].value, row[1].value)
    file.save(tmp_path / "aturan.xlsx")
    back = from_workbook(tmp_path / "aturan.xlsx", "id")
    assert back.plain() == load_entries(EXAMPLE).plain()


def test_the_same_rules_give_the_same_workbook(tmp_path: Path) -> None:
    """Two workbooks of one rule book are equal to the last byte."""
    for name in ("a.xlsx", "b.xlsx"):
        to_workbook(load_entries(EXAMPLE), tmp_path / name, "id")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_rows_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    """A doubled key, and a key that is both a value and a group, are named with their rows."""
    to_workbook(load_entries(EXAMPLE), tmp_path / "aturan.xlsx", "id")
    file = openpyxl.load_workbook(tmp_path / "aturan.xlsx")
    sheet = file.worksheets[0]
    last = sheet.max_row
    sheet.append(["version", "2"])
    sheet.append(["version › #1", "2"])
    file.save(tmp_path / "aturan.xlsx")
    with pytest.raises(RuleBookError) as refused:
        from_workbook(tmp_path / "aturan.xlsx", "id")
    assert [mistake.line for mistake in refused.value.mistakes] == [last + 1, last + 2]


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    """A text file under the name of a workbook is refused in one sentence."""
    (tmp_path / "aturan.xlsx").write_text("season: 2024")
    with pytest.raises(RuleBookError, match=r"Simpan ulang dari Excel sebagai \.xlsx"):
        from_workbook(tmp_path / "aturan.xlsx", "id")


def read_or_refuse(path: Path) -> tuple[object, str]:
    """What the workbook holds, or why it is refused."""
    try:
        return from_workbook(path, "id").plain(), ""
    except RuleBookError as refused:
        return None, str(refused)


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    """Bytes overwritten or cut off, also where zlib, the XML parser or openpyxl fails over them."""
    path = tmp_path / "aturan.xlsx"
    to_workbook(load_entries(EXAMPLE), path, "id")
    whole, rules = path.read_bytes(), from_workbook(path, "id").plain()
    random = np.random.default_rng(31)
    answers = set()
    for damage in range(DAMAGES):
        content = np.frombuffer(whole, np.uint8).copy()
        places = random.integers(len(content), size=(1, 3, 30)[damage % 3])
        content[places] = random.integers(256, size=places.size)
        end = random.integers(len(content)) if damage % 5 == 0 else len(content)
        path.write_bytes(content[:end].tobytes())
        read, reason = read_or_refuse(path)
        answers.add((read == rules, reason.partition(": ")[2]))
    assert answers <= {(True, ""), (False, NO_WORKBOOK)}
    assert (False, NO_WORKBOOK) in answers
