"""The evidence of a run: what went in, what came out, and the sums over it. No clocks, no paths."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from helpers.proof.crate import NAME as CRATE
from helpers.proof.crate import write_crate
from helpers.proof.datapackage import write_datapackage
from helpers.proof.sums import UNSUMMED, broken_sums, file_sum, files_below, write_sums
from helpers.records.places import Places
from helpers.records.tables import read_table
from helpers.rules import RuleBook, fingerprint

__all__ = ["NAME", "broken_sums", "read_manifest", "versions", "write_evidence"]

NAME = "manifest.json"
# The packages that the bytes of the documents depend on.
PACKAGES = (
    "seleksi", "babel", "docxtpl", "jinja2", "matplotlib", "nbconvert", "nbformat", "num2words",
    "numpy", "pandas", "papermill", "typst", "xlsxwriter",
)  # fmt: skip
# Written after the outputs are listed.
LATER = (f"bukti/{NAME}", f"bukti/{CRATE}", *UNSUMMED)


def write_evidence(
    where: Places, book: RuleBook, notebooks: Iterable[str], made: Mapping[str, str] | None = None
) -> None:
    """Write ``datapackage.json``, ``manifest.json``, ``ro-crate-metadata.json`` and the sums.

    Everything else of the report must be there already, but for ``run.json``. What went in are the
    files that the intake listed.

    Parameters
    ----------
    notebooks
        The names of the executed notebooks, as ``2-rank-karang-taruna``.
    made
        How the report was made, so that it can be made again: the language, the last stage that
        counts, and the hash of the code.
    """
    (where.reports / "bukti").mkdir(parents=True, exist_ok=True)
    write_datapackage(where.processed, where.season, book)
    inputs = [one.file for one in read_table(where.processed, "files.csv")]
    outputs = [name for name in files_below(where.reports) if name not in LATER]
    manifest = {
        "season": where.season,
        "made": dict(made or {}),
        "rules": {"version": book.version, "sha256": fingerprint(book)},
        "inputs": [_entry(where.raw, name) for name in inputs],
        "tables": [_entry(where.processed, path) for path in files_below(where.processed)],
        "outputs": [_entry(where.reports, name) for name in outputs],
        "versions": versions(),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    (where.reports / "bukti" / NAME).write_bytes(text.encode())
    write_crate(where, book, notebooks, inputs, [*outputs, f"bukti/{NAME}"])
    write_sums(where.reports)


def read_manifest(reports: Path) -> dict[str, Any]:
    """The manifest of a report; empty where there is none, or none that can be read."""
    try:
        manifest = json.loads((reports / "bukti" / NAME).read_bytes())
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def versions() -> dict[str, str]:
    """The versions of what determines the bytes: Python's minor version, platform and packages."""
    found = {"python": "{}.{}".format(*sys.version_info[:2]), "platform": sys.platform}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found


def _entry(folder: Path, name: str) -> dict[str, Any]:
    path = folder / name
    return {"path": name, "bytes": path.stat().st_size, "sha256": file_sum(path)}
