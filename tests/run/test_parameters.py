"""The parameters that a notebook may be given."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat import v4
from pydantic import ValidationError

from helpers.run.parameters import (
    CategoryParameters,
    NotebookRun,
    SeasonParameters,
    UnknownParameter,
    checked_parameters,
)


def write_notebook(folder: Path, source: str) -> None:
    cell = v4.new_code_cell(source)
    cell.metadata["tags"] = ["parameters"]
    nbformat.write(v4.new_notebook(cells=[cell]), folder / "2-rank.ipynb")


@pytest.mark.parametrize("season", ["", "ab", "Contoh", "contoh_2024", "../secrets", "a" * 41])
def test_season_that_is_no_folder_name_is_refused(season: str) -> None:
    """Only 3 to 40 lower-case letters, digits and hyphens name a season."""
    with pytest.raises(ValidationError):
        SeasonParameters(season=season)


def test_unknown_field_is_refused() -> None:
    """A parameter that no notebook has is an error, not a warning."""
    with pytest.raises(ValidationError):
        SeasonParameters.model_validate({"season": "contoh-2024", "colour": "blue"})


def test_parameters_cell_and_model_agree(tmp_path: Path) -> None:
    """What papermill is given is just what the parameters cell sets."""
    write_notebook(tmp_path, 'season = "contoh-2024"  # musim\ncategory = "lks"  # kategori')
    run = NotebookRun("2-rank", CategoryParameters(season="contoh-2023", category="psm"))
    assert checked_parameters(run, tmp_path) == {"season": "contoh-2023", "category": "psm"}
    assert run.name == "2-rank-psm"


def test_notebook_with_another_parameter_is_refused(tmp_path: Path) -> None:
    """A notebook that knows other parameters than it is given does not run."""
    write_notebook(tmp_path, 'season = "contoh-2024"\ncategories = "lks"')
    run = NotebookRun("2-rank", CategoryParameters(season="contoh-2023", category="psm"))
    with pytest.raises(UnknownParameter, match="2-rank"):
        checked_parameters(run, tmp_path)
