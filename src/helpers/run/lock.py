"""One run at a time for one season: a lock that ends with the process that holds it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class SeasonBusy(Exception):
    """Another run is at work on this season."""


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def hold_season(folder: Path) -> Iterator[None]:
    """Hold the lock of the season whose working folder this is.

    The operating system lets go of the lock when the process ends, however it ends.

    Raises
    ------
    SeasonBusy
        Another process holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a") as file:
        try:
            _take(file.fileno())
        except OSError as error:
            raise SeasonBusy(str(folder)) from error
        yield
