"""What is around the table of a form, and how it is printed."""

from __future__ import annotations

from typing import Any

from helpers.records.tables import Participant
from helpers.rules import short_fingerprint


def column(sheet: Any, letter: str) -> list[str]:
    """The texts of a column."""
    return [cell.value for cell in sheet[letter] if isinstance(cell.value, str)]


def test_the_head_says_whose_sheet_it_is(forms: Any) -> None:
    """Office, title, category, stage with its date, and the juror with name and code."""
    sheet = forms.read().worksheets[0]
    assert column(sheet, "A")[:6] == [
        "Dinas CONTOH · CONTOH: data rekaan, bukan hasil seleksi",
        "Seleksi CONTOH", "LEMBAR PENILAIAN", "Kategori", "Tahap", "Juri",
    ]  # fmt: skip
    assert [sheet[f"C{row}"].value for row in (4, 5, 6)] == [
        "Karang Taruna", "Administrasi, 22 Juli 2024", "Drs. Juri Satu, M.Si. (J1)",
    ]  # fmt: skip


def test_a_real_season_is_not_called_a_sample(forms: Any) -> None:
    """Only the forms of a sample season say that their data are made up."""
    forms.with_rules(sample=False)
    assert forms.read().worksheets[0]["A1"].value == "Dinas CONTOH"


def test_the_instruction_follows_the_rule_book(forms: Any) -> None:
    """Decimal mark and words of absence are those declared; grey cells are told of if any."""
    text = forms.read("J2").worksheets[0]["A7"].value
    assert "Gunakan koma untuk desimal" in text
    assert "tulis “TH” atau “tidak hadir”" in text
    assert "Juri berhalangan menilai: tulis “juri berhalangan”" in text
    assert "Sel abu-abu" in text
    forms.with_rules(decimal_mark=".", absent_words={})
    text = forms.read("J1").worksheets[0]["A7"].value
    assert "titik untuk desimal" in text
    assert "tulis" not in text
    assert "abu-abu" not in text


def test_rubrics_and_signature_stand_below(forms: Any) -> None:
    """What the rule book asks of a criterion can be read, and there is room to sign."""
    sheet = forms.read().worksheets[0]
    assert "Legalitas: Akta ada." in column(sheet, "A")
    assert column(sheet, "D")[-3:] == [
        "Banjarbaru, tanggal ..............................", "Juri,", "Drs. Juri Satu, M.Si.",
    ]  # fmt: skip


def test_entries_are_told_apart_at_a_glance(forms: Any) -> None:
    """Each of the two entries has its own title and colour, and is signed by who typed it."""
    sheets = [forms.read("J1", entry).worksheets[0] for entry in ("", "1", "2")]
    assert [sheet["A3"].value for sheet in sheets[1:]] == [
        "KETIKAN 1 DARI 2 (disalin dari lembar kertas)",
        "KETIKAN 2 DARI 2 (disalin dari lembar kertas)",
    ]
    assert len({sheet.sheet_properties.tabColor.rgb for sheet in sheets}) == 3
    assert "Yang mengetik," in column(sheets[1], "D")


def test_it_prints_on_a4_with_its_header_on_each_page(forms: Any) -> None:
    """A4 across, as wide as the page, with the rules' fingerprint and the page numbers below."""
    forms.people = [Participant(f"P-{n}", "kt", "63.01", f"Nama {n}") for n in range(60)]
    sheet = forms.read("J1", "1").worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$8:$10"
    footer = sheet.oddFooter
    assert short_fingerprint(forms.book) in footer.center.text
    assert footer.left.text == "musim-uji · kt · adm · J1 · ketikan 1"
    assert footer.right.text == "Halaman &P dari &N"
    assert sheet.freeze_panes == "D11"


def test_what_is_little_more_than_a_page_becomes_one(forms: Any) -> None:
    """A sheet for a few participants is made to fit one page, signature included."""
    forms.people = [Participant(f"P-{n}", "kt", "63.01", f"Nama {n}") for n in range(18)]
    assert forms.read().worksheets[0].page_setup.fitToHeight in (None, 1)


def test_a_form_may_be_in_english(forms: Any) -> None:
    """In English all that is said is said in English."""
    sheet = forms.read("committee", language="en").worksheets[0]
    assert [sheet[f"A{row}"].value for row in (3, 4, 6)] == ["SCORE SHEET", "Category", "Juror"]
    assert sheet["C6"].value == "The committee"
