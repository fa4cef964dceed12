"""Winners over the years: which seasons are looked at, and where the record gives way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from helpers.records.tables import PastWinner
from helpers.report.digest import SeasonDigest
from helpers.report.years import brief_category, gather_years, read_earlier
from tests.report.test_season_sizes import make_book


def test_sample_and_real_never_meet(tmp_path: Path) -> None:
    """The earlier winners of a real season are not those of a sample, nor the other way round."""
    for name, sample, winner in (("contoh-2023", True, "CONTOH X"), ("2022", False, "Nyata Y")):
        book = make_book(1, 3, 1).model_copy(update={"season": name[-4:], "sample": sample})
        evidence = tmp_path / "reports" / name / "bukti"
        evidence.mkdir(parents=True)
        (evidence / "rules.json").write_text(book.model_dump_json(), encoding="utf-8")
        processed = tmp_path / "data" / "processed" / name
        processed.mkdir(parents=True)
        (processed / "rankings.csv").write_text(
            "season,category,rank,participant,name,region,total,exact,margin,title,decided_by,"
            f"status,note\n{name},kategori-1,1,P1,{winner},63.01,1,1/1,,Juara I,,FINAL,\n",
            encoding="utf-8",
        )
    found = {
        sample: [row.name for row in read_earlier(tmp_path, "kini", "2024", sample)]
        for sample in (True, False)
    }
    assert found == {True: ["CONTOH X"], False: ["Nyata Y"]}
    assert read_earlier(tmp_path, "kini", "2021", False) == ()


def test_record_gives_way_to_a_counted_season(digest: SeasonDigest) -> None:
    """What the record says of a year that was counted here does not stand beside the result."""
    told = PastWinner("2024", "karang-taruna", "Juara I", "63.03", "Bukan Pemenang")
    years = gather_years(replace(digest, history=(*digest.history, told)))
    assert "Bukan Pemenang" not in {row.name for row in years.rows}
    assert years.years == ("2024", "2022", "2021")


def test_damaged_season_stops_nothing(tmp_path: Path) -> None:
    """An earlier season whose rules cannot be read is left out; its own verification says so."""
    evidence = tmp_path / "reports" / "2022" / "bukti"
    evidence.mkdir(parents=True)
    (evidence / "rules.json").write_text("{", encoding="utf-8")
    processed = tmp_path / "data" / "processed" / "2022"
    processed.mkdir(parents=True)
    (processed / "rankings.csv").write_text("season\n", encoding="utf-8")
    assert read_earlier(tmp_path, "kini", "2024", False) == ()


def test_short_forms_of_categories() -> None:
    """A short key is its own short form; a long one gives the initials of the name."""
    assert brief_category("tksk", "Tenaga Kesejahteraan Sosial Kecamatan") == "TKSK"
    assert brief_category("karang-taruna", "Karang Taruna") == "KT"
    assert brief_category("inovasi", "Inovasi") == "Inovasi"
