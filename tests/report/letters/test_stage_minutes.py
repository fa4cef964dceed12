"""The minutes of one stage."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx

from helpers.report.digest import SeasonDigest
from helpers.report.minutes import held_stages, minutes_fields, minutes_names, write_minutes
from helpers.report.spoken_numbers import speak_written

KEY = "karang-taruna"


def test_a_stage_has_its_own_values_and_day(digest: SeasonDigest, tmp_path: Path) -> None:
    """The minutes of a stage hold its name, its day and its values in figures and words."""
    path = tmp_path / "tahap.docx"
    write_minutes(digest, KEY, path, stage="administrasi")
    document = docx.Document(str(path))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "TAHAP ADMINISTRASI DAN PORTOFOLIO" in text
    assert "Senin, tanggal dua puluh dua bulan Juli" in text
    rows = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert rows[0][3] == "Nilai tahap"
    assert [row[0] for row in rows[1:4]] == ["1", "2", "3"]
    for row in rows[1:]:
        assert row[4] == speak_written(row[3].rstrip("†‡"))


def test_finalists_are_named_before_their_stage(digest: SeasonDigest) -> None:
    """The stage before the finals says who goes on; the finals list who was not let in."""
    tes = minutes_fields(digest, KEY, "id", "tes")
    assert [row["gelar"] for row in tes["hasil"]].count("finalis") == 5  # type: ignore[attr-defined]  # a list of dicts
    finals = minutes_fields(digest, KEY, "id", "lapangan")
    assert len(finals["hasil"]) == 5  # type: ignore[arg-type]  # a list of dicts
    assert any("bukan finalis" in line for line in finals["tanpa_peringkat"])  # type: ignore[attr-defined]  # a list of texts
    assert finals["jumlah_peserta"] == 5


def test_only_stages_that_were_held_have_minutes(digest: SeasonDigest) -> None:
    """A stage without marks, or after the last that counts, has no minutes."""
    category = digest.category(KEY)
    assert held_stages(digest, category) == ("administrasi", "tes", "lapangan")
    assert held_stages(replace(digest, through="tes"), category) == ("administrasi", "tes")
    begun = tuple(score for score in category.scores if score.stage == "administrasi")
    assert held_stages(digest, replace(category, scores=begun)) == ("administrasi",)
    names = minutes_names(digest)
    assert names[f"{KEY}.docx"] == (KEY, "")
    assert names[f"{KEY}-lapangan.docx"] == (KEY, "lapangan")


def test_a_stage_of_a_stopped_category_holds_no_values(digest: SeasonDigest) -> None:
    """Where the category is stopped, the minutes of its stages say why instead of values."""
    fields = minutes_fields(digest, "lks", "id", "administrasi")
    assert fields["alasan"]
    assert fields["hasil"] == []
