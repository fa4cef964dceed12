"""The photograph and the scan: drawn alike on every machine, and readable by others."""

from __future__ import annotations

import io

import pypdf
from matplotlib import image

from helpers.sample.papers import HEIGHT, WIDTH, photograph, scan

LINES = ["Juri: J1=", "Program kerja=85", "Usaha (UEP)=81"]


def test_the_photograph_is_a_picture() -> None:
    """Another program reads the photograph and finds paper, table and ink on it."""
    picture = image.imread(io.BytesIO(photograph("FORMULIR", LINES)), format="png")
    assert picture.shape[:2] == (HEIGHT, WIDTH)
    table, paper = picture[:10].mean(), picture[-60:-20, 50:-50].mean()
    assert table < picture.mean() < paper


def test_what_was_written_changes_the_photograph() -> None:
    """Another mark gives another picture, and the same marks the same."""
    again = photograph("FORMULIR", LINES)
    assert photograph("FORMULIR", LINES) == again
    assert photograph("FORMULIR", ["Program kerja=86"]) != again


def test_the_scan_is_a_readable_page() -> None:
    """Another program reads the scan's one page with its brackets."""
    reader = pypdf.PdfReader(io.BytesIO(scan("FORMULIR (CONTOH)", LINES)))
    text = reader.pages[0].extract_text()
    assert len(reader.pages) == 1
    assert "FORMULIR (CONTOH)" in text
    assert "Usaha (UEP): 81" in text
