"""Who signs: the jurors who sat, the committee, the head of the office."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.records.tables import COMMITTEE, Score
from helpers.records.words import say
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.wording import join_parts, juror_role, sat_in_order

TO_TYPE = "................................"  # what people write by hand or type in Word


def jurors_who_sat(
    digest: SeasonDigest, category: CategoryDigest, stage: str = ""
) -> tuple[str, ...]:
    """The jurors of whom some mark counts; before any mark came, those who are due.

    Who was absent throughout or left out by a decision has not decided, and does not sign.
    """
    mine = [score for score in category.scores if stage in ("", score.stage)]
    if not mine:
        stages = [stage] if stage else list(category.rules.stages)
        due = {juror for one in stages for juror in digest.rules.due_jurors(category.key, one)}
        return sat_in_order(digest.rules, frozenset(due))
    sat = {score.juror for score in mine if not _left_out(category, score)} - {COMMITTEE}
    return sat_in_order(digest.rules, frozenset(sat))


def _left_out(category: CategoryDigest, score: Score) -> bool:
    return any(
        one.kind == "juror_left_out"
        and one.juror == score.juror
        and one.stage in ("", score.stage)
        and one.participant in ("", score.participant)
        for one in category.decisions
    )


def who_marked(digest: SeasonDigest, panel: Sequence[str], language: str) -> dict[str, object]:
    """Those who sign: the jurors, or the committee where it gave all marks of a stage itself."""
    who = "jury" if panel else "committee"
    jurors = [digest.rules.jurors[key] for key in panel]
    people = [
        {
            "nama": juror.name,
            "kedudukan": juror_role(juror.role, language),
            "unsur": juror.institution or "",
        }
        for juror in jurors
    ]
    committee = {
        "nama": TO_TYPE,
        "kedudukan": say("letters.minutes_committee_role", language),
        "unsur": digest.rules.office.name,
    }
    return {
        "penilai": say(f"letters.minutes_{who}", language),
        "daftar_juri": people or [committee],
    }


def head_of(digest: SeasonDigest) -> dict[str, str]:
    """The head who signs, or nothing where the rule book names none."""
    head = digest.rules.signatories.get("head")
    if head is None:
        return {}
    return {
        "jabatan": head.title,
        "jabatan_lengkap": decider(digest),
        "nama": head.name,
        "keterangan": join_parts(head.rank or "", head.number or ""),
        "pangkat": head.rank or "",
        "nip": _number(head.number or ""),
    }


def decider(digest: SeasonDigest) -> str:
    """The office of the head in full: ``Plt. Kepala Dinas`` of ``Dinas Sosial ...``, once."""
    head = digest.rules.signatories.get("head")
    if head is None:
        return TO_TYPE
    office = digest.rules.office.name
    first, last = office.split(" ", 1)[0], head.title.rsplit(" ", 1)[-1]
    return head.title.removesuffix(last) + office if first == last else f"{head.title} {office}"


def _number(number: str) -> str:
    """The number of a civil servant with the word that stands before it; other text as it is."""
    return f"NIP {number}" if number.replace(" ", "").isdigit() else number
