"""What the benchmarks of the examination run; no time is asserted."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.examine import chance
from helpers.run import bench_examination


def test_the_panel_has_its_size() -> None:
    """13 participants, 5 jurors and 10 criteria, the same each time."""
    book, facts = bench_examination.panel()
    assert len(facts.scores) == 13 * 5 * 10
    assert (book, facts) == bench_examination.panel()


def test_both_ways_draw_the_same_chances(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plain loop and the draws at once estimate the same shares."""
    monkeypatch.setattr(chance, "DRAWS", 2000)
    draw, loop = bench_examination.drawing()
    made = draw()
    assert isinstance(made, chance.Chance)
    drawn = {one.participant: one.places for one in made.ranks}
    ours = np.array([drawn[f"P{place:02}"] for place in range(13)])
    assert np.abs(ours - np.asarray(loop())).max() < 0.06
