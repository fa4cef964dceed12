"""The description of the tables for other programs."""

from __future__ import annotations

import hashlib
import json

from helpers.proof.datapackage import NAME, broken_hashes, table_schema, write_datapackage
from helpers.records.places import Places
from helpers.records.tables import TABLES, Placing, columns
from helpers.rules import RuleBook


def test_every_table_is_described(where: Places, book: RuleBook) -> None:
    """Each table has its path, size, hash and a field for each column, in order."""
    write_datapackage(where.processed, where.season, book)
    package = json.loads((where.processed / NAME).read_bytes())
    assert package["name"] == "kecil-2024"
    assert [resource["path"] for resource in package["resources"]] == sorted(TABLES)
    for resource in package["resources"]:
        data = (where.processed / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert names == data.decode().splitlines()[0].split(",")
        assert names == columns(TABLES[resource["path"]])
        assert (resource["format"], resource["encoding"]) == ("csv", "utf-8")


def test_types_of_the_columns() -> None:
    """Whole numbers, decimals and texts have their types, and a fraction its pattern."""
    fields = {field["name"]: field for field in table_schema(Placing)["fields"]}
    assert fields["rank"]["type"] == "integer"
    assert fields["total"]["type"] == "number"
    assert fields["title"]["type"] == "string"
    assert fields["exact"]["constraints"] == {"pattern": r"-?\d+/\d+"}


def test_broken_tables_are_named(where: Places, book: RuleBook) -> None:
    """A table that was changed, removed or added after the description is named."""
    assert broken_hashes(where.processed) == (NAME,)
    write_datapackage(where.processed, where.season, book)
    assert broken_hashes(where.processed) == ()
    with (where.processed / "scores.csv").open("a") as file:
        file.write("\n")
    (where.processed / "history.csv").unlink()
    (where.processed / "lain.csv").write_text("a\n")
    assert broken_hashes(where.processed) == ("history.csv", "lain.csv", "scores.csv")
