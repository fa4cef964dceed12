"""A fresh run by the same program must agree to the last byte; by another, where it decides."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.proof.journal import JournalLine, append_line
from helpers.proof.keeping import kept_sum
from helpers.proof.revisions import SEALED
from helpers.records.places import Places, places
from helpers.records.tables import TABLES
from helpers.seal import remaking
from helpers.seal.remaking import Fresh, Program, check_documents, check_program, check_rerun

HERE = Program("a" * 64, {"python": "3.11", "numpy": "2.0"})


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], tuple[Places, Fresh]]:
    """A report by a program, and a fresh run of it that came to the same; both tiny."""
    monkeypatch.setattr(remaking, "made_here", lambda: HERE)

    def make(code: str) -> tuple[Places, Fresh]:
        pair = [places(tmp_path, "kecil-2024", tmp_path / name) for name in ("then", "now")]
        for where in pair:
            (where.reports / "bukti").mkdir(parents=True)
            where.processed.mkdir(parents=True)
            for name in TABLES:
                (where.processed / name).write_text("sama", encoding="utf-8")
            (where.reports / "index.html").write_text("sama", encoding="utf-8")
            manifest = {"made": {"code": code, "language": "id"}, "versions": HERE.versions}
            path = where.reports / "bukti" / "manifest.json"
            path.write_text(json.dumps(manifest), encoding="utf-8")
        return pair[0], Fresh(pair[1], whole=True)

    return make


def seal_program(where: Places, program: Program) -> Path:
    """A sealed revision that names a program, with its line in the journal; its manifest."""
    folder = where.sealed / "lks" / "1"
    manifest = folder / "bukti" / "manifest.json"
    manifest.parent.mkdir(parents=True)
    told = {"made": {"code": program.code}, "versions": dict(program.versions)}
    manifest.write_text(json.dumps(told), encoding="utf-8")
    line = JournalLine(
        number=0, day="2024-07-29", kind=SEALED, category="lks", folder="lks/1", status="FINAL",
        fingerprint="", files=kept_sum(folder), marks=None, same_titles="", by="", approved_by="",
        basis="", reason="",
    )  # fmt: skip
    append_line(where.sealed, line)
    return manifest


def change(where: Places, name: str) -> None:
    """Let a table or page be another one."""
    folder = where.processed if name in TABLES else where.reports
    (folder / name).write_text("lain", encoding="utf-8")


def test_same_program_same_bytes(made: Callable[[str], tuple[Places, Fresh]]) -> None:
    """By the same program, all agree; a difference anywhere fails and is named."""
    where, fresh = made(HERE.code)
    assert check_program(where, "id").state == "ok"
    assert [row.state for row in check_rerun(where, fresh, "id")] == ["ok"]
    assert check_documents(where, fresh, "id").state == "ok"
    change(where, "diagnostics.csv")
    change(where, "index.html")
    [row] = check_rerun(where, fresh, "id")
    assert (row.state, "diagnostics.csv" in row.sentence) == ("failed", True)
    row = check_documents(where, fresh, "id")
    assert (row.state, "index.html" in row.sentence) == ("failed", True)


def test_old_season_under_newer_code(made: Callable[[str], tuple[Places, Fresh]]) -> None:
    """By another program, what decides must agree; what does not is named with both programs."""
    where, fresh = made("b" * 64)
    seal_program(where, Program("b" * 64, HERE.versions))
    row = check_program(where, "en")
    assert (row.state, "bbbbbbbbbbbb / aaaaaaaaaaaa" in row.sentence) == ("skipped", True)
    change(where, "diagnostics.csv")
    change(where, "index.html")
    agreeing, named = check_rerun(where, fresh, "id")
    assert (agreeing.state, named.state) == ("ok", "skipped")
    assert "diagnostics.csv" in named.sentence
    row = check_documents(where, fresh, "id")
    assert (row.check, row.state, "index.html" in row.sentence) == ("documents", "skipped", True)


def test_other_code_excuses_no_result(made: Callable[[str], tuple[Places, Fresh]]) -> None:
    """By another program too, another ranking fails."""
    where, fresh = made("b" * 64)
    change(where, "rankings.csv")
    [row] = check_rerun(where, fresh, "id")
    assert (row.state, "rankings.csv" in row.sentence) == ("failed", True)


@pytest.mark.parametrize("sealed", ["nothing", "another", "edited", "versions"])
def test_a_program_that_nothing_sealed_names_excuses_nothing(
    made: Callable[[str], tuple[Places, Fresh]], sealed: str
) -> None:
    """A manifest that only claims another program, or a revision edited to say so, is no excuse."""
    where, fresh = made("b" * 64)
    if sealed == "another":
        seal_program(where, Program("c" * 64, HERE.versions))
    if sealed == "versions":
        seal_program(where, Program("b" * 64, {"python": "3.12", "numpy": "2.0"}))
    if sealed == "edited":
        manifest = seal_program(where, Program("c" * 64, HERE.versions))
        text = manifest.read_text(encoding="utf-8")
        manifest.write_text(text.replace("c" * 64, "b" * 64), encoding="utf-8")
    assert check_documents(where, fresh, "id").state == "ok"
    change(where, "diagnostics.csv")
    change(where, "index.html")
    [row] = check_rerun(where, fresh, "id")
    assert (row.check, row.state, "diagnostics.csv" in row.sentence) == ("rerun", "failed", True)
    row = check_documents(where, fresh, "id")
    assert (row.check, row.state, "index.html" in row.sentence) == ("documents", "failed", True)


def test_report_without_manifest_is_not_excused(
    made: Callable[[str], tuple[Places, Fresh]],
) -> None:
    """A manifest that names no code is said, and its other versions are named."""
    where, _ = made("")
    assert check_program(where, "id").state == "skipped"
    told = Program("b", {"numpy": "1.26"}).differences(HERE)
    assert told == ("b / aaaaaaaaaaaa", "numpy 1.26 / 2.0", "python – / 3.11")
