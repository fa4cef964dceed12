"""The minutes of one stage."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import docx

from helpers.records.tables import Absence
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
    assert "Keterangan" not in rows[0]
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


def test_a_column_in_which_something_stands_is_there(digest: SeasonDigest, tmp_path: Path) -> None:
    """Who goes on as a finalist is said in a column that is called a remark."""
    path = tmp_path / "tahap.docx"
    write_minutes(digest, KEY, path, stage="tes")
    head = [cell.text for cell in docx.Document(str(path)).tables[1].rows[0].cells]
    assert head[-1] == "Keterangan"


def test_who_was_absent_and_is_valued_is_said_to_be_absent(digest: SeasonDigest) -> None:
    """A value by the rule book's word on absence stands with the word absent beside it."""
    category = digest.category(KEY)
    mine = [s for s in category.scores if (s.participant, s.stage) == ("KT-06", "tes")]
    away = Absence(
        mine[0].season, KEY, "tes", mine[0].criterion, "KT-06", mine[0].juror,
        "participant_absent", mine[0].file, mine[0].sheet, mine[0].cell, "TH",
    )  # fmt: skip
    rest = tuple(score for score in category.scores if score not in mine)
    category = replace(category, scores=rest, absences=(*category.absences, away))
    season = replace(digest, categories=(category, *digest.categories[1:]))
    rows = cast("list[dict[str, str]]", minutes_fields(season, KEY, "id", "tes")["hasil"])
    name = next(one.name for one in category.participants if one.id == "KT-06")
    assert [row["gelar"] for row in rows if row["nama"] == name] == ["tidak hadir"]
    assert "tidak hadir" not in {row["gelar"] for row in rows if row["nama"] != name}
