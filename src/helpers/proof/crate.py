"""``ro-crate-metadata.json``: how the report came about, as a Process Run Crate (RO-Crate 1.1)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from helpers.proof.sums import file_sum
from helpers.records.places import Places
from helpers.records.words import say
from helpers.rules import RuleBook

NAME = "ro-crate-metadata.json"
CONTEXT = [
    "https://w3id.org/ro/crate/1.1/context",
    "https://w3id.org/ro/terms/workflow-run/context",
]
CRATE = "https://w3id.org/ro/crate/1.1"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".py": "text/x-python",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml",
}
# What each notebook reads (raw files or tables) and which tables it makes.
CLEAN = ("absences", "corrections", "decisions", "deductions", "files", "history", "ledger",
         "objections", "participants", "scores")  # fmt: skip
RANKED = ("rankings", "stages", "steps")
STEPS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "1-clean": ((), CLEAN),
    "2-rank": (CLEAN, RANKED),
    "3-examine": (CLEAN, ("diagnostics",)),
    "4-report": ((*CLEAN, *RANKED, "diagnostics", "findings"), ()),
}

Entity = dict[str, Any]


@dataclass(frozen=True)
class Crate:
    """The places of a season, seen from the folder in which the metadata file lies."""

    where: Places

    @property
    def folder(self) -> Path:
        return self.where.reports / "bukti"

    def report(self, name: str) -> str:
        """The id of a file of the report."""
        path = PurePosixPath(name)
        inside = path.is_relative_to("bukti")
        return quote(str(path.relative_to("bukti") if inside else PurePosixPath("..", name)))

    def table(self, name: str) -> str:
        """The id of a table."""
        return quote(f"../../../data/processed/{self.where.season}/{name}")

    def raw(self, name: str) -> str:
        """The id of a raw file."""
        return quote(f"../../../data/raw/{self.where.season}/{name}")


def write_crate(
    where: Places, book: RuleBook, notebooks: Iterable[str], inputs: list[str], outputs: list[str]
) -> None:
    """Write the metadata of the run into ``bukti/``.

    Parameters
    ----------
    notebooks
        The names of the executed notebooks, as ``2-rank-karang-taruna``.
    inputs
        The raw files, by their path in the season's folder.
    outputs
        The files of the report, by their path in it.
    """
    crate = Crate(where)
    tables = sorted(path.name for path in where.processed.glob("*.csv"))
    files = [
        *(_file(crate.raw(name), where.raw / name) for name in inputs),
        *(_file(crate.table(name), where.processed / name) for name in tables),
        *(_file(crate.report(name), where.reports / name) for name in outputs),
    ]
    actions = [_action(crate, book, name, inputs, outputs) for name in notebooks]
    graph = [_metadata(), _root(where, book, files, actions), *_contextual(book), *files, *actions]
    text = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=2) + "\n"
    (crate.folder / NAME).write_bytes(text.encode())


def season_date(book: RuleBook, season: str) -> str:
    """The day of the last dated stage, else the year in the season's name: never a clock."""
    days = [
        stage.date
        for category in book.categories.values()
        for stage in category.stages.values()
        if stage.date
    ]
    if days:
        return max(days).isoformat()
    year = re.search(r"\d{4}", book.season) or re.search(r"\d{4}", season)
    return year.group() if year else "1980"


def _metadata() -> Entity:
    return {
        "@id": NAME,
        "@type": "CreativeWork",
        "about": _link("./"),
        "conformsTo": _link(CRATE),
    }


def _root(where: Places, book: RuleBook, files: list[Entity], actions: list[Entity]) -> Entity:
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": say("proof.crate_name", book.language, season=where.season, title=book.title),
        "description": say("proof.crate_description", book.language),
        "datePublished": season_date(book, where.season),
        "license": _link("#terms"),
        "publisher": _link("#office"),
        "conformsTo": _link(PROFILE),
        "hasPart": [_link(file["@id"]) for file in files],
        "mentions": [_link(action["@id"]) for action in actions],
    }


def _contextual(book: RuleBook) -> list[Entity]:
    terms = say("proof.crate_terms", book.language)
    return [
        {"@id": PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"},
        {"@id": "#terms", "@type": "CreativeWork", "name": "INTERNAL", "description": terms},
        {"@id": "#office", "@type": "Organization", "name": book.office.name},
        *(
            {
                "@id": f"#notebook-{step}",
                "@type": "SoftwareApplication",
                "name": f"notebooks/{step}.ipynb",
            }
            for step in STEPS
        ),
    ]


def _file(identifier: str, path: Path) -> Entity:
    entity = {
        "@id": identifier,
        "@type": "File",
        "name": path.name,
        "contentSize": str(path.stat().st_size),
        "sha256": file_sum(path),
    }
    media_type = MEDIA_TYPES.get(path.suffix.lower())
    return entity | ({"encodingFormat": media_type} if media_type else {})


def _action(
    crate: Crate, book: RuleBook, notebook: str, inputs: list[str], outputs: list[str]
) -> Entity:
    step = next(step for step in STEPS if notebook == step or notebook.startswith(f"{step}-"))
    reads, makes = STEPS[step]
    documents = [name for name in outputs if not name.startswith(("bukti/", "notebooks/"))]
    objects = [crate.table(f"{name}.csv") for name in reads] or [crate.raw(one) for one in inputs]
    results = [crate.table(f"{name}.csv") for name in makes] or [
        crate.report(name) for name in documents
    ]
    return {
        "@id": f"#run-{notebook}",
        "@type": "CreateAction",
        "name": say("proof.crate_action", book.language, notebook=notebook),
        "instrument": _link(f"#notebook-{step}"),
        "agent": _link("#office"),
        "actionStatus": "http://schema.org/CompletedActionStatus",
        "object": [_link(identifier) for identifier in objects],
        "result": [_link(crate.report(f"notebooks/{notebook}.ipynb")), *map(_link, results)],
    }


def _link(identifier: str) -> dict[str, str]:
    return {"@id": identifier}
