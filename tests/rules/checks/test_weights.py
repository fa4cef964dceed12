"""Scales and weights."""

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
                "program: {name: Program kerja, weight: 60}",
                "program: {name: Program kerja, weight: 50}",
            ),
            "criteria:\n          legalitas",
            "berjumlah 90, kurang 10 dari 100 (legalitas 40 + program 50)",
        ),
        (
            (
                "program: {name: Program kerja, weight: 60}",
                "program: {name: Program kerja, weight: 60.01}",
            ),
            "criteria:\n          legalitas",
            "berjumlah 100.01, lebih 0.01 dari 100 (legalitas 40 + program 60.01)",
        ),
        (
            ("weight: 20\n", "weight: 25\n"),
            "stages:",
            "berjumlah 105, lebih 5 dari 100 (administrasi 30 + tes 25 + lapangan 50)",
        ),
        (("weight: 20\n", "weight: 10\n"), "stages:", "berjumlah 90, kurang 10 dari 100"),
        (
            ("        weight: 20\n", ""),
            "      tes:",
            "Tahap tes di kategori karang-taruna belum berbobot",
        ),
        (
            ("weight: 40,", "weight: -40,", "weight: 60}", "weight: 140}"),
            "legalitas: {",
            "Bobot legalitas di kategori karang-taruna tertulis -40",
        ),
    ],
)
def test_weights_add_up_to_100(
    refuse: Refuse, changes: tuple[str, ...], at: str, words: str
) -> None:
    """Weights that do not add up are refused with their sum and the difference, never rescaled."""
    refuse(*changes).must_say(at, words)


@pytest.mark.parametrize(
    ("changes", "at", "words"),
    [
        (
            ("{min: 0, max: 100, decimals: 2}", "{min: 100, max: 100, decimals: 2}"),
            "scale: {min",
            "mulai dari 100 sampai 100; min harus lebih kecil",
        ),
        (
            ("scale: {min: 0, max: 50, decimals: 0}", "scale: {min: 60, max: 50, decimals: 0}"),
            "criteria: {tes:",
            "mulai dari 60 sampai 50",
        ),
        (
            ("scale: {min: 0, max: 50, decimals: 0}", "scale: {min: 0, max: 49.5, decimals: 0}"),
            "criteria: {tes:",
            "Ujung skala 49.5",
        ),
    ],
)
def test_a_scale_goes_up(refuse: Refuse, changes: tuple[str, ...], at: str, words: str) -> None:
    """A scale begins below its end, and its ends are marks that it allows."""
    refuse(*changes).must_say(at, words)
