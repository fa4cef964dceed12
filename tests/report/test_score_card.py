"""The score cards: each participant's own values on one page, and nothing of a juror."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from helpers.records.tables import Absence, Objection
from helpers.report.card_signs import say_objections, say_signs
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.score_card import card_data, card_path, write_score_cards
from helpers.rules import RuleBook

pytestmark = pytest.mark.slow

ARABIC = "مؤسسة الهدى"
RARE = "ʿAbd al-Raḥmān Ṣāliḥ Ḍiyāʾ"


@pytest.fixture(scope="module")
def cards(sample_digest: SeasonDigest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cards of the sample season."""
    folder = tmp_path_factory.mktemp("cards")
    write_score_cards(sample_digest, folder)
    return folder


def texts(folder: Path) -> dict[str, str]:
    """The text of each card, by the participant."""
    return {
        path.stem: " ".join(page.extract_text() for page in PdfReader(path).pages)
        for path in folder.rglob("*.pdf")
    }


def shown(digest: SeasonDigest, category: CategoryDigest) -> dict[str, dict[str, Any]]:
    """What is printed for each participant of a category."""
    return {placing.participant: data for placing, data in card_data(digest, category, "id")}


def published(digest: SeasonDigest, scores: str) -> SeasonDigest:
    """The season with another word on what may be published."""
    publish = digest.rules.publish.model_copy(update={"scores": scores})
    book: RuleBook = digest.rules.model_copy(update={"publish": publish})
    return replace(digest, rules=book)


def test_everybody_has_one_page(sample_digest: SeasonDigest, cards: Path) -> None:
    """Each participant of a decided category has a card, of one page, with its name and total."""
    found = {path.stem: PdfReader(path) for path in cards.rglob("*.pdf")}
    placings = [p for category in sample_digest.categories for p in category.placings]
    assert found.keys() == {placing.participant for placing in placings}
    assert {len(card.pages) for card in found.values()} == {1}
    told = texts(cards)
    for placing in placings:
        total = "" if placing.total is None else f"{placing.total:.2f}".replace(".", ",")
        assert total in told[placing.participant].replace(".", "").replace("\xa0", " ")
        assert f"Kartu nilai: {placing.name}".casefold() == (
            str(found[placing.participant].metadata.title).casefold()  # type: ignore[union-attr]
        )


def test_no_card_tells_of_a_juror(sample_digest: SeasonDigest, cards: Path) -> None:
    """No juror's name, code or file is in any card, neither in its text nor in its data."""
    secrets = {juror.name for juror in sample_digest.rules.jurors.values()}
    secrets |= {Path(score.file).name for c in sample_digest.categories for score in c.scores}
    for path in cards.rglob("*.pdf"):
        text = PdfReader(path).pages[0].extract_text()
        with pikepdf.open(path) as pdf:
            inside = str(pdf.docinfo) + pdf.Root.Metadata.read_bytes().decode()
        assert not [one for one in secrets if one in text or one in inside], path.name
        words = set(text.replace(",", " ").split())
        assert not words & sample_digest.rules.jurors.keys()


def test_a_recusal_leaves_no_gap(sample_digest: SeasonDigest) -> None:
    """Who was judged by fewer jurors has the same lines as the others of the category."""
    for category in sample_digest.categories:
        kinds = {
            tuple(line[:2] for line in data["lines"] if line[0] != "off")
            for data in shown(sample_digest, category).values()
        }
        assert len(kinds) == 1


def test_what_the_stages_add_makes_the_total(sample_digest: SeasonDigest) -> None:
    """The last column, less what was taken off the total, sums to the total to a cent a line."""
    for category in sample_digest.categories:
        for placing, data in card_data(sample_digest, category, "en"):
            lines = list(data["lines"])  # type: ignore[call-overload]
            adds = [line[4] for line in lines if line[0] in ("stage", "off") and line[4]]
            values = [float(one.replace(",", "").replace("−", "-")) for one in adds if one != "–"]
            if placing.total is not None:
                assert sum(values) == pytest.approx(float(placing.total), abs=0.005 * len(lines))


def test_what_touched_a_value_is_told_without_the_mark(sample_digest: SeasonDigest) -> None:
    """A correction stands on the card with its number, and the mark that was there does not."""
    seen = 0
    for category in sample_digest.categories:
        for participant, data in shown(sample_digest, category).items():
            for score in category.scores:
                if score.correction and score.participant == participant:
                    seen += 1
                    assert any(f"koreksi {score.correction}" in one for one in data["touched"])
                    assert any("†" in line[3] for line in data["lines"] if line[0] == "stage")
    assert seen >= 3


def test_days_absence_and_ties_are_said_as_people_would(digest: SeasonDigest) -> None:
    """Objections carry written dates, an absence that is valued is told, brackets never nest."""
    category = digest.category("karang-taruna")
    one = category.participants[5]
    mine = [s for s in category.scores if (s.participant, s.stage) == (one.id, "tes")]
    away = Absence(
        mine[0].season, category.key, "tes", mine[0].criterion, one.id, mine[0].juror,
        "participant_absent", mine[0].file, mine[0].sheet, mine[0].cell, "TH",
    )  # fmt: skip
    rest = tuple(score for score in category.scores if score not in mine)
    absent = replace(category, scores=rest, absences=(away,))
    assert [text for text in say_signs(absent, one.id, "id") if "Tidak hadir" in text] == [
        "Tidak hadir pada tahap Tes tertulis; nilainya di tahap itu ditetapkan menurut buku aturan."
    ]
    objection = Objection(
        "S-1", category.key, one.id, "2024-07-26", "CONTOH", "Mengapa?", "Sesuai.", "2024-07-30"
    )
    told = say_objections(replace(digest, objections=(objection,)), category, one.id, "id")
    assert list(told) == ["Sanggahan S-1 tanggal 26 Juli 2024 telah dijawab pada 30 Juli 2024."]
    ranks = [data["rank"] for data in shown(digest, category).values()]
    assert any("peringkatnya bersama" in rank for rank in ranks)
    assert not any("((" in rank or "))" in rank for rank in ranks)


def test_one_point_is_no_points(digest: SeasonDigest) -> None:
    """An English deduction reads right for one point and for many."""
    category = digest.category("karang-taruna")
    first = replace(category.deductions[0], points=Decimal(1))
    told = say_signs(replace(category, deductions=(first,)), first.participant, "en")
    assert any("Deduction of 1 from" in text for text in told)


def test_distances_tell_only_what_is_published(sample_digest: SeasonDigest) -> None:
    """The neighbour's total follows from a distance: it is told as far as totals are public."""
    category = sample_digest.categories[0]
    untitled = [p for p in category.placings if p.rank and not p.title and not p.note]
    last_title = [p for p in category.placings if p.title][-1]
    everything = shown(published(sample_digest, "all"), category)
    titled = shown(published(sample_digest, "titled"), category)
    nothing = shown(published(sample_digest, "none"), category)
    for placing in untitled:
        assert len(titled[placing.participant]["distances"]) == 1
        assert last_title.title in titled[placing.participant]["distances"][0]
        assert everything[placing.participant]["distances"]
    assert not any(data["distances"] for data in nothing.values())


def test_an_open_category_gets_no_cards(digest: SeasonDigest, tmp_path: Path) -> None:
    """Values that may still change are not handed out."""
    write_score_cards(digest, tmp_path)
    assert [path.name for path in (tmp_path / "kartu-nilai").iterdir()] == ["karang-taruna"]


def test_an_id_cannot_leave_the_folder() -> None:
    """An id that holds a path becomes a plain file name, and two ids never share one."""
    names = {card_path(Path("r"), "lks", one).name for one in ("../a", "__a", "a/b", "a b", "a_b")}
    assert len(names) == 5
    assert not any("/" in name or name.startswith("..") for name in names)


def test_the_same_season_gives_the_same_bytes(digest: SeasonDigest, tmp_path: Path) -> None:
    """A card holds no clock and does not depend on the cards before it."""
    first = write_score_cards(digest, tmp_path / "a")
    one = replace(digest.categories[0], placings=digest.categories[0].placings[3:4])
    alone = write_score_cards(replace(digest, categories=(one,)), tmp_path / "b")
    same = next(path for path in first if path.name == alone[0].name)
    assert len(list(card_data(digest, digest.categories[0], "id"))) == len(first)
    assert same.stat().st_size > 0
    again = write_score_cards(digest, tmp_path / "c")
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in again]


def test_it_is_an_archive_and_told_to_the_blind(cards: Path) -> None:
    """Each card says that it is PDF/A-3a and PDF/UA-1, and is tagged."""
    for path in sorted(cards.rglob("*.pdf"))[:3]:
        with pikepdf.open(path) as pdf:
            told = pdf.Root.Metadata.read_bytes().decode()
            assert "<pdfaid:part>3</pdfaid:part>" in told
            assert "<pdfuaid:part>1</pdfuaid:part>" in told
            assert pdf.Root.MarkInfo.Marked


def test_names_in_other_scripts_print(digest: SeasonDigest, tmp_path: Path) -> None:
    """Arabic script and rare letters are drawn by shipped fonts, and can be copied out again."""
    first = digest.categories[0]
    named = tuple(
        replace(placing, name=name)
        for placing, name in zip(first.placings, (ARABIC, RARE), strict=False)
    )
    paths = write_score_cards(
        replace(digest, categories=(replace(first, placings=named),)), tmp_path
    )
    arabic, rare = (PdfReader(path).pages[0].extract_text() for path in paths)
    assert set(ARABIC.split()) <= set(arabic.split())
    assert RARE in " ".join(rare.split())
    fonts = {str(font["/BaseFont"]) for font in _fonts(paths[0])}
    assert any("NotoNaskhArabic" in font for font in fonts)


def _fonts(path: Path) -> list[Any]:
    page = PdfReader(path).pages[0]
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
