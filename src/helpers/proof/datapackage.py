"""``datapackage.json``: the tables of a season, described for any program (Frictionless)."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from helpers.proof.sums import file_sum
from helpers.records.tables import TABLES, column_types, columns
from helpers.rules import RuleBook

NAME = "datapackage.json"
# A fraction n/d is no number type of the specification: a string with its pattern.
FIELD_TYPES: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    Decimal: {"type": "number", "decimalChar": "."},
    Fraction: {"type": "string", "constraints": {"pattern": r"-?\d+/\d+"}},
}


def table_schema(kind: type) -> dict[str, Any]:
    """The table schema of a class of rows: one field a column; an empty cell is a missing value."""
    types = (plain for plain, _ in column_types(kind).values())
    fields = [
        {"name": name, **FIELD_TYPES[plain]}
        for name, plain in zip(columns(kind), types, strict=True)
    ]
    return {"fields": fields, "missingValues": [""]}


def write_datapackage(processed: Path, season: str, book: RuleBook) -> None:
    """Describe the tables in ``processed`` with their sizes and hashes."""
    package = {
        "profile": "tabular-data-package",
        "name": season,
        "title": book.title,
        "resources": [
            _resource(processed / name, TABLES[name])
            for name in sorted(TABLES)
            if (processed / name).exists()
        ],
    }
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (processed / NAME).write_bytes(text.encode())


def broken_hashes(processed: Path) -> tuple[str, ...]:
    """The tables that are not as ``datapackage.json`` says: changed, gone, or not described."""
    path = processed / NAME
    if not path.exists():
        return (NAME,)
    described = {
        resource["path"]: resource["hash"]
        for resource in json.loads(path.read_bytes())["resources"]
    }
    present = {table.name for table in processed.glob("*.csv")}
    changed = (
        name for name in present if described.get(name) != f"sha256:{file_sum(processed / name)}"
    )
    return tuple(sorted({*changed, *(described.keys() - present)}))


def _resource(path: Path, kind: type) -> dict[str, Any]:
    return {
        "name": path.stem,
        "path": path.name,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "bytes": path.stat().st_size,
        "hash": f"sha256:{file_sum(path)}",
        "schema": table_schema(kind),
    }
