"""The fonts of the PDFs: shipped, asked for by every template, drawn without a gap or spelt out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from helpers.report.annual_report import write_annual_report
from helpers.report.digest import SeasonDigest
from helpers.report.leadership_sheet import write_leadership_sheet
from helpers.report.public import write_public
from helpers.report.score_card import TEMPLATE, card_data, write_score_cards
from helpers.report.typesetting import FAMILIES, FONTS, spell_out, typeset_all

ARABIC, RARE = "مؤسسة الهدى", "ʿAbd al-Raḥmān Ṣāliḥ Ḍiyāʾ"
TEMPLATES = sorted(
    path.name for path in (files("helpers.report") / "templates").iterdir()
    if path.name.endswith(".typ") and path.name not in ("blocks.typ", "long-words.typ")
)  # fmt: skip


@pytest.fixture(scope="module")
def documents(digest: SeasonDigest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every PDF of a season whose winners have names in other scripts."""
    folder = tmp_path_factory.mktemp("scripts")
    first, *others = digest.categories
    names = (f"{ARABIC} Banjarmasin", RARE)
    placings = tuple(
        replace(placing, name=name) for placing, name in zip(first.placings, names, strict=False)
    )
    renamed = replace(first, placings=(*placings, *first.placings[len(names) :]))
    season = replace(digest, categories=(renamed, *others))
    write_annual_report(season, folder / "laporan-tahunan.pdf", {}, "id")
    write_public(season, folder, "id")
    write_leadership_sheet(season, folder, "id")
    cards = write_score_cards(season, folder, "id")[:2]
    return [*folder.glob("*.pdf"), *folder.glob("publik/*.pdf"), *cards]


def drawn_glyphs(path: Path) -> Iterator[int]:
    """The number of every glyph that the pages of a PDF draw."""
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) not in ("Tj", "TJ"):
                    continue
                pieces = operands[0] if str(operator) == "TJ" else [operands[0]]
                for piece in pieces:
                    if isinstance(piece, pikepdf.String):
                        code = bytes(piece)
                        for place in range(0, len(code), 2):
                            yield int.from_bytes(code[place : place + 2], "big")


@pytest.mark.slow
def test_no_document_has_a_gap_for_a_letter(documents: list[Path]) -> None:
    """No PDF draws the sign for a missing letter, and none spells a letter as a code."""
    assert len(documents) >= 5
    for path in documents:
        glyphs = set(drawn_glyphs(path))
        assert len(glyphs) > 30, path.name
        assert 0 not in glyphs, path.name
        assert "[U+" not in "".join(page.extract_text() for page in PdfReader(path).pages)


@pytest.mark.slow
def test_names_in_other_scripts_can_be_copied_out(documents: list[Path]) -> None:
    """The words of each name come out of every document that names the two winners."""
    for path in documents:
        text = " ".join(page.extract_text() for page in PdfReader(path).pages)
        words = set(text.split())
        if "kartu-nilai" not in path.parts:
            assert set(ARABIC.split()) <= words, path.name
            assert set(RARE.split()) <= words, path.name


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_asks_for_the_shipped_fonts(template: str) -> None:
    """A template takes the families from the data, or names the same ones."""
    text = (files("helpers.report") / "templates" / template).read_text(encoding="utf-8")
    named = ", ".join(f'"{family}"' for family in FAMILIES)
    assert "font: data.fonts" in text or f"font: ({named})" in text
    assert "fallback: false" in text


def test_the_font_comes_with_its_licence() -> None:
    """The shipped font lies in the package, in two weights, beside its licence."""
    names = {path.name for path in FONTS[0].iterdir()}
    assert names == {"NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf", "OFL.txt"}
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS[0] / "OFL.txt").read_text("utf-8")


def test_many_documents_are_as_each_alone(digest: SeasonDigest) -> None:
    """A document does not depend on what the compiler laid out before it."""
    data = [one for _, one in card_data(digest, digest.categories[0], "id")][:3]
    together = typeset_all([TEMPLATE], data, {})
    assert together[2] == typeset_all([TEMPLATE], [data[2]], {})[0]
    assert len(set(together)) == 3


def test_spelling_out_leaves_the_rest() -> None:
    """Only the characters that cannot be printed become codes."""
    assert (
        spell_out("a\N{JAVANESE LETTER JA}b", frozenset("\N{JAVANESE LETTER JA}")) == "a[U+A997]b"
    )
