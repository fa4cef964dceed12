"""An executed notebook as evidence: no clocks, no paths, no random ids, the same bytes."""

from __future__ import annotations

import re
from typing import Any

import nbformat

_ADDRESS_IN_MEMORY = re.compile(r" at 0x[0-9a-fA-F]+")
_DROPPED_FROM_NOTEBOOK = ("papermill", "widgets")
_DROPPED_FROM_CELL = ("papermill", "execution")


def canonical(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A copy of the executed notebook without anything that differs between two equal runs."""
    clean: nbformat.NotebookNode = nbformat.from_dict(notebook)
    for key in _DROPPED_FROM_NOTEBOOK:
        clean.metadata.pop(key, None)
    # The interpreter's patch level is said once, in run.json.
    clean.metadata.get("language_info", {}).pop("version", None)
    for number, cell in enumerate(clean.cells):
        cell["id"] = f"cell-{number:02d}"
        for key in _DROPPED_FROM_CELL:
            cell.metadata.pop(key, None)
        for output in cell.get("outputs", ()):
            _clean_output(output)
    return clean


def _clean_output(output: Any) -> None:
    if "text" in output:
        output["text"] = _without_addresses(output["text"])
    for kind, content in output.get("data", {}).items():
        if isinstance(content, str) and kind.startswith("text/"):
            output["data"][kind] = _without_addresses(content)


def _without_addresses(text: str) -> str:
    return _ADDRESS_IN_MEMORY.sub("", text)


def notebook_bytes(notebook: nbformat.NotebookNode) -> bytes:
    """The notebook as it is written to a file, always with line feeds."""
    return str(nbformat.writes(notebook, version=4)).encode()
