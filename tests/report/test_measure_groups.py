"""The measures grouped by what they are of, with jurors by codes and participants by names."""

from __future__ import annotations

from dataclasses import replace

from helpers.records.tables import Diagnostic
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.measure_groups import (
    MeasureGroup,
    group_measures,
    name_participants,
    tabulate_panel,
    tabulate_places,
)

KEY = "karang-taruna"


def row(subject: str, name: str, measure: str, value: str, stage: str = "") -> Diagnostic:
    """A row of diagnostics.csv."""
    unit = "share" if measure.startswith("p_") else "coefficient"
    unit = "" if measure.startswith("winner") else unit
    return Diagnostic("2024", KEY, stage, subject, name, measure, value, unit=unit)


def with_rows(digest: SeasonDigest, *rows: Diagnostic) -> CategoryDigest:
    """The category of the made-up season with other diagnostics."""
    return replace(digest.category(KEY), diagnostics=rows)


def grouped(digest: SeasonDigest, *rows: Diagnostic) -> dict[str, MeasureGroup]:
    """The groups by their kind."""
    return {one.kind: one for one in group_measures(digest, with_rows(digest, *rows), "id")}


def test_the_sentence_on_severity_stands_before_its_table(digest: SeasonDigest) -> None:
    """First what severity cannot do; jurors by their codes, with one line that resolves them."""
    group = grouped(digest, row("juror", "J3", "severity", "-1.5", "lapangan"))["juror"]
    assert "tidak mengubah urutan" in group.sentences[0]
    assert group.tables[0].rows[0][:2] == ("Juri 3", "−1,50")
    assert "Juri 3 = J3" in group.sentences[-1]


def test_each_kind_has_its_own_group_and_coefficients_come_last(digest: SeasonDigest) -> None:
    """Participants, jurors, criteria and stages apart; what nobody says aloud at the end."""
    groups = grouped(
        digest,
        row("panel", "", "kendall_w", "0.9", "lapangan"),
        row("stage", "lapangan", "weight_low", "40"),
        row("criterion", "lapangan.inovasi", "weight_low", "0", "lapangan"),
        row("panel", "combine: median", "winner_under", "KT-01"),
        row("juror", "J1", "severity", "1", "lapangan"),
        row("participant", "KT-01", "p_first", "0.9"),
    )
    assert list(groups) == ["participant", "juror", "criterion", "stage", "policy", "panel"]
    assert grouped(digest) == {}


def test_places_stand_in_a_table_of_chances(digest: SeasonDigest) -> None:
    """A row a participant and a column a place, in percent; none where only the first is known."""
    first = row("participant", "KT-01", "p_first", "0.912")
    rows = (first, row("participant", "KT-01", "p_rank_2", "0.088"))
    (table,) = tabulate_places(with_rows(digest, *rows), "id")
    assert table.header == ("1", "2")
    assert table.rows[0][1:] == ("91,2%", "8,8%")
    assert tabulate_places(with_rows(digest, first), "id") == ()


def test_coefficients_stand_by_stage_and_the_study_by_number(digest: SeasonDigest) -> None:
    """One column a stage, a dash where there is none; then what other numbers would give."""
    category = with_rows(
        digest,
        row("panel", "", "kendall_w", "0.9", "administrasi"),
        row("panel", "", "icc_ck", "0.8", "lapangan"),
        row("panel", "jurors=4; criteria=2", "generalizability", "0.7", "lapangan"),
    )
    plain, study = tabulate_panel(digest, category, "id")
    assert [one[1:] for one in plain.rows] == [("0,90", "–"), ("–", "0,80")]
    assert study.rows == (("4 juri, 2 kriteria", "0,70"),)


def test_a_participant_is_called_by_name(digest: SeasonDigest) -> None:
    """The id that the examination writes gives way to the name; other words stay."""
    category = digest.category(KEY)
    name = next(p.name for p in category.placings if p.participant == "KT-02")
    said = name_participants(category, "Nilai juri 1 untuk KT-02 pada Inovasi: KT-02")
    assert said == f"Nilai juri 1 untuk {name} pada Inovasi: KT-02"
    assert name in name_participants(category, "The mark for KT-02 on Inovasi")
