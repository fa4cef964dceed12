"""Documents that do not wait for each other are written side by side.

Laying out a PDF happens outside Python's lock, so that threads use all cores.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


def write_together(*writers: Callable[[], object]) -> None:
    """Call every writer; what one of them raises is raised when all have ended."""
    with ThreadPoolExecutor() as pool:
        begun = [pool.submit(write) for write in writers]
    for writing in begun:
        writing.result()
