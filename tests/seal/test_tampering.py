"""The table of ways to cheat or to slip: each is seen by a check that names its address."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from ruamel.yaml import YAML

from helpers.cli import main
from helpers.proof.datapackage import write_datapackage
from helpers.proof.journal import NAME, START, JournalLine, line_hash, read_journal
from helpers.proof.keeping import kept_sum
from helpers.proof.sums import file_sum, write_sums
from helpers.records.places import Places, places
from helpers.records.tables import table_text
from helpers.rules import load
from helpers.seal.checks import CheckRow
from helpers.seal.papers import keep_paper, make_paper, read_paper
from helpers.seal.remaking import Fresh
from helpers.seal.sealing import SealRequest, seal
from helpers.seal.signing import PROGRAM
from helpers.seal.verify import CHECKS, verify

pytestmark = pytest.mark.slow

SEASON, OFFICER = "contoh-2024", "CONTOH Petugas Satu"
JUROR = "scores/karang taruna/22 juli/KT administrasi - Juri 1.xlsx"
DAY = date(2024, 7, 30)
TABLE = Path(__file__).with_name("tampering.yaml")
TAMPERS = YAML(typ="safe").load(TABLE.read_text("utf-8"))
FOLDERS = {"raw": "raw", "tables": "processed", "report": "reports", "sealed": "sealed",
           "forms": "forms"}  # fmt: skip


@dataclass(frozen=True)
class Home:
    """The season with its report, what was frozen, sealed and examined, and two keys of ssh."""

    where: Places
    keys: dict[str, Path]

    def at(self, path: str) -> Path:
        """The place of a path of the table, such as ``tables/scores.csv``."""
        folder, _, rest = path.partition("/")
        base: Path = getattr(self.where, FOLDERS[folder])
        return base / rest.format(juror=JUROR)


@pytest.fixture(scope="session")
def whole(sample_report: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Forms, frozen rules, a signed revision, a working paper, and the report after all that."""
    home = tmp_path_factory.mktemp("whole")
    for part in ("data/raw", "data/processed", "reports"):
        shutil.copytree(sample_report / part / SEASON, home / part / SEASON)
    for command in ("formulir", "kunci-aturan"):
        done = CliRunner().invoke(main, [command, SEASON, "--home", str(home)])
        assert done.exit_code == 0, done.output
    where, keys = places(home, SEASON), make_keys(home)
    book = load(where.rules)
    seal(where, book, SealRequest("psm", "SEMENTARA", OFFICER, "CONTOH", keys["officer"]), DAY)
    public = keys["officer"].with_suffix(".pub").read_text("utf-8")
    (where.sealed.parent / "allowed_signers").write_text(f"petugas {public}", encoding="utf-8")
    keep_filled_paper(where)
    done = CliRunner().invoke(main, ["laporan", SEASON, "--home", str(home)])
    assert done.exit_code == 0, done.output
    return Home(where, keys)


def make_keys(home: Path) -> dict[str, Path]:
    """A key of an officer and one of a stranger."""
    program = shutil.which(PROGRAM)
    if program is None:
        pytest.skip(f"needs the program {PROGRAM}")
    keys = {name: home / name for name in ("officer", "stranger")}
    for name, path in keys.items():
        line = [program, "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path)]
        subprocess.run(line, check=True)
    return keys


def keep_filled_paper(where: Places) -> None:
    """Draw three cells, fill in what was read, and take the paper back."""
    book = load(where.rules)
    path = where.home / "kertas.xlsx"
    path.write_bytes(make_paper(where, book, 3, "CONTOH", "id"))
    workbook = load_workbook(path)
    for row in range(9, 12):
        workbook.worksheets[0][f"I{row}"] = workbook.worksheets[0][f"H{row}"].value
        workbook.worksheets[0][f"K{row}"] = "A"
    workbook.save(path)
    keep_paper(where, book, path.read_bytes(), read_paper(path), "Pemeriksa", "CONTOH", DAY)


@pytest.fixture
def home(whole: Home, tmp_path: Path) -> Home:
    """The same in hard links: whatever is changed must be written anew (:func:`write`)."""
    for part in ("data", "reports"):
        ignore = shutil.ignore_patterns(".run", "contoh-2023")
        folder = whole.where.home / part
        shutil.copytree(folder, tmp_path / part, copy_function=os.link, ignore=ignore)
    return Home(places(tmp_path, SEASON), whole.keys)


# --- What someone does: the verbs of the table


def write(home: Home, path: str, content: str | bytes) -> None:
    """Write a file, not through its link."""
    place = home.at(path)
    place.unlink(missing_ok=True)
    place.write_bytes(content.encode() if isinstance(content, str) else content)


def append(home: Home, path: str, text: str) -> None:
    """Add something at the end."""
    write(home, path, home.at(path).read_bytes() + text.format(juror=JUROR).encode())


def replace_text(home: Home, path: str, was: str, becomes: str) -> None:
    """Change the first occurrence of a text."""
    text = home.at(path).read_bytes().decode()
    was, becomes = (one.replace("{juror}", JUROR) for one in (was, becomes))
    assert was in text
    write(home, path, text.replace(was, becomes, 1))


def weights(home: Home, path: str) -> None:
    """Exchange the weights of two criteria, so that they still add up."""
    for was, becomes in (("weight: 25, rubric", "weight: 36, rubric"),
                         ("weight: 35, rubric", "weight: 24, rubric")):  # fmt: skip
        replace_text(home, path, was, becomes)


def drop_line(home: Home, path: str, containing: str, all_of_them: bool = False) -> None:
    """Take out the first line that contains a text, or all."""
    lines = home.at(path).read_bytes().decode().splitlines(keepends=True)
    found = [one for one in lines if containing.format(juror=JUROR) in one]
    assert found
    gone = found if all_of_them else found[:1]
    write(home, path, "".join(one for one in lines if one not in gone))


def drop_lines(home: Home, path: str, containing: str) -> None:
    """Take out all lines that contain a text."""
    drop_line(home, path, containing, all_of_them=True)


def swap_lines(home: Home, path: str, one: str, other: str) -> None:
    """Exchange two lines."""
    lines = home.at(path).read_bytes().decode().splitlines(keepends=True)
    first, second = (next(n for n, line in enumerate(lines) if text in line)
                     for text in (one, other))  # fmt: skip
    lines[first], lines[second] = lines[second], lines[first]
    write(home, path, "".join(lines))


def swap_fields(home: Home, path: str, one: str, other: str, field: int) -> None:
    """Exchange one field of two lines of a table."""
    lines = home.at(path).read_bytes().decode().splitlines()
    first, second = (next(n for n, line in enumerate(lines) if text in line)
                     for text in (one, other))  # fmt: skip
    rows = [next(csv.reader([lines[place]])) for place in (first, second)]
    rows[0][field], rows[1][field] = rows[1][field], rows[0][field]
    for place, row in zip((first, second), rows, strict=True):
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow(row)
        lines[place] = out.getvalue()
    write(home, path, "\n".join([*lines, ""]))


def fate(home: Home, path: str, containing: str) -> None:
    """Say that a used cell was ignored."""
    lines = home.at(path).read_bytes().decode().splitlines(keepends=True)
    place = next(n for n, one in enumerate(lines) if JUROR in one and containing in one)
    lines[place] = lines[place].replace(",used,", ",ignored,")
    write(home, path, "".join(lines))


def remove(home: Home, path: str) -> None:
    """Remove a file or a folder."""
    place = home.at(path)
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink()


def rename(home: Home, path: str, to: str) -> None:
    """Give a file another name."""
    home.at(path).rename(home.at(to))


def copy(home: Home, path: str, to: str) -> None:
    """Put a copy beside a file or a folder."""
    (shutil.copytree if home.at(path).is_dir() else shutil.copyfile)(home.at(path), home.at(to))


def cell(home: Home, path: str, sheet: str, address: str, value: object) -> None:
    """Change a cell of a workbook."""
    workbook = load_workbook(home.at(path))
    workbook[sheet][address] = value
    out = io.BytesIO()
    workbook.save(out)
    write(home, path, out.getvalue())


def swap_cells(home: Home, path: str, sheet: str, one: str, other: str) -> None:
    """Exchange two cells of a workbook."""
    values = load_workbook(home.at(path))[sheet]
    first, second = values[one].value, values[other].value
    cell(home, path, sheet, one, second)
    cell(home, path, sheet, other, first)


def rezip(home: Home, path: str, edit: Callable[[str, bytes], bytes] | None = None) -> None:
    """Pack a workbook again, with another compression; ``edit`` changes its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(home.at(path)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, edit(name, content) if edit else content)
    write(home, path, out.getvalue())


def part(home: Home, path: str, name: str, was: str, becomes: str) -> None:
    """Change a text in one part of a packed file."""

    def edit(one: str, content: bytes) -> bytes:
        if one != name:
            return content
        assert was.encode() in content
        return content.replace(was.encode(), becomes.encode(), 1)

    rezip(home, path, edit)


def stored(home: Home, path: str, was: str, becomes: str) -> None:
    """Change the stored values of formulas that came to a number."""
    seen: list[str] = []

    def edit(one: str, content: bytes) -> bytes:
        changed = content.replace(f"</f><v>{was}</v>".encode(), f"</f><v>{becomes}</v>".encode())
        seen.extend([one] if changed != content else [])
        return changed

    rezip(home, path, edit)
    assert seen


def formula(home: Home, path: str) -> None:
    """Put a number in the place of the first formula."""
    workbook = load_workbook(home.at(path))
    cells = (one for sheet in workbook for row in sheet.iter_rows() for one in row)
    next(one for one in cells if one.data_type == "f").value = 12345
    out = io.BytesIO()
    workbook.save(out)
    write(home, path, out.getvalue())


def attachment(home: Home, path: str, name: str) -> None:
    """Change a file that is attached inside a PDF."""
    with pikepdf.open(home.at(path)) as pdf:
        found = next(one for one in pdf.attachments if one.endswith(name))
        content = pdf.attachments[found].get_file().read_bytes()
        pdf.attachments[found] = pikepdf.AttachedFileSpec(
            pdf, content.replace(b",85,", b",95,", 1), filename=found
        )
        out = io.BytesIO()
        pdf.save(out)
    write(home, path, out.getvalue())


def forge(home: Home, path: str) -> None:
    """Change some signs in the middle of a signature."""
    text = home.at(path).read_text("utf-8")
    middle = len(text) // 2
    write(
        home, path, text[:middle] + text[middle : middle + 4].swapcase()[::-1] + text[middle + 4 :]
    )


def sign_again(home: Home, path: str, who: str, purpose: str) -> None:
    """Sign the sums of a revision with a key for a purpose."""
    remove(home, f"{path}/SHA256SUMS.sig")
    sums = str(home.at(f"{path}/SHA256SUMS"))
    line = [PROGRAM, "-Y", "sign", "-f", str(home.keys[who]), "-n", purpose, sums]
    subprocess.run(line, check=True, capture_output=True)


VERBS: dict[str, Callable[..., None]] = {
    "append": append, "attachment": attachment, "cell": cell, "copy": copy, "drop_line": drop_line,
    "drop_lines": drop_lines, "fate": fate, "forge": forge, "formula": formula, "part": part,
    "remove": remove, "rename": rename, "replace": replace_text, "rezip": rezip,
    "sign_again": sign_again, "stored": stored, "swap_cells": swap_cells,
    "swap_fields": swap_fields, "swap_lines": swap_lines, "weights": weights, "write": write,
}  # fmt: skip


# --- What an insider makes anew, to cover it up


def cover_tables(home: Home) -> None:
    """The hashes of the tables."""
    home.at("tables/datapackage.json").unlink()
    write_datapackage(home.where.processed, SEASON, load(home.where.rules))


def cover_manifest(home: Home, **changed: str) -> None:
    """The manifest, with the hash of every file as it is now."""
    path = home.at("report/bukti/manifest.json")
    manifest = json.loads(path.read_bytes())
    manifest["made"] |= changed
    folders = {"inputs": "raw", "tables": "tables", "outputs": "report"}
    for kind, folder in folders.items():
        for entry in manifest[kind]:
            place = home.at(f"{folder}/{entry['path']}")
            entry |= {"bytes": place.stat().st_size, "sha256": file_sum(place)}
    write(home, "report/bukti/manifest.json", json.dumps(manifest, ensure_ascii=False, indent=2))


def cover_code(home: Home) -> None:
    """The manifest's word on the code that made the report."""
    cover_manifest(home, code="0" * 64)


def cover_sums(home: Home) -> None:
    """The sums of the report."""
    home.at("report/SHA256SUMS").unlink()
    write_sums(home.where.reports)


def cover_revision(home: Home) -> None:
    """The sums of the sealed revision; its signature stays as it was."""
    signature = home.at("sealed/psm/1/SHA256SUMS.sig").read_bytes()
    for name in ("SHA256SUMS", "SHA256SUMS.sig"):
        home.at(f"sealed/psm/1/{name}").unlink()
    write_sums(home.at("sealed/psm/1"))
    write(home, "sealed/psm/1/SHA256SUMS.sig", signature)


def cover_journal(home: Home) -> None:
    """The journal, chained anew over what lies there now."""
    lines: list[JournalLine] = []
    for line in read_journal(home.where.sealed):
        fresh = replace(
            line,
            files=kept_sum(home.where.sealed / line.folder),
            previous=lines[-1].hash if lines else START,
        )
        lines.append(replace(fresh, hash=line_hash(fresh)))
    write(home, f"sealed/{NAME}", table_text(JournalLine, lines))


COVERS: dict[str, Callable[[Home], None]] = {
    "tables": cover_tables, "manifest": cover_manifest, "code": cover_code, "sums": cover_sums,
    "revision": cover_revision, "journal": cover_journal,
}  # fmt: skip


def see(home: Home, whole: Home, check: str) -> list[CheckRow]:
    """What one check says; a fresh run of the untouched inputs came to the untouched files."""
    fresh = Fresh(whole.where, whole=True)
    where = home.where
    others = [name for name in CHECKS if name != check]
    return [
        row
        for row in verify(where, load(where.rules), "id", others, fresh).rows
        if row.check != "left_out"
    ]


def test_untouched_season_passes_every_check(whole: Home) -> None:
    """Before anything is done to it, the season passes every check, each with what it counted."""
    result = verify(whole.where, load(whole.where.rules), "id", without=("workbook",))
    assert [row.sentence for row in result.failed] == []
    assert {row.check for row in result.rows if row.state == "ok"} >= {*CHECKS} - {"workbook"} - {
        "cells", "rules"
    }  # fmt: skip
    # The keys of the test stand under names of their own: a note, and no fault.
    assert [row.check for row in result.left] == ["signature", "left_out"]


@pytest.mark.parametrize("tamper", TAMPERS, ids=lambda one: one["id"])
def test_tampering_is_seen(
    tamper: dict[str, Any], home: Home, whole: Home, request: pytest.FixtureRequest
) -> None:
    """Each way to cheat or to slip fails its check, which names the address."""
    if tamper["check"] == "workbook":
        request.getfixturevalue("soffice")
    verb, *words = tamper["do"]
    VERBS[verb](home, *words)
    for step in tamper.get("cover", ()):
        COVERS[step](home)
    rows = see(home, whole, tamper["check"])
    told = [row for row in rows if row.state == tamper.get("state", "failed")]
    at = tamper["at"].format(juror=JUROR)
    assert any(at in row.sentence for row in told), [row.sentence for row in rows]


def test_table_is_large_and_its_names_are_its_own() -> None:
    """The table has at least forty ways, and none twice."""
    names = [one["id"] for one in TAMPERS]
    assert len(set(names)) == len(names) >= 40


def test_guide_lists_every_way(root: Path) -> None:
    """docs/tampering.md has one line for each way of the table, in both languages, and no other."""
    text = (root / "docs" / "tampering.md").read_text("utf-8")
    listed = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \| `(\w+)` \|$", text, flags=re.M)
    assert listed == [(one["id"], one["idn"], one["en"], one["check"]) for one in TAMPERS]
