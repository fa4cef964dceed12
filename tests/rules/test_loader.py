"""Loading a rule book: what the design shows is accepted, and nothing but a refusal is raised."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.rules import RuleBook, RuleBookError, TieLink, as_json, load

LoadText = Callable[[str], RuleBook]

EXAMPLE = Path(__file__).with_name("design-example.yaml")
CHAIN = "ties: [stage: lapangan, criterion: lapangan.inovasi, shared]"
WORDS = "absent_words: {participant: [tidak hadir, TH], juror: [juri berhalangan]}"
CATEGORY = "categories karang-taruna"
SPOILERS = (
    "null", "true", "1", "-5", "[]", "{}", "[a]", "{a: b}", "63.1", "shared", "1e5", "rank_sum",
    "99999999999999999999", "2024-02-30", "{trimmed: 2}", "criterion", "committee", "", "\t", "&a",
    "*a", "!x", "'", '"', "- ", ": ", "#", "{", "]", "\n", "  ", "J1", "J2", "stage: lapangan",
)  # fmt: skip


def test_every_key_of_the_design_is_accepted(load_text: LoadText, example: str) -> None:
    """The example of the design loads, with its values as they are written there."""
    book = load_text(example)
    category = book.categories["karang-taruna"]
    assert book.season == "2024"
    assert book.jurors["J6"].from_date == date(2024, 7, 24)
    assert book.regions is not None
    assert len(book.regions) == 13
    assert category.ties[1] == TieLink(kind="criterion", stage="lapangan", criterion="inovasi")
    assert category.stages["administrasi"].criteria["legalitas"].weight == Decimal(40)
    assert category.minimum.stage == {"administrasi": Decimal(50)}
    assert book.signatories["head"].rank is None


@pytest.mark.parametrize(
    ("old", "new", "way", "said"),
    [
        ("jurors: mean,", "jurors: {trimmed: 1},", f"{CATEGORY} combine jurors", {"trimmed": 1}),
        ("jurors: mean,", "jurors: median,", f"{CATEGORY} combine jurors", "median"),
        (WORDS, "absent_words: [TH]", "absent_words", {"participant": ["TH"], "juror": []}),
        ('region: "63.03"', "region: Kab. Banjar", "jurors J2 region", "63.03"),
        ('region: "63.03"', "region: 6303", "jurors J2 region", "63.03"),
        ("recusal: same_region ", "recusal: none ", f"{CATEGORY} recusal", "none"),
        (
            "recusal: same_region ",
            "recusal: [{juror: J6, participant: kt-1, reason: saudara}] ",
            f"{CATEGORY} recusal",
            [{"juror": "J6", "participant": "kt-1", "reason": "saudara"}],
        ),
        (
            CHAIN,
            "ties: [juror_majority, lot]",
            f"{CATEGORY} ties",
            [
                {"kind": "juror_majority", "stage": "", "criterion": ""},
                {"kind": "lot", "stage": "", "criterion": ""},
            ],
        ),
        (CHAIN, "ties: []", f"{CATEGORY} ties", []),
        (
            "regions: kalimantan-selatan",
            "regions: [{code: 63.03, name: Banjar, also: [MTP]}] #",
            "regions",
            [{"code": "63.03", "name": "Banjar", "also": ["MTP"]}],
        ),
        ("sample: true", "sample: False", "sample", False),
        ("categories:\n", "  J9: {name: Cadangan}\ncategories:\n", "jurors J9 name", "Cadangan"),
    ],
)
def test_every_form_of_a_value_is_read(
    load_text: LoadText, example: str, old: str, new: str, way: str, said: object
) -> None:
    """Short and long forms, other spellings, and what is optional are all understood."""
    text = example.replace(old, new, 1).replace("finalists: 5", "finalists: 1")
    value = json.loads(as_json(load_text(text)))
    for step in way.split():
        value = value[step]
    assert value == said


def test_factors_need_no_sum(load_text: LoadText, example: str) -> None:
    """Under factor weights nothing adds up to 100, and a stage's weight is 1 if left out."""
    text = example.replace("weights: percent", "weights: factor").replace(
        "        weight: 20\n", ""
    )
    book = load_text(text.replace("weight: 60}", "weight: 1.5}"))
    assert book.categories["karang-taruna"].stage_weight("tes") == 1


def test_a_byte_order_mark_and_windows_lines_change_nothing(tmp_path: Path, example: str) -> None:
    """What Notepad makes of the file is the same rule book."""
    file = tmp_path / "rules.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + example.replace("\n", "\r\n").encode())
    assert load(file) == load(EXAMPLE)


def test_messages_are_in_the_language_asked_for(tmp_path: Path, example: str) -> None:
    """The rule book's own language holds for messages unless another is asked for."""
    file = tmp_path / "rules.yaml"
    file.write_text(
        example.replace("language: id", "language: en").replace("version: 1", "version: x")
    )
    with pytest.raises(RuleBookError, match="which is no whole number"):
        load(file)
    with pytest.raises(RuleBookError, match="bukan bilangan bulat"):
        load(file, "id")


@pytest.mark.slow
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_nothing_but_a_refusal_is_raised(tmp_path: Path, example: str, data: st.DataObject) -> None:
    """However the text is spoilt, it is either a rule book or refused."""
    words = [match.span() for match in re.finditer(r"[\w.\-]+|[:\[\]{},]|\n", example)]
    text = example
    for start, end in sorted(data.draw(st.lists(st.sampled_from(words), max_size=3)), reverse=True):
        text = text[:start] + data.draw(st.sampled_from(SPOILERS)) + text[end:]
    file = tmp_path / "rules.yaml"
    file.write_text(text, encoding="utf-8")
    with suppress(RuleBookError):
        assert isinstance(load(file), RuleBook)
