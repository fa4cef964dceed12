"""The builders of the scoring tests, for this room too."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

BUILDERS = Path(__file__).parents[1] / "scoring" / "conftest.py"


@pytest.fixture(scope="session")
def scoring() -> Any:
    """Builders of rule books, facts and results."""
    spec = spec_from_file_location("scoring_builders", BUILDERS)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Scoring
