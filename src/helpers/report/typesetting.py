"""Typst: plain data and a template in, an archive PDF out; the fonts of all such documents."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import matplotlib as mpl
import typst

# The families as the templates ask for them, one after the other, and where their files lie. The
# first is in typst itself; what is installed on the computer is never asked.
FAMILIES = ("Libertinus Serif", "DejaVu Serif", "Noto Naskh Arabic", "DejaVu Sans")
FONTS = (Path(__file__).parent / "fonts", Path(mpl.get_data_path()) / "fonts" / "ttf")
COMMON = ("long-words.typ",)  # what every template imports
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
    return typeset_all(templates, [data], beside)[0]


def typeset_all(
    templates: Sequence[str],
    documents: Sequence[Mapping[str, object]],
    beside: Mapping[str, bytes],
) -> list[bytes]:
    """Lay out many documents of the same templates: a compiler for each core, and its share."""
    share = -(-len(documents) // (os.cpu_count() or 1)) or 1
    shares = [documents[start : start + share] for start in range(0, len(documents), share)]
    with ThreadPoolExecutor() as pool:
        laid_out = pool.map(lambda part: _typeset_share(templates, part, beside), shares)
        return [pdf for part in laid_out for pdf in part]


def _typeset_share(
    templates: Sequence[str],
    documents: Sequence[Mapping[str, object]],
    beside: Mapping[str, bytes],
) -> list[bytes]:
    """Lay out documents one after the other by one compiler, which reads the fonts once."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        put_templates(folder, templates)
        for path, content in beside.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_bytes(content)
        compiler = typst.Compiler(
            folder / templates[0],
            root=folder,
            font_paths=list(FONTS),
            ignore_system_fonts=True,
        )
        return [_lay_out(compiler, folder, data) for data in documents]


def put_templates(folder: Path, templates: Sequence[str]) -> None:
    """Copy templates of ``report/templates``, and what every one imports, into a folder."""
    for template in (*templates, *COMMON):
        content = (files("helpers.report") / "templates" / template).read_bytes()
        (folder / template).write_bytes(content)


def _lay_out(compiler: typst.Compiler, folder: Path, data: Mapping[str, object]) -> bytes:
    text = json.dumps({**data, "fonts": FAMILIES}, ensure_ascii=False)
    try:
        return _compile(compiler, folder, text)
    except typst.TypstError as error:
        missing = unprintable(error)
        if not missing:
            raise
    return _compile(compiler, folder, spell_out(text, missing))


def _compile(compiler: typst.Compiler, folder: Path, data: str) -> bytes:
    (folder / "data.json").write_text(data, encoding="utf-8")
    pdf = compiler.compile(format="pdf", pdf_standards=["a-3a", "ua-1"])
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
