"""Which sealed revision an erratum speaks of."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from helpers.proof.announced import announced_since
from helpers.proof.comparing import Comparison
from helpers.proof.journal import JournalLine
from helpers.proof.revisions import NEVER_SEALED, Standing
from helpers.records.places import Places, places
from helpers.records.tables import Placing, read_table, write_table

KEY = "psm"
SWAP = {"Juara I": "Juara II", "Juara II": "Juara I"}


def seal_revisions(where: Places, titles: Sequence[str]) -> Standing:
    """Revisions whose titles are those at hand ("now") or turned round ("other")."""
    rows: tuple[Placing, ...] = read_table(where.processed, "rankings.csv")
    for number, kind in enumerate(titles, start=1):
        folder = where.sealed / KEY / str(number)
        shutil.copytree(where.processed, folder / "tables")
        shutil.copyfile(where.rules, folder / "rules.yaml")
        if kind == "other":
            turned = [replace(one, title=SWAP.get(one.title, one.title)) for one in rows]
            write_table(folder / "tables", "rankings.csv", turned)
    line = JournalLine(
        number=1, day="2024-07-29", kind="result_sealed", category=KEY,
        folder=f"{KEY}/{len(titles)}", status="FINAL", fingerprint="", files="", marks=None,
        same_titles="", by="", approved_by="", basis="", reason="",
    )  # fmt: skip
    return Standing("sealed", "FINAL", line)


@pytest.fixture
def announced(counted_home: Path, tmp_path: Path) -> Callable[[Sequence[str]], Comparison | None]:
    """What an erratum would say after revisions with these titles."""
    shutil.copytree(counted_home, tmp_path / "home")
    where = places(tmp_path / "home", "contoh-2024")

    def after(titles: Sequence[str]) -> Comparison | None:
        standing = seal_revisions(where, titles)
        return announced_since(where, {KEY: standing}, "id").get(KEY)

    return after


@pytest.mark.slow
@pytest.mark.parametrize(
    ("titles", "revision"),
    [
        (["now"], ""),
        (["other", "now"], "revisi 1"),
        (["other", "now", "now"], "revisi 1"),
        (["now", "other", "now"], "revisi 2"),
        (["other", "other"], "revisi 2"),
    ],
)
def test_the_latest_revision_with_other_holders_counts(
    announced: Callable[[Sequence[str]], Comparison | None], titles: list[str], revision: str
) -> None:
    """A FINAL revision that repeats a corrected one does not hide what was announced first."""
    found = announced(titles)
    assert (found.one if found else "") == revision
    if found:
        assert {one.category for one in found.title_moves} == {KEY}
        assert len(found.title_moves) == 2


@pytest.mark.slow
def test_never_sealed_never_announced(counted_home: Path) -> None:
    """Without a sealed revision there is nothing to take back."""
    where = places(counted_home, "contoh-2024")
    assert announced_since(where, {KEY: NEVER_SEALED}, "id") == {}
    assert announced_since(where, {KEY: Standing("broken")}, "id") == {}
