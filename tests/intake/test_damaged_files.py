"""Twenty thousand damaged workbooks: each is refused by name, or read with no cell lost.

The damage is drawn from fixed seeds, so that a failure names the case that shows it.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Any
from xml.etree import ElementTree

import pytest

from helpers.intake.fates import Fate, all_cells
from helpers.intake.ledger import write_ledger
from helpers.intake.reader import read_bytes
from helpers.intake.workbook import Workbook
from helpers.records.findings import levels

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEET = "xl/worksheets/sheet1.xml"
FEW = range(2_000)
MANY = range(2_000, 10_000)

TOKEN = re.compile(r"<[^>]*>|[^<]+")
ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
# What stands in sheets, and what has broken readers.
WORDS = (
    "0", "1", "-1", "85", "87,5", "1E309", "NaN", "", " ", "A1", "a1", "B2", "$A$1", "XFD1048576",
    "XFE1", "A1:XFD1048576", "A1:B2", "B2:A1", "4294967296", "99999999999999999999", "s", "str",
    "inlineStr", "b", "e", "d", "q", "shared", "array", "dataTable", "&#0;", "&amp;",
    "&n;", "_x0000_", "\u0660", "\u202e", "]]>", "#N/A",
)  # fmt: skip
TAGS = (
    '<c r="A1">', "<c>", "</c>", "<row>", '<row r="1">', '<row r="3">', "</row>", "<v>", "</v>",
    "<v/>", "<f>", "</f>", '<f t="array" ref="A1:D9">', "<is>", "</is>", "<t>", "</t>", "<r>",
    "</r>", "<sheetData>", "</sheetData>", "<sheetData/>", "<extLst>", "</extLst>", "<!-- x -->",
    "<!--", "<![CDATA[85]]>", "<?x y?>", "<!DOCTYPE>", '<mergeCell ref="A1:B2"/>', "<x:c/>",
    "<rPh>", '<mc:AlternateContent xmlns:mc="urn:x">', "</mc:AlternateContent>", "<strike/>",
)  # fmt: skip


@pytest.fixture(scope="module")
def sound(forge_class: Any) -> list[dict[str, bytes]]:
    """Workbooks that hold every kind of cell."""
    main = MAIN.strip("{}")
    texts = (
        f'<sst xmlns="{main}"><si><t>Nama</t></si><si><r><t>7</t></r><r><rPr><strike/></rPr>'
        "<t>5</t></r></si><si><t>a_x000D_b</t><rPh><t>x</t></rPh></si></sst>"
    )
    cells = {
        "A1": ('t="s"', "<v>0</v>"),
        "B1": ('t="s" s="7"', "<v>1</v>"),
        "C1": "teks & <tanda>",
        "A2": 85,
        "B2": ('s="2"', "<v>45481</v>"),
        "C2": ("", "<f>A2*2</f><v>170</v>"),
        "A3": ("", '<f t="shared" ref="A3:B3" si="0">A2</f><v>85</v>'),
        "B3": ("", '<f t="shared" si="0"/><v>85</v>'),
        "C3": ("", '<f t="array" ref="C3:D3">A2:B2</f><v>1</v>'),
        "D3": 2,
        "A4": ('t="b"', "<v>1</v>"),
        "B4": ('t="e"', "<v>#N/A</v>"),
        "C4": ('t="str"', "<f>A1</f><v>Nama</v>"),
        "D4": ('s="3"', ""),
        "A5": ('t="inlineStr"', "<is><r><t>8</t></r><r><t>5</t></r></is>"),
        "B5": ('t="d"', "<v>2024-07-08</v>"),
        "C5": ("", "<v>8<!-- x -->5</v>"),
    }
    extra = '<dimension ref="A1:D5"/><cols><col min="2" max="2" hidden="1"/></cols>'
    plain = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    return [
        forge_class.parts(
            {"Nilai": forge_class.sheet(cells, ["A1:B1", "C4:D5"], extra)},
            parts={"xl/sharedStrings.xml": texts},
        ),
        forge_class.parts(
            {
                "Satu": f'<worksheet xmlns="{main}"><sheetData>{plain}</sheetData></worksheet>',
                "Dua": forge_class.sheet({"A1": 80, "B9": "KT-01"}),
            },
            {"Dua": "hidden"},
        ),
    ]


def filled(xml: bytes) -> int:
    """The non-empty cells of a sheet, counted by another parser and nothing but the definition."""
    count = 0
    tree = ElementTree.fromstring(xml)  # noqa: S314 - ours was damaged here, and passed the gate
    for cell in tree.iterfind(f"{MAIN}sheetData/{MAIN}row/{MAIN}c"):
        value = cell.find(f"{MAIN}v")
        written = value is not None and (value.text or cell.get("t") == "str")
        formula, text = cell.find(f"{MAIN}f"), cell.find(f"{MAIN}is")
        count += bool(written or formula is not None or text is not None)
    return count


def check(case: str, data: bytes) -> Workbook:
    """Read a damaged file, which must be refused by a code, or keep the law."""
    book = read_bytes("nilai.xlsx", data)
    if book.refused:
        assert [levels()[one.code] for one in book.notices] == ["refuse"], case
        assert book.sheets == (), case
        return book
    assert all(one.code in levels() for one in book.notices), case
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert book.cells == sum(filled(archive.read(name)) for name in sheets), case
    fates = {
        key: fate
        for sheet in book.sheets
        for key, fate in all_cells(book, sheet, Fate("ignored", "cell", "not_read")).items()
    }
    assert len(write_ledger([book], fates)) == book.cells, case
    return book


# ---- damage to the bytes of a file


def flip(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    """A few bits."""
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def cut(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    """An end, a beginning or a piece in the middle is missing."""
    first, last = sorted(chance.sample(range(len(data) + 1), 2))
    return chance.choice([data[:first], data[last:], data[:first] + data[last:]])


def splice(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """A piece of another workbook, cut at the signs of the archive, over or between its bytes."""
    signs = [found.start() for found in re.finditer(rb"PK[\1\3\5]", other)]
    start = chance.choice(signs)
    end = chance.choice([one for one in (*signs, len(other)) if one > start])
    places = [found.start() for found in re.finditer(rb"PK[\1\3\5]", data)]
    place = chance.choice((*places, len(data)))
    kept = chance.choice([place, min(len(data), place + end - start)])
    return data[:place] + other[start:end] + data[kept:]


def forge_field(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    """A field in a header or the directory has another value."""
    damaged = bytearray(data)
    found = chance.choice(list(re.finditer(rb"PK[\1\3\5]", data)))
    place = min(found.start() + chance.randrange(4, 46), len(data) - 4)
    width = chance.choice([1, 2, 4])
    value = chance.choice([0, 1, 8, 0xFF, 0xFFFF, 0xFFFFFFFF, chance.randrange(1 << 16), len(data)])
    damaged[place : place + width] = (value % (1 << 8 * width)).to_bytes(width, "little")
    return bytes(damaged)


BYTES: tuple[Callable[[random.Random, bytes, bytes], bytes], ...] = (
    flip, cut, splice, forge_field,
)  # fmt: skip


# ---- damage to the XML of a sheet


def damage_tokens(chance: random.Random, tokens: Sequence[str]) -> str:
    """The tags and texts of a sheet with one to three of them lost, doubled, moved or changed."""
    damaged = list(tokens)
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(damaged))
        match chance.randrange(6):
            case 0:
                del damaged[place]
            case 1:
                damaged.insert(chance.randrange(len(damaged)), damaged[place])
            case 2:
                other = chance.randrange(len(damaged))
                damaged[place], damaged[other] = damaged[other], damaged[place]
            case 3:
                damaged.insert(place, chance.choice(TAGS))
            case 4:
                damaged[place] = chance.choice(WORDS)
            case _:
                damaged[place] = damage_attribute(chance, damaged[place])
    return "".join(damaged)


def damage_attribute(chance: random.Random, token: str) -> str:
    """A tag with one attribute more, fewer or of another value; a text with a word more."""
    found = list(ATTRIBUTE.finditer(token))
    if not found:
        return token + chance.choice(WORDS)
    one = chance.choice(found)
    value = chance.choice(WORDS)
    other = chance.choice([f'{one[1]}="{value}"', "", f'{one[0]} {chance.choice("rts")}="{value}"'])
    return token[: one.start()] + other + token[one.end() :]


# ---- the cases


@pytest.mark.parametrize("numbers", [
    pytest.param(FEW, marks=pytest.mark.slow), pytest.param(MANY, marks=pytest.mark.long)
], ids=["few", "many"])  # fmt: skip
def test_damaged_bytes_are_refused_or_harmless(
    forge_class: Any, sound: list[dict[str, bytes]], numbers: range
) -> None:
    """Flipped, cut, spliced and forged archives are refused by a code, or read in full."""
    good = [forge_class.zip(parts) for parts in sound]
    good.append(forge_class.zip(sound[0], zipfile.ZIP_STORED))
    refused = 0
    for number in numbers:
        chance = random.Random(f"bita {number}")  # noqa: S311 - damage, no secret
        damage = BYTES[number % len(BYTES)]
        data = damage(chance, chance.choice(good), chance.choice(good))
        refused += check(f"bita {number}", data).refused
    assert refused > 0.9 * len(numbers)


@pytest.mark.parametrize("numbers", [
    pytest.param(FEW, marks=pytest.mark.slow), pytest.param(MANY, marks=pytest.mark.long)
], ids=["few", "many"])  # fmt: skip
def test_damaged_xml_is_refused_or_read_in_full(
    forge_class: Any, sound: list[dict[str, bytes]], numbers: range
) -> None:
    """Sheets whose tags and texts were lost, moved or changed are refused, or no cell is lost."""
    tokens = [TOKEN.findall(parts[SHEET].decode()) for parts in sound]
    refused = 0
    for number in numbers:
        chance = random.Random(f"xml {number}")  # noqa: S311 - damage, no secret
        which = number % len(sound)
        xml = damage_tokens(chance, tokens[which]).encode()
        parts = sound[which] | {SHEET: xml}
        data = forge_class.archive(
            [forge_class.entry(name.encode(), part, method=0) for name, part in parts.items()]
        )
        refused += check(f"xml {number}", data).refused
    assert 0.2 * len(numbers) < refused < 0.98 * len(numbers)
