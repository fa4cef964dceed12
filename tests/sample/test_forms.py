"""The forms: what their title blocks, tables and footers hold."""

from __future__ import annotations

from datetime import date

import pytest

from helpers.sample.filling import fill_in
from helpers.sample.forms import lay_out, long_day
from helpers.sample.marks import make_marks
from helpers.sample.material import SEASONS, Form, read_material
from helpers.sample.page import Page
from helpers.sample.sheets import Sheet

SHEETS = [
    pytest.param(season, form, id=f"{season} {form.file.split('/')[-1]} {form.sheet}")
    for season in SEASONS
    for form in read_material(season).forms
]


MARKS = {season: make_marks(read_material(season)) for season in SEASONS}


def filled_in(season: str, form: Form) -> Page:
    """The page of a form."""
    return fill_in(read_material(season), form, MARKS[season])


def laid_out(season: str, form: Form) -> Sheet:
    """The sheet of a form before anything happened to it."""
    return lay_out(filled_in(season, form))


def the_form(season: str, ending: str) -> Form:
    """The form of the file whose name ends so."""
    return next(form for form in read_material(season).forms if form.file.endswith(ending))


def texts(sheet: Sheet) -> list[str]:
    """All texts of a sheet."""
    return [cell.value for cell in sheet.cells.values() if isinstance(cell.value, str)]


def test_a_day_is_written_as_an_office_writes_it() -> None:
    """The weekday belongs to the date."""
    assert long_day(date(2024, 7, 23)) == "Selasa, 23 Juli 2024"


@pytest.mark.parametrize(("season", "form"), SHEETS)
def test_every_form_says_that_it_is_a_sample(season: str, form: Form) -> None:
    """The word CONTOH stands in every title block."""
    assert any("CONTOH" in text for text in texts(laid_out(season, form)))


@pytest.mark.parametrize(("season", "form"), SHEETS)
def test_every_due_mark_has_its_cell(season: str, form: Form) -> None:
    """A form holds one mark a participant and criterion, save for whom the juror may not mark."""
    page = filled_in(season, form)
    sheet = lay_out(page)
    for entrant in page.entrants:
        for column in page.columns:
            place = sheet.places["mark", entrant.id, column.criterion]
            assert sheet.cells[place].value == page.marks.get((entrant.id, column.criterion))


def test_a_recused_juror_leaves_the_cells_empty() -> None:
    """A juror of Kabupaten Banjar gives the Karang Taruna of that region no mark."""
    page = filled_in("contoh-2024", the_form("contoh-2024", "KT administrasi - Juri 2.xlsx"))
    assert {entrant.id for entrant in page.entrants} - {who for who, _ in page.marks} == {"KT-03"}


def test_criteria_stand_below_each_other_where_participants_stand_across() -> None:
    """One form has its table the other way round."""
    sheet = laid_out("contoh-2024", the_form("contoh-2024", "Form J4 adm KT.xlsx"))
    first, second = (sheet.places["mark", who, "legalitas"] for who in ("KT-01", "KT-02"))
    assert (second[0] - first[0], second[1] - first[1]) == (0, 1)
