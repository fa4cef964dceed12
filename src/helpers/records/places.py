"""Where things lie below the home folder, which holds ``data/`` and ``reports/``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

SEASON_NAME = re.compile(r"[a-z0-9-]{3,40}")


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one season.

    ``home`` holds the raw data; ``output`` is where results go. They differ while a run builds in
    its staging folder, and when a notebook is run by hand in a draft.
    """

    home: Path
    output: Path
    season: str

    @property
    def raw(self) -> Path:
        return self.home / "data" / "raw" / self.season

    @property
    def rules(self) -> Path:
        return self.raw / "rules.yaml"

    @property
    def sealed(self) -> Path:
        return self.home / "data" / "sealed" / self.season

    @property
    def forms(self) -> Path:
        return self.home / "data" / "forms" / self.season

    @property
    def processed(self) -> Path:
        return self.output / "data" / "processed" / self.season

    @property
    def reports(self) -> Path:
        return self.output / "reports" / self.season


def places(home: Path, season: str, output: Path | None = None) -> Places:
    """The places of a season; results go to the home folder unless ``output`` says otherwise."""
    return Places(home=home, output=output or home, season=season)
