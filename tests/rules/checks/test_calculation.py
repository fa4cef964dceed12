"""Combining, rounding, absences and minimum."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Refuse = Callable[..., Any]


@pytest.mark.parametrize(
    ("changes", "at", "words"),
    [
        (
            (
                "rounding: {mark: null, weighted: null, stage: null, total: 2}",
                "rounding: {mark: 2}",
            ),
            "rounding:",
            "rounding.mark di kategori karang-taruna tidak berlaku dengan at: total",
        ),
        (
            (
                "rounding: {mark: null, weighted: null, stage: null, total: 2}",
                "rounding:\n      weighted: 2",
            ),
            "weighted: 2",
            "Hapus rounding.weighted, atau pakai at: criterion",
        ),
    ],
)
def test_rounding_fits_the_combining(
    refuse: Refuse, changes: tuple[str, ...], at: str, words: str
) -> None:
    """Marks per criterion are rounded only where there are any."""
    refuse(*changes).must_say(at, words)


@pytest.mark.parametrize(
    ("changes", "at", "words"),
    [
        (
            (
                "combine: {jurors: mean, at: total}",
                "combine: {jurors: rank_sum, at: criterion}",
                "    minimum: {total: 60, stage: {administrasi: 50}}\n",
                "",
            ),
            "combine:",
            "Tulis at: total",
        ),
        (
            ("combine: {jurors: mean, at: total}", "combine: {jurors: rank_sum}"),
            "minimum:",
            "jumlah peringkat tidak dapat diuji dengan nilai minimum",
        ),
        (
            (
                "combine: {jurors: mean, at: total}",
                "combine: {jurors: rank_sum}",
                "    minimum: {total: 60, stage: {administrasi: 50}}\n",
                "",
                "program: {name: Program kerja,",
                "program: {name: Program kerja, source: committee,",
            ),
            "program: {",
            "Pindahkan ke tahap sendiri",
        ),
    ],
)
def test_rank_sum_sums_ranks_of_whole_panels(
    refuse: Refuse, changes: tuple[str, ...], at: str, words: str
) -> None:
    """A sum of ranks comes from totals, has no minimum, and mixes with no committee marks."""
    refuse(*changes).must_say(at, words)


@pytest.mark.parametrize(
    ("changes", "at", "words"),
    [
        (
            ("combine: {jurors: mean, at: total}", "combine: {jurors: {trimmed: 2}}"),
            "combine:",
            "tahap lapangan hanya dinilai 3 juri; perlu sedikitnya 5",
        ),
        (
            ("at_least: 3", "at_least: 4"),
            "missing:",
            "meminta 4 juri, tetapi tahap lapangan hanya memiliki 3",
        ),
    ],
)
def test_enough_jurors_for_the_rule(
    refuse: Refuse, changes: tuple[str, ...], at: str, words: str
) -> None:
    """The panel of every stage is as large as the combining and the quorum ask for."""
    refuse(*changes).must_say(at, words)


@pytest.mark.parametrize(
    ("changes", "at", "words"),
    [
        (
            ("stage: {administrasi: 50}", "stage: {wawancara: 50}"),
            "minimum:",
            "karang-taruna. Tahap yang ada: administrasi, tes, lapangan",
        ),
        (("total: 60,", "total: 600,"), "minimum:", "Nilai minimum 600"),
        (("{administrasi: 50}", "{administrasi: 100.5}"), "minimum:", "melampaui skala (100)"),
    ],
)
def test_a_minimum_can_be_reached(
    refuse: Refuse, changes: tuple[str, ...], at: str, words: str
) -> None:
    """A minimum is for a stage there is, and on the scale."""
    refuse(*changes).must_say(at, words)
