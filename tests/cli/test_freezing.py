"""freeze at the front door: a season folder in, frozen rules and the jury's sheet out."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner, Result

from helpers.cli import main
from helpers.proof.freezing import rules_state
from helpers.proof.journal import read_journal
from helpers.records.places import places
from helpers.rules import load

pytestmark = pytest.mark.slow

SEASON = "contoh-2024"
WHY = (
    "--amend", "--basis", "CONTOH Berita Acara Nomor 7", "--reason", "salah ketik pembulatan",
    "--by", "CONTOH Petugas Satu", "--approved-by", "CONTOH Petugas Dua",
)  # fmt: skip


def freeze(home: Path, *words: str, season: str = SEASON) -> Result:
    """Run ``kunci-aturan``."""
    return CliRunner().invoke(main, ["kunci-aturan", season, *words, "--home", str(home)])


def change_rounding(home: Path) -> None:
    """Another rounding of the totals in every category."""
    path = home / "data" / "raw" / SEASON / "rules.yaml"
    path.write_text(path.read_text("utf-8").replace("total: 2}", "total: 1}"), encoding="utf-8")


def state(home: Path) -> str:
    """Whether the rules in use are the frozen ones."""
    where = places(home, SEASON)
    return rules_state(where, load(where.rules)).state


def test_rules_are_kept_with_the_sheet(sample_home: Path) -> None:
    """Freezing keeps the rule book and the participants, and makes the sheet the jury signs."""
    done = freeze(sample_home)
    assert done.exit_code == 0, done.output
    kept = sample_home / "data" / "sealed" / SEASON / "rules.1"
    names = sorted(path.name for path in kept.iterdir())
    assert names == ["lembar-aturan.pdf", "participants.csv", "rules.json", "rules.yaml"]
    assert state(sample_home) == "frozen"


def test_sheet_has_a_page_for_each_category(sample_home: Path) -> None:
    """The sheet says each category's rules on one page, with the fingerprint that was printed."""
    output = freeze(sample_home).output
    fingerprint = output.split("Sidik: ")[1].split()[0]
    kept = sample_home / "data" / "sealed" / SEASON / "rules.1"
    pages = [page.extract_text() for page in pypdf.PdfReader(kept / "lembar-aturan.pdf").pages]
    book = load(sample_home / "data" / "raw" / SEASON / "rules.yaml")
    assert len(pages) == len(book.categories)
    for page, category in zip(pages, book.categories.values(), strict=True):
        assert category.name in page
        assert fingerprint in page


def test_sheet_is_in_the_language_asked_for(sample_home: Path) -> None:
    """With ``--lang en`` the jury signs English rules; else those of the rule book's language."""
    assert freeze(sample_home, "--lang", "en").exit_code == 0
    kept = sample_home / "data" / "sealed" / SEASON / "rules.1"
    text = pypdf.PdfReader(kept / "lembar-aturan.pdf").pages[0].extract_text()
    assert "LEMBAR PENGESAHAN" not in text
    assert "Ties" in text or "Equal totals" in text
    assert "SAMPLE" in text.replace("\n", "")


def test_unchanged_rules_are_not_frozen_twice(sample_home: Path) -> None:
    """A second freeze of the same rules adds nothing."""
    freeze(sample_home)
    assert freeze(sample_home).exit_code == 0
    assert len(read_journal(sample_home / "data" / "sealed" / SEASON)) == 1


def test_changed_rules_are_refused_in_words(sample_home: Path) -> None:
    """Changed rules are not frozen silently: each change is said as it was and as it is."""
    freeze(sample_home)
    change_rounding(sample_home)
    assert state(sample_home) == "rules_differ"
    done = freeze(sample_home)
    assert done.exit_code == 1
    assert "Karang Taruna › Pembulatan: semula" in done.output
    assert "nilai akhir (1 desimal)" in done.output


def test_amendment_says_what_it_does(sample_home: Path) -> None:
    """An amendment records who and why, after how many marks, and whether titles stay."""
    freeze(sample_home)
    change_rounding(sample_home)
    done = freeze(sample_home, *WHY, "--json")
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    assert answer["marks"] > 1000
    told = {one["category"]: one["same"] for one in answer["titles"]}
    assert told["karang-taruna"] == "yes"
    assert told["lks"] == "no"
    line = read_journal(sample_home / "data" / "sealed" / SEASON)[-1]
    assert (line.kind, line.by, line.same_titles) == ("rules_amended", WHY[6], "no")
    assert state(sample_home) == "frozen"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--amend", "--basis", "B", "--reason", "R", "--by", "CONTOH Petugas Satu"), "approved"),
        ((*WHY[:-1], "CONTOH Petugas Satu"), "dua orang"),
        ((*WHY[:-1], "Orang Luar"), "Orang Luar"),
    ],
)
def test_amendment_needs_two_officers(sample_home: Path, words: tuple[str, ...], said: str) -> None:
    """An amendment without another officer's approval is wrong usage, and nothing is kept."""
    freeze(sample_home)
    change_rounding(sample_home)
    done = freeze(sample_home, *words)
    assert done.exit_code == 2
    assert said in done.output
    assert len(read_journal(sample_home / "data" / "sealed" / SEASON)) == 1


def test_changed_participants_are_seen(sample_home: Path) -> None:
    """Another participant is another roster than the one that was frozen."""
    freeze(sample_home)
    path = sample_home / "data" / "raw" / SEASON / "participants.csv"
    text = path.read_text("utf-8")
    path.write_text(text.replace("Karang Taruna Idaman", "Karang Taruna Lain"), encoding="utf-8")
    assert state(sample_home) == "roster_differs"


def test_real_season_does_not_freeze_a_sample_basis(sample_home: Path) -> None:
    """CONTOH in the basis of a season that is no sample is refused with the key."""
    path = sample_home / "data" / "raw" / SEASON / "rules.yaml"
    path.write_text(path.read_text("utf-8").replace("sample: true", "sample: false"), "utf-8")
    done = freeze(sample_home)
    assert done.exit_code == 1
    assert "basis" in done.output
    assert not (sample_home / "data" / "sealed").exists()


@pytest.mark.parametrize("name", ["rules.yaml", "rules.json", "participants.csv"])
def test_tampering_with_what_was_kept_is_seen(sample_home: Path, name: str) -> None:
    """A changed byte in the archive of the frozen rules is found, and nothing more is added."""
    freeze(sample_home)
    path = sample_home / "data" / "sealed" / SEASON / "rules.1" / name
    path.write_bytes(path.read_bytes() + b" ")
    assert state(sample_home) == "broken"
    change_rounding(sample_home)
    assert freeze(sample_home, *WHY).exit_code == 1


def make_forms(home: Path) -> Path:
    """Write the season's forms; gives one of them."""
    done = CliRunner().invoke(main, ["formulir", SEASON, "--home", str(home)])
    assert done.exit_code == 0, done.output
    return home / "data" / "forms" / SEASON / "formulir-juri-J1.xlsx"


def test_forms_are_frozen_with_the_rules(sample_home: Path) -> None:
    """Forms are frozen with the rules; a changed one is named, a later one is not."""
    form = make_forms(sample_home)
    done = freeze(sample_home)
    assert "Ikut terkunci: sidik" in done.output
    (form.parent / "formulir-juri-J9.xlsx").write_bytes(b"PK")
    assert state(sample_home) == "frozen"
    form.write_bytes(form.read_bytes() + b" ")
    assert state(sample_home) == "forms_differ"
    refused = freeze(sample_home)
    assert refused.exit_code == 1
    assert "formulir-juri-J1.xlsx" in refused.output


def test_forms_are_part_of_what_the_jury_signs(sample_home: Path, tmp_path: Path) -> None:
    """With forms the fingerprint is another than without; where they are gone nothing is said."""
    other = Path(shutil.copytree(sample_home, tmp_path / "lain"))
    form = make_forms(sample_home)
    freeze(sample_home)
    freeze(other)
    one, two = (read_journal(home / "data/sealed" / SEASON)[0] for home in (sample_home, other))
    assert one.fingerprint != two.fingerprint
    shutil.rmtree(form.parent)
    assert state(sample_home) == "frozen"


def test_amendment_freezes_new_forms(sample_home: Path) -> None:
    """Forms that were made anew are frozen by an amendment."""
    form = make_forms(sample_home)
    freeze(sample_home)
    form.write_bytes(form.read_bytes() + b" ")
    assert freeze(sample_home, *WHY).exit_code == 0
    assert state(sample_home) == "frozen"


@pytest.mark.parametrize("key", ["jurors.J1.decree", "jurors.J1.name"])
def test_real_season_freezes_no_sample_juror(sample_home: Path, key: str) -> None:
    """CONTOH in the decree or name of a juror of a real season is refused with the key."""
    path = sample_home / "data" / "raw" / SEASON / "rules.yaml"
    text = path.read_text("utf-8").replace("sample: true", "sample: false")
    path.write_text(text.replace("basis: CONTOH", "basis: Keputusan"), "utf-8")
    done = freeze(sample_home)
    assert done.exit_code == 1
    assert key.rpartition(".")[0] in done.output
