"""Finding score tables by their headers, in either layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from helpers.intake.headers import Criteria
from helpers.intake.locate import Locator, find_tables
from helpers.intake.names import everyone, register
from helpers.records.tables import Participant

PEOPLE = (
    Participant("KT-01", "kt", "63.03", "Tunas Muda"),
    Participant("KT-02", "kt", "63.06", "Nur'aini"),
    Participant("KT-03", "kt", "63.10", "Bina Banua"),
)

Find = Callable[..., Any]


@pytest.fixture
def find(season: Any, forge: Any) -> Find:
    """Finds the tables in a sheet of cells."""
    book = season.book
    locator = Locator(Criteria(book), everyone([register(book, "kt", PEOPLE, [])]))

    def found(cells: dict[str, object], merges: tuple[str, ...] = ()) -> Any:
        sheet = forge.read({"S": forge.sheet(cells, merges=merges)}).sheets[0]
        return find_tables(sheet, locator)

    return found


def roles(table: Any) -> dict[str, str]:
    """The role of every cell by its address."""
    return {table.grid.lines and f"{chr(64 + c)}{r}": role for (r, c), role in table.roles.items()}


def people(table: Any) -> list[str]:
    """The participants of the lines, in order."""
    return [line.participant for line in table.participant_lines()]


def test_the_usual_form_is_found(find: Find, form_of: Any) -> None:
    """Title, header, marks, total and footer of the usual form have their roles."""
    (table,) = find(form_of("J1"))
    assert table.grid.layout == "participants_down"
    assert people(table) == ["KT-01", "KT-02", "KT-03"]
    assert Counter(roles(table).values()) == {
        "title": 5, "header": 6, "number": 3, "id": 3, "name": 3, "score": 6, "total": 3,
        "footer": 2,
    }  # fmt: skip


def test_every_cell_has_exactly_one_role(find: Find, form_of: Any) -> None:
    """No cell of the sheet is without a role."""
    cells = form_of("J1") | {"H8": "catatan di luar", "Z40": 99}
    (table,) = find(cells)
    assert set(roles(table)) == set(cells)


def test_criteria_may_stand_below_each_other(find: Find) -> None:
    """With criteria down and participants across the same roles are found."""
    (table,) = find(
        {
            "A1": "LEMBAR", "A2": "Juri : J1",
            "A4": "No", "B4": "Kriteria", "C4": "Bobot", "D4": "KT-01", "E4": "KT-02",
            "F4": "KT-03",
            "D5": "Tunas Muda", "E5": "Nur'aini", "F5": "Bina Banua",
            "A6": 1, "B6": "Legalitas", "C6": 40, "D6": 80, "E6": 70, "F6": 90,
            "A7": 2, "B7": "Program kerja", "C7": 60, "D7": 85, "E7": 75, "F7": 95,
            "A8": "Jumlah", "D8": 165, "E8": 145, "F8": 185, "D10": "Banjarbaru",
        },
        ("A4:A5", "B4:B5", "C4:C5", "A8:C8"),
    )  # fmt: skip
    assert table.grid.layout == "criteria_down"
    assert people(table) == ["KT-01", "KT-02", "KT-03"]
    assert Counter(roles(table).values()) == {
        "title": 2, "header": 8, "id": 3, "name": 3, "score": 6, "weight": 2, "total": 3,
        "footer": 1,
    }  # fmt: skip


def test_a_two_row_header_with_a_weights_row_is_one_header(find: Find) -> None:
    """Merged keys over a group, names and weights make one header."""
    (table,) = find(
        {
            "A1": "No", "B1": "Nama", "C1": "ASPEK YANG DINILAI", "E1": "Nilai Akhir",
            "C2": "Legalitas", "D2": "Program kerja", "C3": 40, "D3": 60,
            "A4": 1, "B4": "Tunas Muda", "C4": 80, "D4": 85, "E4": 83,
            "A5": "Rata-rata", "C5": 80, "D5": 85,
        },
        ("A1:A3", "B1:B3", "C1:D1", "E1:E3", "A5:B5"),
    )  # fmt: skip
    assert table.header_lines == (1, 3)
    assert people(table) == ["KT-01"]
    assert roles(table)["C3"] == "weight"
    assert roles(table)["C5"] == "summary"


def test_products_beside_the_marks_are_no_marks(find: Find) -> None:
    """Under a merged criterion the mark and its product are told apart."""
    (table,) = find(
        {
            "A1": "Kode", "B1": "Legalitas", "D1": "Program kerja", "F1": "Total",
            "B2": "Nilai", "C2": "Nilai x 5", "D2": "Nilai", "E2": "N x B",
            "A3": "KT-01", "B3": 95, "C3": 425, "D3": 80, "E3": 240, "F3": 665,
        },
        ("A1:A2", "B1:C1", "D1:E1", "F1:F2"),
    )  # fmt: skip
    assert {at: role for at, role in roles(table).items() if at.endswith("3")} == {
        "A3": "id", "B3": "score", "C3": "product", "D3": "score", "E3": "product", "F3": "total",
    }  # fmt: skip


def test_repeated_headers_and_sums_are_nobody(find: Find) -> None:
    """A header on the next page, sums and "dst." are never participants."""
    header = {"A1": "Kode", "B1": "Legalitas", "C1": "Program kerja"}
    again = {"A3": "Kode", "B3": "Legalitas", "C3": "Program kerja"}
    (table,) = find(
        header
        | {"A2": "KT-01", "B2": 80, "C2": 81}
        | again
        | {"A4": "KT-02", "B4": 70, "C4": 71, "A5": "Jumlah", "B5": 150, "C5": 152, "A6": "dst."}
    )
    assert people(table) == ["KT-01", "KT-02"]
    assert [line.kind for line in table.lines] == [
        "participant", "repeated", "participant", "summary", "summary",
    ]  # fmt: skip


def test_numbered_columns_are_no_marks(find: Find) -> None:
    """A row that only numbers the columns is no participant."""
    (table,) = find(
        {"A1": "Kode", "B1": "Legalitas", "C1": "Program kerja", "A2": "(1)", "B2": "(2)",
         "C2": "(3)", "A3": "KT-01", "B3": 80, "C3": 85}
    )  # fmt: skip
    assert people(table) == ["KT-01"]


def test_unknown_names_and_missing_names_are_kept_as_lines(find: Find) -> None:
    """A line with marks and a name that is nobody's, or none, is a line that waits."""
    (table,) = find(
        {"A1": "Nama", "B1": "Legalitas", "C1": "Program kerja", "A2": "Tunas Muda", "B2": 80,
         "C2": 85, "A3": "Entah", "B3": 70, "C3": 75, "B4": 60, "C4": 65}
    )  # fmt: skip
    assert [(line.kind, line.participant) for line in table.lines] == [
        ("participant", "KT-01"), ("participant", ""), ("keyless", ""),
    ]  # fmt: skip


def test_a_title_that_is_named_like_a_criterion_is_no_header(find: Find) -> None:
    """A stage and its criterion may have one name, and the title stays a title."""
    (table,) = find(
        {"A1": "TAHAPAN", "B1": "Tes tertulis", "A2": "Kode", "B2": "Tes tertulis",
         "A3": "KT-01", "B3": 40, "A4": "KT-02", "B4": 45}
    )  # fmt: skip
    assert roles(table)["B1"] == "title"
    assert people(table) == ["KT-01", "KT-02"]


def test_two_tables_in_one_sheet_are_two(find: Find) -> None:
    """A header with other criteria begins another table."""
    first, second = find(
        {"A1": "Kode", "B1": "Legalitas", "C1": "Program kerja", "A2": "KT-01", "B2": 80, "C2": 85,
         "A4": "Kode", "B4": "Tes tertulis", "A5": "KT-01", "B5": 40, "A6": "KT-02", "B6": 30}
    )  # fmt: skip
    assert people(first) == ["KT-01"]
    assert people(second) == ["KT-01", "KT-02"]


def test_a_sheet_without_a_header_has_no_table(find: Find) -> None:
    """Where no header names a criterion there is no table."""
    assert find({"A1": "Petunjuk", "A2": "Isi dengan angka", "B2": 100}) == ()


def test_a_footer_is_never_a_participant(find: Find, form_of: Any) -> None:
    """Signature, place, day and number of the juror stay outside the table."""
    cells = form_of("J1") | {"C11": "Mengetahui", "C15": "NIP. 19700101 199001 1 001"}
    (table,) = find(cells)
    assert people(table) == ["KT-01", "KT-02", "KT-03"]
    assert roles(table)["C15"] == "footer"


SIGNED = {
    "A4": "No", "B4": "Nama", "C4": "Kab/Kota", "D4": "Legalitas", "E4": "Program kerja",
    "A5": 1, "B5": "Tunas Muda", "C5": "Kab. Banjar", "D5": 80, "E5": 85,
    "A6": 2, "B6": "Nur'aini", "C6": "HSS", "D6": 70, "E6": 75,
    "A7": 3, "B7": "Bina Banua", "C7": "Tanah Bumbu", "D7": 90, "E7": 95,
}  # fmt: skip


@pytest.mark.parametrize("place", ["Tanah Bumbu", "Kab. Banjar, 22 Juli 2024", "HSS"])
@pytest.mark.parametrize("row", [8, 10])
def test_a_place_to_sign_at_is_no_participant(find: Find, place: str, row: int) -> None:
    """A region below the table, where nothing stands at the marks, is the place of the signing."""
    for column in "BC":
        signed = {f"{column}{row}": place, f"{column}{row + 4}": "Drs. Juri Satu, M.Si."}
        (table,) = find(SIGNED | signed)
        assert people(table) == ["KT-01", "KT-02", "KT-03"]
        assert roles(table)[f"{column}{row}"] == "footer"


def test_a_place_to_sign_at_is_none_where_regions_name_the_lines(find: Find) -> None:
    """Where regions are all that names a line, the second one without marks is the signing's."""
    cells = {place: value for place, value in SIGNED.items() if place[0] != "B"}
    (table,) = find(cells | {"C9": "Tanah Bumbu"})
    assert people(table) == ["KT-01", "KT-02", "KT-03"]
    missing = {place: value for place, value in cells.items() if place not in ("D7", "E7")}
    (table,) = find(missing)
    assert people(table) == ["KT-01", "KT-02", "KT-03"]


def test_a_last_line_without_marks_is_still_a_participants(find: Find) -> None:
    """A name makes a line a participant's, also the last one, also without a mark."""
    (table,) = find({place: value for place, value in SIGNED.items() if place not in ("D7", "E7")})
    assert people(table) == ["KT-01", "KT-02", "KT-03"]
