"""The day that stands in every workbook we write: the same input gives the same bytes."""

from __future__ import annotations

from datetime import datetime

UNDATED = datetime(2000, 1, 1)  # noqa: DTZ001  # the date inside a workbook has no zone
