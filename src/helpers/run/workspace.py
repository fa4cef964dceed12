"""Where a notebook works: inside a run, or in a draft that leaves the published files alone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from helpers.records.places import Places, places
from helpers.rules import RuleBook, load

# A run tells its kernels where to read and where to write; without it a notebook makes a draft.
HOME = "SELEKSI_HOME"
OUTPUT = "SELEKSI_OUTPUT"
THROUGH = "SELEKSI_THROUGH"
LANGUAGE = "SELEKSI_LANGUAGE"
# Set by the command that opens JupyterLab: season.ipynb then publishes instead of drafting.
PUBLISH = "SELEKSI_PUBLISH"
DRAFT = ".draft"


@dataclass(frozen=True)
class Workspace:
    """What every step of a season needs to know."""

    places: Places
    rules: RuleBook
    through: str
    language: str
    draft: bool

    @property
    def season(self) -> str:
        return self.places.season

    def part(self, category: str) -> Path:
        """The folder in which one category leaves its tables until they are gathered."""
        return self.places.processed / "parts" / category


def project_folder() -> Path:
    """The project's folder: the one above the running code that holds the notebooks."""
    return Path(__file__).resolve().parents[3]


def open_workspace(season: str, through: str = "") -> Workspace:
    """Open the workspace of a season for a notebook.

    Raises
    ------
    helpers.rules.RuleBookError
        The rule book is missing or wrong.
    """
    home = Path(os.environ.get(HOME) or project_folder())
    output = os.environ.get(OUTPUT)
    where = places(home, season, Path(output) if output else home / DRAFT)
    book = load(where.rules)
    return Workspace(
        places=where,
        rules=book,
        through=through or os.environ.get(THROUGH, ""),
        language=os.environ.get(LANGUAGE) or book.language,
        draft=output is None,
    )
