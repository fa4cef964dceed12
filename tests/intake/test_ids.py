"""Ids in capitals or without."""

from __future__ import annotations

import pytest

from helpers.intake.ids import same_id, same_ids


@pytest.mark.parametrize(
    ("written", "meant"),
    [("KT-13", "KT-13"), ("kt-13", "KT-13"), ("Kt-1", "Kt-1"), ("kt-1", "kt-1"), ("KT-2", "KT-2"),
     ("", "")],
)  # fmt: skip
def test_an_id_is_meant_where_only_one_can_be(written: str, meant: str) -> None:
    """Case is passed over where one id fits; two that differ only in it are never confused."""
    assert same_id(written, ["KT-13", "KT-1", "kT-1"]) == meant


def test_every_id_of_a_list_is_meant() -> None:
    """Each id of an order or a set is found; what stands between them stays."""
    assert same_ids("kt-13 > Kt 02;x", {"KT-13", "KT 02"}) == "KT-13 > KT 02;x"
