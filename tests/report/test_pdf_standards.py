"""Every PDF of a report by checks that share nothing with its compiler: the Matterhorn points.

What machines can check of PDF/UA-1, with pikepdf, and once more by the package pdfua where it is
installed; whether a text alternative is a good one, people have to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from helpers.report.annual_report import write_annual_report
from helpers.report.digest import SeasonDigest
from helpers.report.leadership_sheet import write_leadership_sheet
from helpers.report.narrative import Told
from helpers.report.public import write_public

ARCHIVES = ("laporan-tahunan.pdf", "lembar-pimpinan.pdf")  # PDF/A-3a beside PDF/UA-1
SIMPLE_FONTS = ("/TrueType", "/Type1", "/Type3")
STANDARD_TYPES = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
    "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody",
    "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference",
    "BibEntry", "Code", "Link", "Annot", "Ruby", "Figure", "Formula", "Form",
}  # fmt: skip


def elements(node: Any) -> Iterator[Any]:
    """Every structure element in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from elements(node.get("/K"))


def named(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    """The structure elements of one kind."""
    return [one for one in elements(pdf.Root.StructTreeRoot.K) if str(one.S) == f"/{kind}"]


def problems(path: Path) -> list[str]:
    """What a file lacks; empty where every check passes."""
    with pikepdf.open(path) as pdf:
        return [
            *_document(pdf, archive=path.name in ARCHIVES),
            *_structure(pdf),
            *_tables(pdf),
            *_fonts(pdf),
            *_pages(pdf),
            *_attachments(pdf),
        ]


def _document(pdf: pikepdf.Pdf, *, archive: bool) -> Iterator[str]:
    """Tagged, in a language, with a title that readers show, and saying what it conforms to."""
    root, metadata = pdf.Root, pdf.open_metadata()
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "not marked as tagged"
    if root.get("/MarkInfo", {}).get("/Suspects", False):
        yield "its tags are suspect"
    if not str(root.get("/Lang", "")):
        yield "no language"
    if not metadata.get("dc:title"):
        yield "no title"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "the title is not shown"
    if metadata.get("pdfuaid:part") != "1":
        yield "does not say PDF/UA-1"
    stated = metadata.get("pdfaid:part"), metadata.get("pdfaid:conformance")
    if archive and stated != ("3", "A"):
        yield "does not say PDF/A-3a"
    if archive and "/OutputIntents" not in root:
        yield "no output intent"
    if pdf.is_encrypted:
        yield "encrypted"


def _structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Known types, headings without jumps, figures and links with texts."""
    roles = {
        str(key).lstrip("/"): str(value).lstrip("/")
        for key, value in pdf.Root.StructTreeRoot.get("/RoleMap", {}).items()
    }
    levels = []
    for one in elements(pdf.Root.StructTreeRoot.K):
        kind = str(one.S).lstrip("/")
        if roles.get(kind, kind) not in STANDARD_TYPES:
            yield f"unknown type {kind}"
        if kind == "Figure" and not str(one.get("/Alt", "")).strip():
            yield "a figure without alternative text"
        if kind[0] == "H" and kind[1:].isdigit():
            levels.append(int(kind[1:]))
    if levels[:1] not in ([], [1]):
        yield "the first heading is not of the first level"
    yield from (f"H{a} to H{b}" for a, b in pairwise(levels) if b > a + 1)


def _tables(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Tables have heads with a scope, and rows of equal width."""
    for table in named(pdf, "Table"):
        heads = [one for one in elements(table) if str(one.S) == "/TH"]
        if not heads:
            yield "a table without heads"
        for head in heads:
            scopes = [str(a.get("/Scope", "")) for a in _attributes(head)]
            if not any(scope in ("/Column", "/Row", "/Both") for scope in scopes):
                yield "a head without scope"
        if len(set(_widths(table))) > 1:
            yield "a table with rows of unequal width"


def _attributes(element: Any) -> list[Any]:
    held = element.get("/A")
    if held is None:
        return []
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def _widths(table: Any) -> list[int]:
    """The columns of each row, cells that reach down from above included."""
    widths: list[int] = []
    reaching: list[tuple[int, int]] = []  # columns and rows that cells from above still cover
    for row in (one for one in elements(table) if str(one.S) == "/TR"):
        width = sum(span for span, _ in reaching)
        below = [(span, rows - 1) for span, rows in reaching if rows > 1]
        for cell in (one for one in elements(row.get("/K")) if str(one.S) in ("/TH", "/TD")):
            spans = {"/ColSpan": 1, "/RowSpan": 1}
            for attribute in _attributes(cell):
                spans |= {key: int(attribute[key]) for key in spans if key in attribute}
            width += spans["/ColSpan"]
            if spans["/RowSpan"] > 1:
                below.append((spans["/ColSpan"], spans["/RowSpan"] - 1))
        widths.append(width)
        reaching = below
    return widths


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Every font lies in the file and says which characters its signs are."""
    for one in pdf.objects:
        if not isinstance(one, pikepdf.Dictionary) or one.get("/Type") != "/Font":
            continue
        shown = "/DescendantFonts" in one or one.get("/Subtype") in SIMPLE_FONTS
        if shown and "/ToUnicode" not in one:
            yield f"{one.get('/BaseFont', 'a font')} without ToUnicode"
        described = one.get("/FontDescriptor")
        files = ("/FontFile", "/FontFile2", "/FontFile3")
        if described is not None and not any(file in described for file in files):
            yield f"{one.get('/BaseFont', 'a font')} not embedded"


def _pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Tab order follows the structure, links are described, nothing runs or plays."""
    for page in pdf.pages:
        if "/Annots" not in page:
            continue
        if page.get("/Tabs") != "/S":
            yield "tab order does not follow the structure"
        for annotation in page.Annots:
            if annotation.Subtype == "/Link" and not str(annotation.get("/Contents", "")):
                yield "a link without description"
            if annotation.Subtype not in ("/Link",):
                yield f"an annotation {annotation.Subtype}"
    if "/OpenAction" in pdf.Root or "/JavaScript" in pdf.Root.get("/Names", {}):
        yield "runs something"


def _attachments(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Attached files say their relation, kind, name and description, and stand in the list."""
    associated = {str(one.UF) for one in pdf.Root.get("/AF", [])}
    if associated != set(pdf.attachments):
        yield "attachments and associated files differ"
    for one in pdf.Root.get("/AF", []):
        for key in ("/AFRelationship", "/Desc", "/F", "/UF"):
            if not str(one.get(key, "")):
                yield f"an attachment without {key}"
        if "/Subtype" not in one.EF.F:
            yield "an attachment without a kind"


@pytest.fixture(scope="module")
def folder(digest: SeasonDigest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDFs of the made-up season, with words and a photograph that is none."""
    made = tmp_path_factory.mktemp("standards")
    told = (
        Told("penutup.txt", "penutup", ("Terima kasih.",)),
        Told("a.jpg", "hasil", problem=True),
    )
    held = {"scores.csv": b"season\n", "rules.json": b"{}\n", "recount.py": b"", "x.sha256": b"x"}
    write_annual_report(replace(digest, narrative=told), made / ARCHIVES[0], held)
    write_leadership_sheet(digest, made)
    write_public(digest, made)
    return made


@pytest.mark.parametrize("name", [*ARCHIVES, "publik/pengumuman.pdf"])
def test_documents_pass(folder: Path, name: str) -> None:
    """The annual report, the sheet for the head and the announcement pass every check."""
    assert problems(folder / name) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [*ARCHIVES, "publik/pengumuman.pdf"])
def test_documents_pass_another_checker(folder: Path, name: str) -> None:
    """The checker of somebody else finds nothing either."""
    pytest.importorskip("pdfua", reason="pdfua is not installed")
    validate = import_module("pdfua.validator").validate
    assert list(validate(folder / name).findings) == []


@pytest.mark.slow
def test_every_pdf_of_a_report_passes(sample_report: Path) -> None:
    """Whatever PDF a whole run leaves passes every check."""
    paths = sorted((sample_report / "reports").rglob("*.pdf"))
    assert {path.name for path in paths} >= {*ARCHIVES, "pengumuman.pdf"}
    assert {str(path): problems(path) for path in paths if problems(path)} == {}


def test_what_is_missing_is_seen(folder: Path, tmp_path: Path) -> None:
    """A file whose language, alternative texts and scopes were taken away fails."""
    spoiled = tmp_path / ARCHIVES[0]
    with pikepdf.open(folder / ARCHIVES[0]) as pdf:
        del pdf.Root.Lang
        del named(pdf, "Figure")[0]["/Alt"]
        del named(pdf, "TH")[0]["/A"]
        named(pdf, "H2")[0].S = pikepdf.Name("/H4")
        del pdf.Root.AF[0]["/AFRelationship"]
        pdf.save(spoiled)
    assert {
        "no language", "a figure without alternative text", "a head without scope", "H1 to H4",
        "an attachment without /AFRelationship",
    } <= set(problems(spoiled))  # fmt: skip
