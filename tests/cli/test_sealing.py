"""seal at the front door: a report in, a revision that is never written again out."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from helpers.cli import main, sealing
from helpers.proof.journal import NAME, read_journal
from helpers.proof.revisions import standing
from helpers.records.places import Places, places
from helpers.rules import load
from helpers.seal import sealing as seal_module
from helpers.seal.archive import check_sealed, check_signatures, note_signers
from helpers.seal.signing import PROGRAM
from helpers.seal.verify import CHECKS, VerifyResult, verify

pytestmark = pytest.mark.slow

SEASON = "contoh-2024"
OFFICER = "CONTOH Petugas Satu"
MINUTES = "Berita Acara Nomor 463/12/2024 tanggal 26 Juli 2024"


@pytest.fixture
def home(sample_report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample's report; sealing asks for no full verification and no new report."""
    for part in ("data/raw", "data/processed", "reports"):
        shutil.copytree(sample_report / part / SEASON, tmp_path / part / SEASON)
    monkeypatch.setattr(seal_module, "verify", lambda *_: VerifyResult(()))
    monkeypatch.setattr(sealing, "run_report", lambda *_: 0)
    return tmp_path


def seal(home: Path, *words: str, category: str = "psm", status: str = "final") -> Result:
    """Run ``kunci-hasil``; psm has no open warning in the sample."""
    line = ["kunci-hasil", SEASON, "--category", category, "--as", status, "--by", OFFICER]
    return CliRunner().invoke(main, [*line, *words, "--home", str(home)])


def seat(home: Path) -> tuple[Places, str]:
    """The standing of psm."""
    where = places(home, SEASON)
    return where, standing(where, load(where.rules), "psm").state


def test_revision_keeps_tables_rules_evidence_and_minutes(home: Path) -> None:
    """A revision holds what a recount needs, with sums that hold, and nobody may write it."""
    done = seal(home, "--note", MINUTES)
    assert done.exit_code == 0, done.output
    kept = home / "data" / "sealed" / SEASON / "psm" / "1"
    papers = ("berita-acara.docx", "berita-acara/wawancara.docx", "sk-penetapan.docx",
              "lembar-pimpinan.pdf")  # fmt: skip
    for name in ("SHA256SUMS", "rules.yaml", "tables/scores.csv", "bukti/recount.py", *papers):
        assert (kept / name).stat().st_mode & 0o222 == 0
    where, state = seat(home)
    assert state == "sealed"
    assert check_sealed(where, load(where.rules), "id").state == "ok"


@pytest.mark.parametrize(
    ("category", "status", "note", "said"),
    [
        ("karang-taruna", "sementara", "", "JUROR_ARITHMETIC"),
        ("psm", "final", "tanpa nomor", "nomor dan tanggal berita acara"),
        ("psm", "final", "Berita Acara Nomor 463/12/2024", "nomor dan tanggal berita acara"),
        ("psm", "final", "tanggal 26 Juli 2024", "nomor dan tanggal berita acara"),
    ],
)
def test_open_matters_are_refused(
    home: Path, category: str, status: str, note: str, said: str
) -> None:
    """A warning that nobody accepted, or minutes without number and date, keep it from sealing."""
    done = seal(home, "--note", note, category=category, status=status)
    assert done.exit_code == 1
    assert said in done.output
    assert not (home / "data" / "sealed").exists()


def test_unanswered_objection_keeps_it_provisional(home: Path) -> None:
    """An objection without an answer stops FINAL, and does not stop SEMENTARA."""
    path = home / "data" / "processed" / SEASON / "objections.csv"
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow(
            ["S-9", "psm", "PSM-01", "2024-07-26", "Peserta", "Mengapa?", "", ""]
        )
    assert "Sanggahan S-9" in seal(home, "--note", MINUTES).output
    assert seal(home, status="sementara").exit_code == 0


def leave_undecided(where: Places) -> None:
    """Let a participant wait for a decision."""
    path = where.processed / "rankings.csv"
    text = path.read_text("utf-8")
    line = next(one for one in text.splitlines() if one.startswith(f"{SEASON},psm,1,"))
    path.write_text(text.replace(line, f"{line}undecided"), encoding="utf-8")


def leave_a_finding(where: Places) -> None:
    """Let a finding stop the category."""
    with (where.processed / "findings.csv").open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["block", "MISSING_SHEET", "psm", "", "", "", "", "Lembar belum ada.", ""])


def leave_a_stage(where: Places) -> None:
    """Let the report go up to a stage only."""
    (where.reports / "bukti" / "through.txt").write_text("portofolio\n", encoding="utf-8")


def exchange_titles(where: Places) -> None:
    """Let the package count otherwise than the recount."""
    path = where.processed / "rankings.csv"
    text = path.read_text("utf-8")
    line = next(one for one in text.splitlines() if one.startswith(f"{SEASON},psm,1,"))
    path.write_text(text.replace(line, line.replace("Juara I,", "Juara II,")), encoding="utf-8")


@pytest.mark.parametrize(
    ("leave", "said"),
    [
        (leave_undecided, "belum dapat ditetapkan"),
        (leave_a_finding, "MISSING_SHEET"),
        (leave_a_stage, "sampai tahap portofolio"),
        (exchange_titles, "hitung ulang Juara I"),
    ],
)
def test_what_is_open_is_refused_by_name(
    home: Path, monkeypatch: pytest.MonkeyPatch, leave: Callable[[Places], None], said: str
) -> None:
    """What is undecided, stopped, not held yet or counted otherwise keeps it from being final."""
    others = [name for name in CHECKS if name != "recount"]
    monkeypatch.setattr(seal_module, "verify", lambda *told: verify(*told, without=others))
    leave(places(home, SEASON))
    done = seal(home, "--note", MINUTES)
    assert done.exit_code == 1
    assert said in done.output
    assert not (home / "data" / "sealed").exists()


def test_changed_rules_are_refused(home: Path) -> None:
    """Rules that are not the frozen ones keep a result from being sealed."""
    CliRunner().invoke(main, ["kunci-aturan", SEASON, "--home", str(home)])
    rules = home / "data" / "raw" / SEASON / "rules.yaml"
    rules.write_text(rules.read_text("utf-8").replace("total: 2}", "total: 1}"), "utf-8")
    assert "bukan yang dikunci" in seal(home, "--note", MINUTES).output.casefold()
    assert len(read_journal(home / "data" / "sealed" / SEASON)) == 1


def test_sealed_revision_is_never_written_again(home: Path) -> None:
    """A second revision leaves every byte of the first as it was."""
    seal(home, status="sementara")
    kept = home / "data" / "sealed" / SEASON / "psm" / "1"
    before = {path: path.read_bytes() for path in kept.rglob("*") if path.is_file()}
    assert seal(home, "--note", MINUTES).exit_code == 0
    assert {path: path.read_bytes() for path in kept.rglob("*") if path.is_file()} == before


def test_strangers_seal_nothing(home: Path) -> None:
    """Who is no officer of the rule book does not seal."""
    done = seal(home, "--note", MINUTES, "--by", "Orang Luar")
    assert done.exit_code == 1
    assert "Orang Luar" in done.output


def test_season_is_never_guessed(home: Path) -> None:
    """Without a season the command is wrong usage."""
    line = ["seal", "--category", "psm", "--as", "final", "--by", OFFICER, "--home", str(home)]
    assert CliRunner().invoke(main, line).exit_code == 2


def test_same_result_is_not_sealed_twice(home: Path) -> None:
    """Sealing once more what is sealed adds no revision; another status does."""
    seal(home, status="sementara")
    assert seal(home, status="sementara").exit_code == 0
    sealed = home / "data" / "sealed" / SEASON
    assert len(read_journal(sealed)) == 1
    seal(home, "--note", MINUTES)
    assert [line.folder for line in read_journal(sealed)] == ["psm/1", "psm/2"]


def test_changed_mark_is_no_longer_the_sealed_result(home: Path) -> None:
    """A mark of the category that changed after sealing takes the status away."""
    seal(home, "--note", MINUTES)
    path = home / "data" / "processed" / SEASON / "scores.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    [first] = [n for n, line in enumerate(lines) if line.startswith(f"{SEASON},psm,")][:1]
    fields = lines[first].split(",")
    fields[6] = "1"
    lines[first] = ",".join(fields)
    path.write_text("".join(lines), encoding="utf-8")
    where, state = seat(home)
    assert state == "differs"
    assert "revisi 1" in check_sealed(where, load(where.rules), "id").sentence


def overwrite(kept: Path) -> None:
    """Write a sealed table anew."""
    path = kept / "tables" / "rankings.csv"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"Juara II,", b"Juara I,", 1))


def edit_journal(kept: Path) -> None:
    """Let somebody else have sealed it."""
    path = kept.parents[1] / NAME
    path.write_text(path.read_text("utf-8").replace(OFFICER, "Orang Lain"), encoding="utf-8")


def slip_in(kept: Path) -> None:
    """Put a revision beside it that nobody sealed."""
    shutil.copytree(kept, kept.with_name("2"))


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (overwrite, "psm/1"),
        (edit_journal, f"{NAME} › 1"),
        (slip_in, "psm/2"),
        (shutil.rmtree, "psm/1"),
    ],
)
def test_tampering_with_the_archive_is_named(home: Path, tamper: object, named: str) -> None:
    """Whatever is done to a sealed revision or to the journal is named with its place."""
    seal(home, "--note", MINUTES)
    assert callable(tamper)
    tamper(home / "data" / "sealed" / SEASON / "psm" / "1")
    where = places(home, SEASON)
    row = check_sealed(where, load(where.rules), "id")
    assert row.state == "failed"
    assert named in row.sentence


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A fresh key of ssh."""
    program = shutil.which(PROGRAM)
    if program is None:
        pytest.skip(f"needs the program {PROGRAM}")
    path = tmp_path / "kunci"
    command = [program, "-q", "-t", "ed25519", "-N", "", "-C", "petugas", "-f", str(path)]
    subprocess.run(command, check=True)
    return path


def test_signed_revision_is_checked_against_the_signers(home: Path, key: Path) -> None:
    """A signature holds for a listed key, and not for one that is not listed."""
    assert seal(home, "--note", MINUTES, "--key", str(key)).exit_code == 0
    where = places(home, SEASON)
    assert check_signatures(where, "id").state == "failed"
    public = key.with_suffix(".pub").read_text("utf-8")
    signers = where.sealed.parent / "allowed_signers"
    signers.write_text(f"petugas {public}", encoding="utf-8")
    assert check_signatures(where, "id").state == "ok"
    signers.write_text(f"petugas {public.replace('AAAAC3', 'AAAAC4', 1)}", encoding="utf-8")
    assert check_signatures(where, "id").state == "failed"


def test_a_key_under_another_name_is_a_note(home: Path, key: Path) -> None:
    """A signature holds whoever the key is listed for; another name than the sealer's is told."""
    seal(home, "--note", MINUTES, "--key", str(key))
    where = places(home, SEASON)
    signers = where.sealed.parent / "allowed_signers"
    public = key.with_suffix(".pub").read_text("utf-8")
    assert list(note_signers(where, "id")) == []
    for name, noted in (
        (f'"{OFFICER}"', False),
        (OFFICER.lower().replace(" ", "."), False),
        ("orang.lain", True),
    ):
        signers.write_text(f"{name} {public}", encoding="utf-8")
        assert check_signatures(where, "id").state == "ok"
        rows = list(note_signers(where, "id"))
        assert bool(rows) is noted, name
        for row in rows:
            assert (row.check, row.state) == ("signature", "skipped")
            assert "psm/1" in row.sentence
            assert OFFICER in row.sentence
            assert name in row.sentence


def test_sums_signed_for_others_do_not_hold(home: Path, key: Path) -> None:
    """New sums under an old signature are seen."""
    seal(home, "--note", MINUTES, "--key", str(key))
    where = places(home, SEASON)
    signers = where.sealed.parent / "allowed_signers"
    signers.write_text(f"petugas {key.with_suffix('.pub').read_text('utf-8')}", encoding="utf-8")
    sums = where.sealed / "psm" / "1" / "SHA256SUMS"
    sums.chmod(0o644)
    sums.write_bytes(sums.read_bytes() + b"0" * 64 + b"  lain.csv\n")
    assert check_signatures(where, "id").state == "failed"
