"""The recount before anything is published."""

from __future__ import annotations

import pytest

from helpers.records.tables import read_table, write_table
from helpers.run import evidence, gather, parts
from helpers.run.workspace import Workspace

pytestmark = pytest.mark.slow


@pytest.fixture
def gathered(draft: Workspace) -> Workspace:
    """A draft with all tables of its season."""
    parts.ensure_parts(draft)
    gather.gather_categories(draft)
    return draft


def test_recount_agrees_with_the_sample(gathered: Workspace) -> None:
    """The independent program comes to the same rankings, and the documents may say so."""
    result = evidence.recount(gathered)
    evidence.require_agreement(result)
    digest = evidence.digest_season(gathered, result)
    assert digest.recounted
    assert digest.balance.balances
    assert digest.fingerprint.count("-") == 3


def test_changed_mark_stops_everything(gathered: Workspace) -> None:
    """Where the marks no longer give the rankings, the run stops and names who differs."""
    processed = gathered.places.processed
    first, *rest = read_table(processed, "scores.csv")
    changed = type(first)(**{name: getattr(first, name) for name in first.__slots__})
    object.__setattr__(changed, "score", first.score + 7)
    write_table(processed, "scores.csv", [changed, *rest])
    with pytest.raises(evidence.RecountDisagrees, match=first.participant):
        evidence.require_agreement(evidence.recount(gathered))


def test_report_carries_the_marks_without_a_jurors_name(gathered: Workspace) -> None:
    """The scores inside the PDF call the jurors by their public code and name no file."""
    digest = evidence.digest_season(gathered, evidence.recount(gathered))
    attached = evidence.attach(gathered, digest)
    text = attached["scores.csv"].decode()
    assert ",Juri 1," in text
    assert ",J1," not in text
    assert ".xlsx" not in text
    assert attached["recount.py"].startswith(b"#!") or b"import" in attached["recount.py"]
    assert len(attached["ledger.sha256"]) == 64 + len("  ledger.csv\n")
