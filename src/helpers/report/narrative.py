"""The office's own paragraphs and photographs (``narasi/``), and where in the report they stand.

``pendahuluan.txt`` stands in the introduction, ``pelaksanaan-2.jpg`` with the conduct of the days;
a photograph's caption and alternative text are the lines of ``pelaksanaan-2.jpg.txt``.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

TEXTS, PHOTOGRAPHS = (".txt", ".md"), (".jpg", ".jpeg", ".png")
CHAPTERS = ("pendahuluan", "aturan", "pelaksanaan", "hasil", "pemeriksaan", "penutup")
ELSEWHERE = "pelaksanaan"  # where a file stands whose name begins with no chapter's
LARGEST = (1600, 1600)  # pixels: enough for a page's width in print


@dataclass(frozen=True)
class Told:
    """One file of the office: paragraphs, or a photograph with its caption.

    ``problem`` is set where a photograph could not be read; then there is no picture.
    """

    file: str
    chapter: str
    paragraphs: tuple[str, ...] = ()
    photograph: bytes = b""
    caption: str = ""
    alt: str = ""
    problem: bool = False

    @property
    def name(self) -> str:
        """The photograph's name in the document's folder, whatever the office called it."""
        return f"photograph-{hashlib.sha256(self.file.encode()).hexdigest()[:12]}.jpg"


def read_narrative(folder: Path) -> tuple[Told, ...]:
    """Every paragraph and photograph of the folder in the order of their names.

    Other kinds of files are left alone, and so are those that only point elsewhere.
    """
    if not folder.is_dir():
        return ()
    paths = sorted(p for p in folder.iterdir() if p.is_file() and not p.is_symlink())
    names = {path.name for path in paths}
    told = []
    for path in paths:
        kind = path.suffix.lower()
        if kind in PHOTOGRAPHS:
            told.append(_photograph(path))
        elif kind in TEXTS and path.stem not in names:
            told.append(Told(path.name, _chapter(path), _paragraphs(path)))
    return tuple(told)


def _chapter(path: Path) -> str:
    return next((one for one in CHAPTERS if path.name.lower().startswith(one)), ELSEWHERE)


def _paragraphs(path: Path) -> tuple[str, ...]:
    """The paragraphs of a text: blank lines stand between them, other line ends are spaces."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:  # what Notepad of an older Windows wrote
        text = content.decode("cp1252", errors="replace")
    parts = "\n".join(line.strip() for line in text.splitlines()).split("\n\n")
    return tuple(" ".join(part.split()) for part in parts if part.strip())


def _photograph(path: Path) -> Told:
    """The photograph upright, no larger than print needs, and without what the camera noted."""
    beside = path.with_name(f"{path.name}.txt")
    lines = _paragraphs(beside) if beside.is_file() else ()
    caption = lines[0] if lines else ""
    alt = " ".join(lines[1:]) or caption
    try:
        with Image.open(path) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError, SyntaxError):
        return Told(path.name, _chapter(path), caption=caption, alt=alt, problem=True)
    picture.thumbnail(LARGEST)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return Told(path.name, _chapter(path), (), out.getvalue(), caption, alt)
