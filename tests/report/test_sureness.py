"""Which diagnostics become a table, a sentence, or neither."""

from __future__ import annotations

from dataclasses import replace

from helpers.records.tables import Diagnostic
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.sureness import repeats, say_unmeasured, show_measure, tabulate

KEY = "karang-taruna"


def row(
    stage: str, subject: str, name: str, measure: str, value: str, note: str = ""
) -> Diagnostic:
    """A row of diagnostics.csv."""
    return Diagnostic("2024", KEY, stage, subject, name, measure, value, note=note)


def category_with(
    digest: SeasonDigest, *rows: Diagnostic, one_stage: bool = False
) -> CategoryDigest:
    """The category of the digest with other diagnostics, and perhaps only its first stage."""
    category = digest.category(KEY)
    first = dict([next(iter(category.rules.stages.items()))])
    stages = first if one_stage else category.rules.stages
    rules = category.rules.model_copy(update={"stages": stages})
    return replace(category, rules=rules, diagnostics=rows)


def test_measures_of_a_panel_make_no_table(digest: SeasonDigest) -> None:
    """A panel of another size, a far mark and the own region are no lines of the jurors' table."""
    category = category_with(
        digest,
        row("administrasi", "juror", "J1", "rho_rest", "0.9"),
        row("administrasi", "juror", "J1", "deviation", "-20"),
        row("administrasi", "juror", "J1", "favour_p", "0.1"),
        row("administrasi", "panel", "jurors=6", "generalizability", "0.9"),
    )
    [table] = tabulate(digest, category, "en")
    assert table.header == ("In line with the others (rho)",)


def test_a_wide_table_keeps_its_reasons_below(digest: SeasonDigest) -> None:
    """In narrow columns stands the number of a reason, and each reason once below the table."""
    measures = ("p_first", "rank_low", "rank_high", "turning_marks", "turning_change")
    notes = {"p_first": "Nor this."}
    rows = [
        row("", "participant", who, measure, "", notes.get(measure, "Why not."))
        for who in ("KT-01", "KT-02")
        for measure in measures
    ]
    [wide] = tabulate(digest, category_with(digest, *rows), "en")
    assert wide.notes == ("Nor this.", "Why not.")
    assert [line[1:] for line in wide.rows] == [("(1)", "(2)", "(2)", "(2)", "(2)")] * 2
    [narrow] = tabulate(digest, category_with(digest, *rows[:4]), "en")
    assert narrow.notes == ()
    assert narrow.rows[0][1:3] == ("Nor this.", "Why not.")


def test_one_line_for_each_reason(digest: SeasonDigest) -> None:
    """Measures that cannot be had for one reason share a line; a value with a note is none."""
    category = category_with(
        digest,
        row("administrasi", "panel", "", "icc_c1", "", "Why."),
        row("administrasi", "panel", "", "icc_ck", "", "Why."),
        row("administrasi", "panel", "", "component_p", "0", "Below zero."),
        row("", "panel", "", "jurors_compared", "", "Panels differ."),
    )
    stage = category.rules.stages["administrasi"].name
    assert say_unmeasured(category, "en") == [
        f"ICC(C,1), ICC(C,k) in the stage {stage} could not be computed. Why.",
        "The agreement of the jurors over all stages could not be computed. Panels differ.",
    ]


def test_a_single_stage_is_told_once(digest: SeasonDigest) -> None:
    """With one stage, what is said of the whole again is left out; with several it is more."""
    rows = (
        row("administrasi", "juror", "J1", "severity", "1"),
        row("", "juror", "J1", "severity", "1"),
        row("", "juror", "J1", "margin_without", "2"),
    )
    single = category_with(digest, *rows, one_stage=True)
    several = category_with(digest, *rows)
    assert [repeats(single, one) for one in rows] == [False, True, False]
    assert not any(repeats(several, one) for one in rows)
    assert [table.header for table in tabulate(digest, single, "id")][1] == (
        "Selisih pemenang tanpanya",
    )


def test_values_are_shown_as_people_read_them(digest: SeasonDigest) -> None:
    """Counts are whole, squares and coefficients have a comma, the very unlikely is less than."""
    category = digest.category(KEY)

    def shown(unit: str, value: str, low: str = "", high: str = "") -> str:
        one = Diagnostic("2024", KEY, "", "panel", "", "x", value, low, high, unit)
        return show_measure(category, one, "id")

    assert shown("points_squared", "150.2379657") == "150,24"
    assert shown("jurors", "1", "1", "4") == "1 (1 s.d. 4)"
    assert shown("draws", "20000") == "20.000"
    assert shown("probability", "0.0000001") == "< 0,001"
    assert shown("coefficient", "0.912", "0.81", "0.97") == "0,91 (0,81 s.d. 0,97)"
