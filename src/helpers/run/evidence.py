"""The recount before anything is published, and what the documents take from the evidence."""

from __future__ import annotations

from dataclasses import replace

from helpers.proof.announced import announced_since
from helpers.proof.comparing import revised_since
from helpers.proof.fingerprint import result_fingerprint, short
from helpers.proof.freezing import rules_state
from helpers.proof.recounting import Recount, lay_out_inputs, recount_season
from helpers.proof.revisions import standing
from helpers.report.attachments import attach_evidence
from helpers.report.digest import SeasonDigest, read_season
from helpers.report.narrative import read_narrative
from helpers.report.years import read_earlier
from helpers.run.retelling import tell_digest
from helpers.run.workspace import Workspace


class RecountDisagrees(Exception):
    """The independent recount came to another result; nothing may be published."""


def recount(workspace: Workspace) -> Recount:
    """Lay out the recount with its inputs in ``bukti/`` and run it against the rankings."""
    where = workspace.places
    folder = where.reports / "bukti"
    lay_out_inputs(where.processed, workspace.rules, folder, workspace.through)
    return recount_season(folder, where.processed / "rankings.csv")


def require_agreement(result: Recount) -> None:
    """Stop unless the recount agrees.

    Raises
    ------
    RecountDisagrees
        With the first differences.
    """
    if result.differences:
        raise RecountDisagrees("; ".join(result.differences[:5]))


def digest_season(workspace: Workspace, result: Recount) -> SeasonDigest:
    """All that the documents say, with the short fingerprint and whether the recount agreed."""
    where = workspace.places
    standings = {
        category: standing(where, workspace.rules, category)
        for category in workspace.rules.categories
    }
    digest = read_season(
        where.processed,
        workspace.season,
        workspace.rules,
        fingerprint=short(result_fingerprint(where.processed, workspace.rules)),
        through=workspace.through,
        recounted=not result.differences,
        rules_state=rules_state(where, workspace.rules),
        standings=standings,
        revised=revised_since(where, standings, workspace.language),
        announced=announced_since(where, standings, workspace.language),
    )
    book = workspace.rules
    told = tell_digest(digest, where, workspace.language, workspace.through)
    return replace(
        told,
        earlier=read_earlier(where.home, workspace.season, book.season, book.sample),
        narrative=read_narrative(where.raw / "narasi"),
    )


def attach(workspace: Workspace, digest: SeasonDigest) -> dict[str, bytes]:
    """The files that lie inside the annual report."""
    where = workspace.places
    return attach_evidence(digest, where.processed, where.reports / "bukti" / "recount.py")
