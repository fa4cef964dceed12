"""The figures: same bytes, true alternative texts, names that stay literal."""

from __future__ import annotations

import re
from dataclasses import replace

from helpers.report.digest import SeasonDigest
from helpers.report.drawing import from_left
from helpers.report.figures import (
    draw_figures,
    draw_jurors,
    draw_ranking,
    draw_stage_contributions,
)


def texts(svg: bytes) -> str:
    """What is written in a figure."""
    return " ".join(re.findall(r"<text[^>]*>(.*?)</text>", svg.decode()))


def test_same_data_same_bytes(digest: SeasonDigest) -> None:
    """Drawing twice gives the same bytes, without a date or a maker in them."""
    first, second = (draw_figures(replace(digest), "karang-taruna") for _ in range(2))
    assert all(one is not other for one, other in zip(first, second, strict=True))
    assert [figure.svg for figure in first] == [figure.svg for figure in second]
    for figure in first:
        assert b"dc:date" not in figure.svg
        assert b"Matplotlib" not in figure.svg.replace(b"<!-- Created with matplotlib", b"")


def test_each_figure_is_drawn_once(digest: SeasonDigest) -> None:
    """The documents of one digest show the very same figures."""
    assert draw_ranking(digest, "karang-taruna") is draw_ranking(digest, "karang-taruna")
    assert draw_ranking(digest, "karang-taruna") is not draw_ranking(digest, "karang-taruna", "en")


def test_each_figure_has_its_own_text_and_table(digest: SeasonDigest) -> None:
    """Every figure has a caption, an alternative text of its own and a table that fits."""
    figures = draw_figures(digest, "karang-taruna")
    assert [figure.name for figure in figures] == [
        "karang-taruna-peringkat",
        "karang-taruna-tahap",
        "karang-taruna-juri",
    ]
    assert len({figure.alt for figure in figures}) == len(figures)
    for figure in figures:
        assert figure.caption
        assert figure.rows
        assert {len(row) for row in figure.rows} == {len(figure.header)}


def test_alternative_text_is_made_from_the_data(digest: SeasonDigest) -> None:
    """The text for those who cannot see the ranking names the first, the last and the margin."""
    figure = draw_ranking(digest, "karang-taruna")
    assert figure is not None
    assert "Karang Taruna Bina Muda & Rekan dengan 90,23" in figure.alt
    assert "peringkat 4, yaitu 0,00" in figure.alt


def test_ranking_shows_totals_margins_and_corrections(digest: SeasonDigest) -> None:
    """Totals stand beside their points with the decimal comma, corrected ones with their sign."""
    figure = draw_ranking(digest, "karang-taruna")
    assert figure is not None
    drawn = texts(figure.svg)
    for text in ("90,23", "4,02", "85,63†", "Juara I", "Finalis", "Bukan finalis"):
        assert text in drawn
    assert "." not in re.findall(r"\d+[.,]\d\d", drawn)[0]


def test_contributions_add_up(digest: SeasonDigest) -> None:
    """What the stages gave, less the deduction, is the total in each row."""

    def number(text: str) -> int:
        return int(text.replace(",", "").replace("†", "").replace("‡", "").replace("–", "0"))

    figure = draw_stage_contributions(digest, "karang-taruna")
    assert figure is not None
    for row in figure.rows:
        *stages, deduction, total = (number(field) for field in row[1:])
        assert abs(sum(stages) - deduction - total) <= len(stages)


def test_names_are_never_mathematics(digest: SeasonDigest) -> None:
    """A name with dollar signs is drawn as it is written."""
    category = digest.category("karang-taruna")
    placings = tuple(replace(p, region="", name=r"$\bad$ _x") for p in category.placings)
    bad = replace(digest, categories=(replace(category, placings=placings),))
    figure = draw_ranking(bad, "karang-taruna")
    assert figure is not None
    assert r"$\bad$ _x" in texts(figure.svg)


def test_codes_of_jurors_are_in_the_language_of_the_figure(digest: SeasonDigest) -> None:
    """An English figure says Juror 1, as the sentences beside it do."""
    figure = draw_jurors(digest, "karang-taruna", "en")
    assert figure is not None
    assert "Juror 1" in texts(figure.svg)
    assert "Juri " not in texts(figure.svg) + figure.alt
    assert all(str(row[1]).startswith("Juror ") for row in figure.rows)


def test_jurors_go_by_codes(digest: SeasonDigest) -> None:
    """The figure of the jurors shows codes, no names, and the severities with their sign."""
    figure = draw_jurors(digest, "karang-taruna")
    assert figure is not None
    drawn = texts(figure.svg)
    assert "Juri 4" in drawn
    assert "+3,00" in drawn
    for juror in digest.rules.jurors.values():
        assert juror.name not in drawn + figure.alt


def test_nothing_to_draw(digest: SeasonDigest) -> None:
    """A category without a result has no figures, in place of empty ones."""
    assert draw_figures(digest, "lks") == ()


def test_english(digest: SeasonDigest) -> None:
    """In English the figure has English words and decimal points."""
    figure = draw_ranking(digest, "karang-taruna", "en")
    assert figure is not None
    assert "90.23" in texts(figure.svg)
    assert "Finalists" in texts(figure.svg)


def test_arabic_labels_stay_in_their_place(digest: SeasonDigest) -> None:
    """A label whose first letter is Arabic still reads from the left: rank, name, code."""
    assert from_left("5.  كوتا (KT-05)") == "\N{LEFT-TO-RIGHT MARK}5.  كوتا (KT-05)"
    assert from_left("5.  Kota Banjarbaru (KT-05)") == "5.  Kota Banjarbaru (KT-05)"
    first, *others = digest.categories
    placings = tuple(replace(one, region="كوتا بنجربارو") for one in first.placings)
    season = replace(digest, categories=(replace(first, placings=placings), *others))
    for figure in draw_figures(season, first.key):
        rows = re.findall(r"<text[^>]*>(.*?)</text>", figure.svg.decode())
        arabic = [row for row in rows if "كوتا" in row]
        assert all(row.startswith("\N{LEFT-TO-RIGHT MARK}") for row in arabic)
        assert arabic or "juri" in figure.name


def test_nothing_lies_behind_a_figure(digest: SeasonDigest) -> None:
    """A figure hides no word CONTOH on its page, and its letters are letters."""
    figure = draw_ranking(digest, "karang-taruna")
    assert figure is not None
    svg = figure.svg.decode()
    backdrop = re.search(r'<g id="patch_1">.*?</g>', svg, re.DOTALL)
    assert backdrop is not None
    assert "#ffffff" not in backdrop[0]
    assert "font-family: DejaVu Sans, Verdana, sans-serif" in svg.replace("font: ", "font-family: ")
    assert "'DejaVu" not in svg
