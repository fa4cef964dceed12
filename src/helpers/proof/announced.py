"""What changed since the titles were last sealed otherwise: what an erratum has to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from helpers.proof.comparing import Comparison, compare_results, read_result
from helpers.proof.revisions import Standing
from helpers.records.places import Places
from helpers.records.tables import Placing, read_table
from helpers.records.words import say

Holders = frozenset[tuple[str, str]]  # participants with their titles


def announced_since(
    where: Places, standings: Mapping[str, Standing], language: str
) -> dict[str, Comparison]:
    """For each category: from the latest sealed revision with other title holders to now.

    A result that was sealed may have been announced, as SEMENTARA too. So it is not the revision
    just before that counts: a FINAL one that repeats a corrected SEMENTARA one leaves the erratum
    to the first announcement standing.
    """
    found = {}
    for category, one in standings.items():
        if one.state not in ("sealed", "differs"):
            continue
        now = _holders(where.processed, category)
        for number in range(one.revision, 0, -1):
            folder = where.sealed / category / str(number)
            if _holders(folder / "tables", category) != now:
                name = say("proof.revision", language, number=number)
                before = read_result(name, folder / "rules.yaml", folder / "tables")
                here = say("proof.result_now", language)
                after = read_result(here, where.rules, where.processed)
                found[category] = compare_results(before, after, language, category)
                break
    return found


def _holders(tables: Path, category: str) -> Holders:
    placings: Iterable[Placing] = read_table(tables, "rankings.csv")
    return frozenset(
        (one.participant, one.title) for one in placings if one.category == category and one.title
    )
