"""The certificates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx

from helpers.report.digest import SeasonDigest
from helpers.report.letters.certificates import write_certificates


def test_one_page_for_each_winner(digest: SeasonDigest, tmp_path: Path, read: Any) -> None:
    """Every titled participant has a certificate of its own, on a page of its own."""
    path = tmp_path / "piagam" / "kt.docx"
    assert write_certificates(digest, "karang-taruna", path)
    text = read(path)
    winners = digest.category("karang-taruna").winners
    for one in winners:
        assert one.name in text
        assert one.title.upper() in text
    assert text.count("PIAGAM PENGHARGAAN") == len(winners)
    breaks = docx.Document(str(path)).element.xml.count('w:br w:type="page"')
    assert breaks == len(winners) - 1


def test_nobody_won_nothing_is_written(digest: SeasonDigest, tmp_path: Path) -> None:
    """A category that is not decided has no certificates."""
    assert not write_certificates(digest, "lks", tmp_path / "lks.docx")
    assert list(tmp_path.iterdir()) == []


def test_a_certificate_counts_no_pages(digest: SeasonDigest, tmp_path: Path) -> None:
    """What is framed and hung up carries the fingerprint, and no number of a page."""
    path = tmp_path / "kt.docx"
    write_certificates(digest, "karang-taruna", path)
    letter = docx.Document(str(path))
    assert "PAGE" not in letter.sections[0].footer._element.xml
    assert "w:pgBorders" in letter.element.xml
