"""trace: from a rank down to the cells, and why one participant is ahead of another."""

from __future__ import annotations

import json
import re
import shutil
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from helpers.cli import main

SEASON = "contoh-2024"


def run(home: Path, *words: str) -> Result:
    """What the command says, and how it ends."""
    return CliRunner().invoke(main, [*words, "--home", str(home)])


def answer(home: Path, *words: str) -> Any:
    """The answer for programs."""
    done = run(home, *words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def nodes(tree: dict[str, Any]) -> list[dict[str, Any]]:
    """A node of the answer with all below it."""
    return [tree, *(one for child in tree["children"] for one in nodes(child))]


@pytest.fixture
def own_home(counted_home: Path, tmp_path: Path) -> Path:
    """A home with tables of its own, to do anything with."""
    return Path(shutil.copytree(counted_home, tmp_path / "home"))


def test_rank_leads_to_the_cells(counted_home: Path) -> None:
    """The tree goes from the rank by formulas with numbers to file, sheet, cell and literal."""
    done = run(counted_home, "telusuri", SEASON, "KT-01")
    assert done.exit_code == 0, done.output
    for line in (
        "Peringkat: 2 · Juara II",
        "nilai tahap Paparan dan wawancara: KT-01 87,1125 > KT-07 84,1125",
        "= 30% × 85,953 + 20% × 88 + 50% × 87,1125 = 86,9422… → 86,94",
        "= (85,3 + 86,45 + 83,55 + 85,8 + 88,665) / 5 = 85,953",
        "= 44 × 2 = 88",
        "scores/karang taruna/22 juli/KT administrasi - Juri 1.xlsx › Penilaian",
        "Legalitas dan kepengurusan: 85  E11 “85”",
        "sama dengan 19 baris yang tersimpan",
    ):
        assert line in done.output


def test_correction_is_told_with_who_and_why(counted_home: Path) -> None:
    """A corrected mark names what stood there, the reason, and both officers."""
    tree = answer(counted_home, "trace", SEASON, "KT-04")["tree"]
    found = [one["address"] for one in nodes(tree) if one.get("address", {}).get("correction")]
    assert [one["cell"] for one in found] == ["F14"]
    correction = found[0]["correction"]
    assert (correction["id"], correction["was"], correction["value"]) == ("P-01", "8 5", "85")
    assert correction["by"] != correction["approved_by"]
    shown = run(counted_home, "trace", SEASON, "KT-04").output
    assert "† Koreksi P-01: semula “8 5”" in shown


def test_trimmed_and_absent_marks_do_not_count(counted_home: Path) -> None:
    """What a trim drops, and who was absent, stands in the tree as what does not count."""
    tree = answer(counted_home, "trace", SEASON, "LKS-04")["tree"]
    out = [one for one in nodes(tree) if one["kind"] == "mark" and not one["counts"]]
    assert any("dipangkas" in " ".join(one["notes"]) for one in out)
    assert any(one["value"] == "juri berhalangan" for one in out)
    deduction = [one for one in nodes(tree) if one["kind"] == "deduction"]
    assert [one["exact"] for one in deduction] == ["-1/1"]


@pytest.mark.parametrize(
    ("participant", "reason", "detail"),
    [
        ("KT-12", "Tanpa peringkat: tidak hadir", "E17 “TH”"),
        ("PSM-11", "Tanpa peringkat: di bawah nilai minimum", "30,4 < 65"),
        ("PSM-05", "Tanpa peringkat: mengundurkan diri", "Keputusan K-03"),
    ],
)
def test_no_rank_leads_to_its_reason(
    counted_home: Path, participant: str, reason: str, detail: str
) -> None:
    """Who has no rank is led to why: the cell, the minimum, the decision."""
    done = run(counted_home, "trace", SEASON, participant)
    assert done.exit_code == 0, done.output
    assert reason in done.output
    assert detail in done.output


@pytest.mark.parametrize(
    "words",
    [
        ("karang taruna tuntung contoh",),
        ("Karang", "Taruna", "Tuntung", "Contoh"),
        ("Tanah Laut", "--category", "karang-taruna"),
        ("63.01", "--category", "karang-taruna"),
    ],
)
def test_participant_by_name_or_region(counted_home: Path, words: tuple[str, ...]) -> None:
    """A participant is found by its exact name, or by its region within a category."""
    assert answer(counted_home, "trace", SEASON, *words)["participant"] == "KT-01"


def test_unknown_participant_is_wrong_usage(counted_home: Path) -> None:
    """A name that nobody has ends with 2 and the nearest; a region of several with the list."""
    done = run(counted_home, "trace", SEASON, "Gusti Kayalan")
    assert done.exit_code == 2
    assert "PSM-09 Gusti Khayalan (psm)" in done.output
    done = run(counted_home, "trace", SEASON, "Tanah Laut")
    assert done.exit_code == 2
    for one in ("KT-01", "LKS-01", "PSM-01", "TKSK-01"):
        assert one in done.output
    assert run(counted_home, "trace", SEASON, "KT-01", "--category", "lsk").exit_code == 2
    assert run(counted_home, "trace").exit_code == 2


def test_season_may_be_left_out(counted_home: Path) -> None:
    """One word is the participant, of the latest season, which is said."""
    done = run(counted_home, "trace", "KT-01")
    assert "Musim yang dipakai: contoh-2024" in done.output
    assert "Peringkat: 2" in done.output


def test_tampered_table_is_found(own_home: Path) -> None:
    """A step that the marks do not give ends with 1 and its address."""
    path = own_home / "data/processed" / SEASON / "steps.csv"
    old, new = "KT-01,stage,tes,,,88,88/1", "KT-01,stage,tes,,,89,89/1"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    done = run(own_home, "trace", SEASON, "KT-01")
    assert done.exit_code == 1
    assert (
        "steps.csv › karang-taruna KT-01 stage tes: tersimpan 89 (89/1), dihitung 88" in done.output
    )
    assert run(own_home, "trace", SEASON, "KT-13", "--against", "KT-01").exit_code == 1
    assert run(own_home, "trace", SEASON, "KT-13").exit_code == 0


def test_tampered_rank_is_found(own_home: Path) -> None:
    """A rank that the marks do not give ends with 1 and names both."""
    path = own_home / "data/processed" / SEASON / "rankings.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("karang-taruna,4,KT-04", "karang-taruna,3,KT-04"), "utf-8")
    done = run(own_home, "trace", SEASON, "KT-04", "--json")
    assert done.exit_code == 1
    found = json.loads(done.stdout)["differences"]
    assert {(one["stored"], one["recomputed"]) for one in found} == {("3", "4")}


def test_no_run_yet(sample_home: Path) -> None:
    """Without a run it says so, and what to do."""
    done = run(sample_home, "trace", SEASON, "KT-01")
    assert done.exit_code == 1
    assert f"Jalankan dulu: laporan {SEASON}" in done.output


def test_changed_raw_file_is_said(own_home: Path) -> None:
    """Where a raw file is not the one that was counted, it says which, and what to do."""
    path = own_home / "data/raw" / SEASON / "deductions.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",1,", ",2,"), encoding="utf-8")
    done = run(own_home, "trace", SEASON, "KT-01")
    assert done.exit_code == 1
    assert "deductions.csv" in done.output


def test_broken_table_is_said(own_home: Path) -> None:
    """A table that cannot be read is no failure of the program."""
    (own_home / "data/processed" / SEASON / "steps.csv").write_text("bukan tabel", encoding="utf-8")
    done = run(own_home, "trace", SEASON, "KT-01")
    assert done.exit_code == 1
    assert "tidak dapat dibaca" in done.output


def test_lost_line_is_said(own_home: Path) -> None:
    """A ranking without a line of some participant is named, with the participant."""
    path = own_home / "data/processed" / SEASON / "rankings.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "PSM-08" not in line), encoding="utf-8")
    done = run(own_home, "trace", SEASON, "PSM-08")
    assert done.exit_code == 1
    assert "rankings.csv › psm PSM-08" in done.output


def test_undecided_category_ends_with_one(own_home: Path) -> None:
    """Where intake withholds the ranking, the reasons are named, and the values are there."""
    processed = own_home / "data/processed" / SEASON
    path = processed / "rankings.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    held = [
        re.sub(r"^(\S+?,psm),[^,]*,(PSM-\d+),(.*),(63[^,]*),.*$",
               r"\1,,\2,\3,\4,,,,,,RANCANGAN,undecided", line)
        for line in lines
    ]  # fmt: skip
    path.write_text("\n".join(held) + "\n", encoding="utf-8")
    with (processed / "findings.csv").open("a", encoding="utf-8") as file:
        file.write("block,BLANK_SCORE,psm,scores/x.xlsx,Nilai,C7,,Sel kosong.,Tanyakan juri.\n")
    done = run(own_home, "trace", SEASON, "PSM-09")
    assert done.exit_code == 1
    for part in ("BELUM DAPAT DITETAPKAN", "scores/x.xlsx › Nilai › C7", "Tahap Wawancara"):
        assert part in done.output
    done = run(own_home, "trace", SEASON, "PSM-09", "--against", "PSM-04")
    assert done.exit_code == 1
    assert "belum dapat ditetapkan" in done.output


def test_lines_add_up_to_the_margin(counted_home: Path) -> None:
    """The answer for programs adds up exactly, and so does the page as it is printed."""
    told = answer(counted_home, "trace", SEASON, "KT-13", "--against", "KT-01")
    total = sum(Fraction(line["points"]) for line in told["lines"])
    assert (
        total
        == Fraction(told["margin"])
        == Fraction(told["ahead"]["exact"]) - Fraction(told["behind"]["exact"])
    )
    page = run(counted_home, "trace", SEASON, "KT-13", "--against", "KT-01").output
    numbers = re.findall(r"([+−]?\d+,\d{4}) *$", page, re.MULTILINE)
    shown = [Fraction(n.replace("−", "-").replace(",", ".")) for n in numbers]
    parts = [
        Fraction(n.replace("−", "-").replace(",", "."))
        for line in page.splitlines()
        if (n := "".join(re.findall(r"^(?:    \S|pembulatan).* ([+−]?\d+,\d{4}) *$", line)))
    ]
    assert len(parts) > 30
    assert sum(parts) == shown[-1] == Fraction("1.9299")


def test_sentences_for_the_one_behind(counted_home: Path) -> None:
    """The page ends with two or three plain sentences."""
    sentences = answer(counted_home, "trace", SEASON, "KT-01", "--against", "KT-13")["sentences"]
    assert sentences == [
        "Karang Taruna Idaman Contoh menempati peringkat 1 dengan nilai akhir 88,87, Karang Taruna"
        " Tuntung Contoh peringkat 2 dengan 86,94; selisihnya 1,93 poin.",
        "Selisih itu terutama berasal dari tahap Paparan dan wawancara (1,36 poin), paling banyak"
        " dari kriteria Wawasan kesejahteraan sosial (0,88 poin).",
        "Tidak ada tahap yang dinilai lebih baik pada Karang Taruna Tuntung Contoh.",
    ]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("KT-01", "KT-07", "Paparan dan wawancara: 87,1125 berbanding 84,1125"),
        ("TKSK-13", "TKSK-08", "urutannya ditentukan dengan undian"),
        ("PSM-06", "PSM-12", "menurut aturan berbagi peringkat 3"),
        ("KT-11", "KT-06", "Tidak ada selisih di antara keduanya"),
        ("KT-12", "KT-13", "tidak berperingkat: tidak hadir"),
        ("LKS-12", "LKS-04", "pengurangan LKS-04 (CONTOH Pasal 9 ayat (2))"),
    ],
)
def test_where_there_is_no_plain_margin(
    counted_home: Path, one: str, other: str, said: str
) -> None:
    """Ties, shared ranks, the line of finalists, no rank and deductions are told as they are."""
    done = run(counted_home, "trace", SEASON, one, "--against", other)
    assert done.exit_code == 0, done.output
    assert said in done.output


def test_two_that_cannot_be_compared(counted_home: Path) -> None:
    """Another category, or the same participant, is wrong usage."""
    assert run(counted_home, "trace", SEASON, "KT-01", "--against", "PSM-01").exit_code == 2
    assert run(counted_home, "trace", SEASON, "KT-01", "--against", "KT-01").exit_code == 2


def test_english(counted_home: Path) -> None:
    """In English the tree and the sentences are English."""
    done = run(counted_home, "trace", SEASON, "KT-01", "--lang", "en")
    assert "Rank: 2" in done.output
    assert "86.94" in done.output
    done = run(counted_home, "trace", SEASON, "KT-13", "--against", "KT-01", "--lang", "en")
    assert "the margin is 1.93 points" in done.output


def test_signs_of_the_documents_stand_in_the_tree(counted_home: Path) -> None:
    """† follows a corrected mark up to the total, as in the documents, and a line says what it is.

    The tree for programs has the signs in a field of their own.
    """
    told = answer(counted_home, "trace", SEASON, "KT-04")
    signed = {one["kind"]: one["sign"] for one in nodes(told["tree"]) if one["sign"]}
    assert signed == dict.fromkeys(("total", "stage", "part", "juror", "mark"), "†")
    assert told["sign"] == "†"
    assert list(told["signs"]) == ["†"]
    shown = run(counted_home, "trace", SEASON, "KT-04").output
    assert re.search(r"Nilai akhir: [\d,]+†", shown)
    assert "† memuat nilai yang dikoreksi" in shown
    plain = run(counted_home, "trace", SEASON, "KT-01").output
    assert "†" not in plain
    assert "‡" not in plain


def test_a_deduction_has_its_sign(counted_home: Path) -> None:
    """‡ stands behind what a deduction changed, in the tree and between two participants."""
    tree = run(counted_home, "trace", SEASON, "LKS-04").output
    assert re.search(r"Nilai akhir: [\d,]+†?‡", tree)
    assert "‡ memuat pengurangan nilai" in tree


def test_signs_stand_between_two(counted_home: Path) -> None:
    """Of two participants the total of the corrected one has its sign, and so has the mark."""
    told = answer(counted_home, "trace", SEASON, "KT-01", "--against", "KT-04")
    sides = {told[side]["participant"]: told[side]["sign"] for side in ("ahead", "behind")}
    assert sides == {"KT-01": "", "KT-04": "†"}
    assert list(told["signs"]) == ["†"]
    shown = run(counted_home, "trace", SEASON, "KT-01", "--against", "KT-04").output
    marks = [line for line in shown.splitlines() if "Legalitas" not in line and "†" in line]
    assert len(marks) >= 3  # the total, the mark, and what the sign means
    assert "† memuat nilai yang dikoreksi" in shown
