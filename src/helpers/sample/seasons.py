"""A whole sample season: every file of its folder, by name."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from helpers.sample.filling import day_of, fill_in, signer
from helpers.sample.forms import lay_out
from helpers.sample.marks import Marks, make_marks
from helpers.sample.material import Form, Material, read_material, rows
from helpers.sample.messes import spoil
from helpers.sample.papers import photograph, scan
from helpers.sample.sheets import settle
from helpers.sample.workbooks import table_workbook, workbook

PAPERS = {"photograph": photograph, "scan": scan}
# How a table was saved: separator, encoding and line end; ``excel`` is "CSV UTF-8" on an
# Indonesian office PC.
DIALECTS = {
    "comma": (",", "utf-8", "\n"),
    "semicolon": (";", "utf-8", "\n"),
    "excel": (";", "utf-8-sig", "\r\n"),
}
PRIVATE = ("quality", "as_written")  # what only the generator knows of a participant


def write_season(season: str, raw: Path) -> None:
    """Write the folder of a sample season into ``raw`` (``data/raw``)."""
    for name, content in season_files(season).items():
        file = raw / season / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def season_files(season: str) -> dict[str, bytes]:
    """Every file of a sample season by its name inside the season's folder."""
    material = read_material(season)
    folder = material.folder
    files = {"rules.yaml": (folder / "rules.yaml").read_bytes()} | _score_files(material)
    for paper in rows(folder / "papers.csv"):
        files[paper["file"]] = PAPERS[paper["kind"]](paper["title"], paper["lines"].split("|"))
    for copy in rows(folder / "copies.csv"):
        files[copy["copy"]] = files[copy["original"]]
    for text in sorted((folder / "narasi").glob("*")):
        files[f"narasi/{text.name}"] = text.read_bytes()
    for table in rows(folder / "tables.csv"):
        name, content = _table(material, table, files)
        files[name] = content
    return dict(sorted(files.items()))


def _score_files(material: Material) -> dict[str, bytes]:
    """The jurors' workbooks; the sheets of one stay in the order of ``forms.csv``."""
    marks = make_marks(material)
    forms_of: dict[str, list[Form]] = {}
    for form in material.forms:
        forms_of.setdefault(form.file, []).append(form)
    return {file: _workbook(material, forms, marks) for file, forms in forms_of.items()}


def _workbook(material: Material, forms: list[Form], marks: Marks) -> bytes:
    sheets = [
        settle(spoil(lay_out(fill_in(material, form, marks)), form.file, material.messes))
        for form in forms
    ]
    return workbook(sheets, day_of(material.book, forms[-1]), signer(material.book, forms[0]))


def _table(
    material: Material, table: Mapping[str, str], files: Mapping[str, bytes]
) -> tuple[str, bytes]:
    """One of the officer's tables, by file name, as it was saved.

    Where a row names a file, the fingerprint of that file is filled in; a region stands as the
    officer wrote it.
    """
    lines = rows(material.folder / table["source"])
    for line in lines:
        if "as_written" in line:
            line["region"] = line["as_written"]
        if "sha256" in line:
            line["sha256"] = hashlib.sha256(files[line["file"]]).hexdigest()
    columns = [column for column in lines[0] if column not in PRIVATE]
    content = [columns, *([line[column] for column in columns] for line in lines)]
    if table["form"] == "xlsx":
        day = date.fromisoformat(table["day"])
        return f"{table['table']}.xlsx", table_workbook(content, day)
    text = io.StringIO()
    separator, encoding, line_end = DIALECTS[table["form"]]
    csv.writer(text, delimiter=separator, lineterminator=line_end).writerows(content)
    return f"{table['table']}.csv", text.getvalue().encode(encoding)
