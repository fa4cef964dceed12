"""``python -m helpers.sample [DIR]``: write the sample seasons into DIR (default: data/raw)."""

from __future__ import annotations

import sys
from pathlib import Path

from helpers.sample.material import SEASONS
from helpers.sample.seasons import write_season

PROJECT = Path(__file__).parents[3]


def main(arguments: list[str]) -> None:
    """Write both sample seasons."""
    raw = Path(arguments[0]) if arguments else PROJECT / "data" / "raw"
    for season in SEASONS:
        write_season(season, raw)


if __name__ == "__main__":
    main(sys.argv[1:])
