"""The parameters that a notebook may be given: checked before papermill sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import nbformat
from pydantic import BaseModel, ConfigDict, Field

from helpers.records.places import SEASON_NAME


class SeasonParameters(BaseModel):
    """Parameters of 1-clean and 4-report."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    season: str = Field(pattern=rf"^{SEASON_NAME.pattern}$")


class CategoryParameters(SeasonParameters):
    """Parameters of 2-rank and 3-examine."""

    category: str = Field(pattern=r"^[A-Za-z0-9_-]+$")


@dataclass(frozen=True, slots=True)
class NotebookRun:
    """One notebook with the parameters of one execution."""

    notebook: str
    parameters: SeasonParameters

    @property
    def name(self) -> str:
        """The name of the executed notebook, without its ending: ``2-rank-karang-taruna``."""
        category = getattr(self.parameters, "category", "")
        return f"{self.notebook}-{category}" if category else self.notebook


class UnknownParameter(Exception):
    """The notebook's parameters cell and the checked parameters are not the same."""


_ASSIGNMENT = re.compile(r"^(\w+)\s*=", re.MULTILINE)


def default_names(notebook: nbformat.NotebookNode) -> tuple[str, ...]:
    """The names that the cell tagged ``parameters`` sets."""
    cell = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ()))
    return tuple(_ASSIGNMENT.findall(cell.source))


def checked_parameters(run: NotebookRun, folder: Path) -> dict[str, str]:
    """The parameters to hand to papermill, which itself would only warn of unknown ones.

    Raises
    ------
    UnknownParameter
        The notebook does not know a parameter, or has one that is not given.
    """
    notebook = nbformat.read(folder / f"{run.notebook}.ipynb", as_version=4)
    given: dict[str, str] = run.parameters.model_dump()
    if set(default_names(notebook)) != set(given):
        raise UnknownParameter(
            f"{run.notebook}: {sorted(default_names(notebook))} != {sorted(given)}"
        )
    return given
