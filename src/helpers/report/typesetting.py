"""Typst: plain data and a template in, an archive PDF out; the fonts of all such documents."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import matplotlib as mpl
import typst

# The families as the templates ask for them, one after the other, and where their files lie.
FAMILIES = ("Libertinus Serif", "DejaVu Serif", "DejaVu Sans")
FONTS = (Path(mpl.get_data_path()) / "fonts" / "ttf",)
UNPRINTABLE = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def typeset(
    templates: Sequence[str], data: Mapping[str, object], beside: Mapping[str, bytes]
) -> bytes:
    """Lay a document out in a folder that holds nothing but its templates and its data.

    Parameters
    ----------
    templates
        Files of ``report/templates``; the first is the document.
    data
        What the template reads as ``data.json``; ``fonts`` is added to it.
    beside
        Further files by their name in the folder: figures, photographs, attachments.

    Characters that none of the fonts holds are printed as their code, ``[U+1F600]``: a name stays
    recognisable and a document is never lost to one.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for template in templates:
            content = (files("helpers.report") / "templates" / template).read_bytes()
            (folder / template).write_bytes(content)
        for path, content in beside.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_bytes(content)
        text = json.dumps({**data, "fonts": FAMILIES}, ensure_ascii=False)
        try:
            return _compile(folder, templates[0], text)
        except typst.TypstError as error:
            missing = unprintable(error)
            if not missing:
                raise
        return _compile(folder, templates[0], spell_out(text, missing))


def _compile(folder: Path, template: str, data: str) -> bytes:
    (folder / "data.json").write_text(data, encoding="utf-8")
    pdf = typst.compile(
        folder / template,
        root=folder,
        font_paths=list(FONTS),
        ignore_system_fonts=True,
        pdf_standards=["a-3a", "ua-1"],
    )
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no document")
    return pdf


def unprintable(error: typst.TypstError) -> frozenset[str]:
    """The characters for which typst says that no font has them."""
    found = UNPRINTABLE.findall(str(error.diagnostic))
    texts = (ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in found)
    return frozenset(character for text in texts for character in text)


def spell_out(text: str, characters: frozenset[str]) -> str:
    """The text with each of the characters as its code, ``[U+1F600]``."""
    return text.translate({ord(c): f"[U+{ord(c):04X}]" for c in characters})
