"""The files inside the annual report: a recount from the PDF alone, and no juror in them."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from helpers.proof.recounting import PROGRAM
from helpers.records.facts import SeasonFacts
from helpers.records.places import places
from helpers.records.tables import Decision, Score, read_rows
from helpers.report.attachments import attach_evidence
from helpers.report.coded_rules import code_rules
from helpers.report.digest import SeasonDigest
from helpers.scoring import score_category

CODED = (
    "scores.csv",
    "diagnostics.csv",
    "absences.csv",
    "decisions.csv",
    "deductions.csv",
    "rules.json",
)


def take_out(report: Path, folder: Path) -> Path:
    """All files that lie inside a PDF, as a reader of PDFs saves them."""
    folder.mkdir()
    with pikepdf.open(report) as pdf:
        for name, held in pdf.attachments.items():
            (folder / name).write_bytes(held.get_file().read_bytes())
    return folder


def recount(folder: Path, *others: str) -> subprocess.CompletedProcess[str]:
    """What the annual report says to run, by a Python that knows nothing but its own library."""
    told = others or ("recount.py", ".", "--against", "rankings.csv")
    command = [sys.executable, "-I", "-S", *told]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


def attached(digest: SeasonDigest, home: Path) -> dict[str, bytes]:
    """The attachments of a season whose tables lie in a home."""
    return attach_evidence(digest, places(home, digest.season).processed, PROGRAM)


@pytest.mark.slow
def test_who_has_the_pdf_alone_counts_what_was_published(
    sample_report: Path, tmp_path: Path
) -> None:
    """The files saved out of the sample's report give its rankings, line by line."""
    where = places(sample_report, "contoh-2024")
    folder = take_out(where.reports / "laporan-tahunan.pdf", tmp_path / "saved")
    assert (folder / "rankings.csv").read_bytes() == (where.processed / "rankings.csv").read_bytes()
    done = recount(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith(", 0 lines differ\n")
    assert int(done.stdout.split()[0]) > 40
    overall = (where.processed / "overall.csv").read_bytes()
    assert (folder / "overall.csv").read_bytes() == overall
    assert b"Juara Umum" in overall
    regions = ("recount_overall.py", ".", "rankings.csv", "--against", "overall.csv")
    done = recount(folder, *regions)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.long
def test_the_earlier_sample_season_counts_too(sample_home: Path, tmp_path: Path) -> None:
    """The other sample season, with its other rules, from its PDF alone."""
    command = [sys.executable, "-m", "helpers.cli", "report", "contoh-2023", "--home"]
    made = subprocess.run([*command, str(sample_home)], capture_output=True, check=False)
    assert made.returncode == 0, made.stderr
    where = places(sample_home, "contoh-2023")
    folder = take_out(where.reports / "laporan-tahunan.pdf", tmp_path / "saved")
    assert (folder / "rankings.csv").read_bytes() == (where.processed / "rankings.csv").read_bytes()
    done = recount(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith(", 0 lines differ\n")


@pytest.mark.slow
def test_a_changed_mark_is_seen(
    sample_digest: SeasonDigest, counted_home: Path, tmp_path: Path
) -> None:
    """The comparison can fail: one mark more or less, and lines differ."""
    for name, content in attached(sample_digest, counted_home).items():
        (tmp_path / name).write_bytes(content)
    assert recount(tmp_path).returncode == 0
    lines = (tmp_path / "scores.csv").read_text(encoding="utf-8").splitlines()
    fields = lines[1].split(",")
    fields[6] = "1"
    lines[1] = ",".join(fields)
    (tmp_path / "scores.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = recount(tmp_path)
    assert done.returncode == 1
    assert "recounted," in done.stdout


@pytest.mark.slow
def test_the_coded_rules_mean_the_same(sample_digest: SeasonDigest) -> None:
    """Under the coded rules the package comes to the same placings, substitutes and all."""
    book = code_rules(sample_digest, sample_digest.categories)
    for one in sample_digest.categories:
        coded = [
            tuple(replace(row, juror=sample_digest.juror_code(one.key, row.juror)) for row in rows)
            for rows in (one.scores, one.absences)
        ]
        decisions = tuple(
            replace(row, juror=sample_digest.juror_code(one.key, row.juror) if row.juror else "")
            for row in one.decisions
        )
        facts = SeasonFacts(
            sample_digest.season, one.participants, coded[0], coded[1], one.deductions, decisions
        )
        assert score_category(book, one.key, facts).placings == one.placings


@pytest.mark.slow
def test_no_juror_can_be_told(sample_digest: SeasonDigest, counted_home: Path) -> None:
    """No id, name, institution or decree of a juror, no file of theirs, and no officer's name."""
    files = attached(sample_digest, counted_home)
    told = "\n".join(files[name].decode() for name in CODED)
    for key, juror in sample_digest.rules.jurors.items():
        assert not re.search(rf"(?<![\w-]){key}(?![\w-])", told), key
        assert juror.name not in told
        assert not juror.institution or juror.institution not in told
    for officer in sample_digest.rules.officers:
        assert officer.name not in told
    for column in ("file", "sheet", "cell", "literal", "correction"):
        rows = read_rows(Score, files["scores.csv"].decode())
        assert {getattr(row, column) for row in rows} == {""}
    for file in sample_digest.files:
        assert file.file.rpartition("/")[2] not in told


def test_an_undecided_category_stays_out(digest: SeasonDigest, tmp_path: Path) -> None:
    """What is not decided was not published: neither its marks nor its rules are attached."""
    (tmp_path / "ledger.csv").write_bytes(b"file\n")
    files = attach_evidence(digest, tmp_path, PROGRAM)
    for name in ("scores.csv", "participants.csv", "rankings.csv", "rules.json"):
        text = files[name].decode()
        assert "karang-taruna" in text
        assert '"lks"' not in text
        assert ",lks," not in text


def test_a_season_under_way_says_its_last_stage(digest: SeasonDigest, tmp_path: Path) -> None:
    """With stages still to be held, the recount is told which one counts last."""
    (tmp_path / "ledger.csv").write_bytes(b"file\n")
    files = attach_evidence(replace(digest, through="administrasi"), tmp_path, PROGRAM)
    assert files["through.txt"] == b"administrasi\n"
    assert "through.txt" not in attach_evidence(digest, tmp_path, PROGRAM)


def test_reasons_that_could_name_a_juror_stay_out(digest: SeasonDigest, tmp_path: Path) -> None:
    """A decision keeps what the count needs: kind, code and list; not the reason and the people."""
    (tmp_path / "ledger.csv").write_bytes(b"file\n")
    made = Decision(
        "K-9", "karang-taruna", "administrasi", "", "J3", "juror_left_out", "", "Juri Tiga sakit",
        "Surat Juri Tiga", "Petugas", "Petugas Dua", "2024-07-22", "surat.pdf",
    )  # fmt: skip
    category = replace(digest.category("karang-taruna"), decisions=(made,))
    files = attach_evidence(replace(digest, categories=(category,)), tmp_path, PROGRAM)
    [row] = read_rows(Decision, files["decisions.csv"].decode())
    assert (row.kind, row.juror, row.stage) == ("juror_left_out", "Juri 3", "administrasi")
    assert (row.reason, row.basis, row.by, row.approved_by, row.evidence) == ("",) * 5
