"""What was noticed, with the file and the category it is about."""

from __future__ import annotations

from typing import NamedTuple

from helpers.intake.workbook import Notice


class Told(NamedTuple):
    """A notice with the file and the category it is about; '' where it is about neither."""

    notice: Notice
    file: str = ""
    category: str = ""
