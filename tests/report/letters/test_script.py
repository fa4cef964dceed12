"""The script of the master of ceremonies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

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
    assert third["petunjuk"].startswith("Tidak ada pemegang gelar Juara Tiga")
    assert third["penerima"] == []
    assert "diraih bersama oleh dua peserta" in second["kalimat"]
    assert len(second["penerima"]) == 2


def test_scores_that_are_not_public_are_not_read_out(digest: SeasonDigest) -> None:
    """Where the rule book publishes no scores, none is read."""
    publish = digest.rules.publish.model_copy(update={"scores": "none"})
    book = digest.rules.model_copy(update={"publish": publish})
    told = announced(replace(digest, rules=book))
    assert {one["nilai"] for title in told for one in title["penerima"]} == {""}
