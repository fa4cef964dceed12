"""Which table and which row of a signed document is which of ours."""

from __future__ import annotations

from helpers.report.letters.reading import Row, Table
from helpers.report.letters.tables import compare_tables, pair_up


def test_the_most_alike_are_paired_first() -> None:
    """Each is paired once, the most alike first, and what is like none is left alone."""

    def share(one: str, other: str) -> float:
        return sum(letter in other for letter in one) / len(one)

    assert pair_up(["abcd", "ab"], ["xyz", "ab", "abcd"], share, 0.5) == {0: 2, 1: 1}


def test_a_table_without_values_is_not_asked_for() -> None:
    """A table of the template that holds no value may go."""
    plain = Table(1, (Row(1, ("Kepada", "Kepala Dinas")),))
    assert list(compare_tables([plain], [], "id")) == []
