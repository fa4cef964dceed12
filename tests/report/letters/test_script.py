"""The script of the master of ceremonies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from helpers.report.digest import SeasonDigest
from helpers.report.letters.script import script_fields, write_script


def announced(digest: SeasonDigest) -> list[dict[str, Any]]:
    """What is read of the decided category, in order."""
    fields: dict[str, Any] = script_fields(digest, "id")
    found: list[dict[str, Any]] = fields["daftar"][0]["pengumuman"]
    return found


def test_from_the_last_title_to_the_first(digest: SeasonDigest, tmp_path: Path, read: Any) -> None:
    """Titles are read from the last to the first, with numbers that can be said."""
    write_script(digest, tmp_path / "naskah.docx")
    text = read(tmp_path / "naskah.docx")
    titles = (
        "Harapan Tiga",
        "Harapan Dua",
        "Harapan Satu",
        "Juara Tiga",
        "Juara Dua",
        "Juara Satu",
    )
    places = [text.index(f"{title} Kategori Karang Taruna") for title in titles]
    assert places == sorted(places)
    assert "90,23 (sembilan puluh koma dua tiga)" in text
    assert "diikuti oleh tiga belas peserta" in text
    assert "Naskah ini baru boleh dibacakan setelah hasil ditetapkan" in text


def test_nothing_undecided_is_announced(digest: SeasonDigest, tmp_path: Path, read: Any) -> None:
    """A stopped category is marked as not to be announced, and none of its names is read."""
    write_script(digest, tmp_path / "naskah.docx")
    text = read(tmp_path / "naskah.docx")
    assert "[Kategori ini BELUM DAPAT DITETAPKAN. Jangan diumumkan.]" in text
    assert "Panti Asuhan Budi Mulia" not in text
    assert "Juara Umum" not in text


def test_a_shared_title_and_one_that_nobody_holds(digest: SeasonDigest) -> None:
    """Two who share a title are called together, and the title below is passed over."""
    category = digest.category("karang-taruna")
    placings = tuple(
        replace(one, title="Juara II") if one.title == "Juara III" else one
        for one in category.placings
    )
    shared = replace(digest, categories=(replace(category, placings=placings),))
    third, second = announced(shared)[3:5]
    assert third["petunjuk"] == (
        "Juara Tiga tidak diberikan, karena Juara Dua diraih bersama oleh dua peserta."
    )
    assert third["penerima"] == []
    assert "diraih bersama oleh dua peserta" in second["kalimat"]
    assert len(second["penerima"]) == 2


def test_scores_that_are_not_public_are_not_read_out(digest: SeasonDigest) -> None:
    """Where the rule book publishes no scores, none is read."""
    publish = digest.rules.publish.model_copy(update={"scores": "none"})
    book = digest.rules.model_copy(update={"publish": publish})
    told = announced(replace(digest, rules=book))
    assert {one["nilai"] for title in told for one in title["penerima"]} == {""}


def few(digest: SeasonDigest, titles: tuple[str, ...]) -> SeasonDigest:
    """The season with so many participants as are named, by their titles."""
    category = digest.category("karang-taruna")
    placings = tuple(
        replace(one, title=title, rank=titles.index(title) + 1)
        for one, title in zip(category.placings, titles, strict=False)
    )
    return replace(digest, categories=(replace(category, placings=placings),))


def test_what_is_not_given_is_said_once(digest: SeasonDigest, tmp_path: Path, read: Any) -> None:
    """One participant: five titles are not given, in one sentence that says why."""
    season = few(digest, ("Juara I",))
    told = announced(season)
    assert [one["petunjuk"] for one in told] == [
        "Juara Dua, Juara Tiga, Harapan Satu, Harapan Dua, dan Harapan Tiga tidak diberikan, "
        "karena hanya satu peserta yang diberi peringkat.",
        "",
    ]
    write_script(season, tmp_path / "naskah.docx")
    assert read(tmp_path / "naskah.docx").count("tidak diberikan") == 1


def test_two_reasons_are_two_notes(digest: SeasonDigest) -> None:
    """Titles that are gone because one above is shared are told apart from those nobody reached."""
    told = announced(few(digest, ("Juara I", "Juara I", "Juara I")))
    assert [one["petunjuk"] for one in told] == [
        "Harapan Satu, Harapan Dua, dan Harapan Tiga tidak diberikan, karena hanya tiga peserta "
        "yang diberi peringkat.",
        "Juara Dua dan Juara Tiga tidak diberikan, karena Juara Satu diraih bersama oleh tiga "
        "peserta.",
        "",
    ]


@pytest.mark.parametrize(
    ("titles", "called"),
    [(("Juara I",), "[Jeda. Pemenang maju"), (("Juara I",) * 2, "[Jeda. Para pemenang maju")],
)
def test_winners_are_called_in_their_number(
    digest: SeasonDigest, tmp_path: Path, read: Any, titles: tuple[str, ...], called: str
) -> None:
    """One winner comes forward, or the winners do."""
    write_script(few(digest, titles), tmp_path / "naskah.docx")
    assert called in read(tmp_path / "naskah.docx")


def test_nobody_is_left_alone_on_the_next_page(digest: SeasonDigest, tmp_path: Path) -> None:
    """The sentence, the names and the pause after them stay on one page."""
    write_script(digest, tmp_path / "naskah.docx")
    paragraphs = docx.Document(str(tmp_path / "naskah.docx")).paragraphs
    spoken = [one for one in paragraphs if "dengan nilai" in one.text and "\n" in one.text]
    assert spoken
    assert all(one.paragraph_format.keep_with_next for one in spoken)
    assert all(one.paragraph_format.keep_together for one in spoken)
