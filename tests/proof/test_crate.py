"""The Process Run Crate: every MUST of RO-Crate 1.1 and of the profile."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from helpers.proof.crate import CRATE, NAME, PROFILE, season_date
from helpers.proof.manifest import write_evidence
from helpers.records.places import Places
from helpers.rules import RuleBook

NOTEBOOKS = ["1-clean", "2-rank-psm", "3-examine-psm", "4-report"]


@pytest.fixture
def graph(where: Places, book: RuleBook) -> dict[str, Any]:
    """The entities of a crate by their id."""
    for name in NOTEBOOKS:
        (where.reports / "notebooks" / f"{name}.ipynb").write_text("{}", encoding="utf-8")
    write_evidence(where, book, NOTEBOOKS)
    crate = json.loads((where.reports / "bukti" / NAME).read_bytes())
    entities = crate["@graph"]
    assert "https://w3id.org/ro/crate/1.1/context" in crate["@context"]
    assert len({entity["@id"] for entity in entities}) == len(entities)
    return {entity["@id"]: entity for entity in entities}


def links(value: Any) -> list[str]:
    """The ids that a value points to."""
    if isinstance(value, dict):
        return [value["@id"]] if set(value) == {"@id"} else []
    return [link for one in value for link in links(one)] if isinstance(value, list) else []


def test_descriptor_and_root(graph: dict[str, Any]) -> None:
    """The descriptor is about the root, and the root has name, description, date and licence."""
    descriptor, root = graph[NAME], graph["./"]
    assert descriptor["@type"] == "CreativeWork"
    assert descriptor["about"] == {"@id": "./"}
    assert descriptor["conformsTo"] == {"@id": CRATE}
    assert root["@type"] == "Dataset"
    assert root["conformsTo"] == {"@id": PROFILE}
    assert all(root[key] for key in ("name", "description", "license"))
    assert root["datePublished"] == "2024-07-23"


def test_every_link_leads_to_an_entity(graph: dict[str, Any]) -> None:
    """Whatever an entity points to is described, but for the specification itself."""
    for entity in graph.values():
        for value in entity.values():
            assert set(links(value)) <= graph.keys() | {CRATE}


def test_every_file_is_part_of_the_crate(graph: dict[str, Any], where: Places) -> None:
    """Each file entity is listed by the root, has its hash, and lies where its id says."""
    listed = set(links(graph["./"]["hasPart"]))
    files = {key for key, entity in graph.items() if entity["@type"] == "File"}
    assert files == listed
    for key in files:
        assert re.fullmatch(r"[0-9a-f]{64}", graph[key]["sha256"])
        assert re.fullmatch(r"[\w./%~-]+", key)
        path = where.reports / "bukti" / key.replace("%20", " ").replace("%28", "(")
        assert path.with_name(path.name.replace("%29", ")")).is_file()


def test_one_action_for_each_notebook(graph: dict[str, Any]) -> None:
    """Each executed notebook is an action with its instrument, what it read and what it made."""
    actions = [entity for entity in graph.values() if entity["@type"] == "CreateAction"]
    assert [action["@id"] for action in actions] == [f"#run-{name}" for name in NOTEBOOKS]
    assert set(links(graph["./"]["mentions"])) == {action["@id"] for action in actions}
    for action in actions:
        instrument = graph[action["instrument"]["@id"]]
        assert instrument["@type"] == "SoftwareApplication"
        assert action["name"]
        assert action["object"]
        assert action["result"]


def test_the_date_is_no_clock(book: RuleBook) -> None:
    """The date is that of the last stage; without dates, the year in the season's name."""
    assert season_date(book, "kecil-2024") == "2024-07-23"
    stage = book.categories["psm"].stages["paparan"].model_copy(update={"date": None})
    category = book.categories["psm"].model_copy(update={"stages": {"paparan": stage}})
    undated = book.model_copy(update={"categories": {"psm": category}})
    assert season_date(undated, "kecil-2024") == "2024"
