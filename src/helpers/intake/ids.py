"""Ids that a person typed: the same id in capitals or without, where that means only one."""

from __future__ import annotations

import re
from collections.abc import Collection

_BETWEEN = re.compile(r"[^;,>\s](?:[^;,>]*[^;,>\s])?")  # one id of a list


def same_id(written: str, known: Collection[str]) -> str:
    """The known id that is meant: kt-13 for KT-13, as long as no other differs only in that.

    What means none of them, or several, comes back as it was written.
    """
    alike = [one for one in known if one.casefold() == written.casefold()]
    return alike[0] if len(alike) == 1 and written not in known else written


def same_ids(written: str, known: Collection[str]) -> str:
    """A text in which ids stand one after another, each as it is known."""
    return _BETWEEN.sub(lambda match: same_id(match[0], known), written)
