"""The evidence of a run."""

from __future__ import annotations

import json

from helpers.proof.manifest import NAME, broken_sums, write_evidence
from helpers.proof.sums import files_below
from helpers.records.places import Places
from helpers.rules import RuleBook, fingerprint

NOTEBOOKS = ["1-clean"]


def test_manifest_lists_what_went_in_and_came_out(where: Places, book: RuleBook) -> None:
    """Inputs, tables and outputs have their sums, and the rules their fingerprint."""
    write_evidence(where, book, NOTEBOOKS)
    manifest = json.loads((where.reports / "bukti" / NAME).read_bytes())
    assert manifest["rules"]["sha256"] == fingerprint(book)
    assert [entry["path"] for entry in manifest["inputs"]] == files_below(where.raw)
    assert "index.html" in [entry["path"] for entry in manifest["outputs"]]
    assert "scores.csv" in [entry["path"] for entry in manifest["tables"]]
    assert manifest["versions"]["xlsxwriter"]
    assert broken_sums(where.reports) == ()


def test_the_same_bytes_again(where: Places, book: RuleBook) -> None:
    """Written twice, the evidence is the same, and it names no place on this computer."""
    write_evidence(where, book, NOTEBOOKS)
    names = files_below(where.reports)
    first = {name: (where.reports / name).read_bytes() for name in names}
    (where.reports / "bukti" / "run.json").write_text('{"started": "now"}')
    write_evidence(where, book, NOTEBOOKS)
    assert {name: (where.reports / name).read_bytes() for name in names} == first
    assert not [name for name, data in first.items() if str(where.home).encode() in data]
