"""Who may enter and who may approve: the second person behind everything an officer changes."""

from __future__ import annotations

from helpers.intake.vocabulary import key
from helpers.rules import RuleBook


def entry_obstacle(book: RuleBook, by: str) -> str:
    """Why a person may not enter something; '' where that is fine."""
    if book.officers and key(by) not in {key(officer.name) for officer in book.officers}:
        return "officer_unknown"
    return ""


def approval_obstacle(book: RuleBook, by: str, approved_by: str) -> str:
    """Why an entry lacks its second person; '' where it has one or needs none.

    With ``second_person`` in the rule book an entry counts only when another officer, one who may
    approve where officers are listed, has approved it.
    """
    if not book.second_person:
        return ""
    if not approved_by:
        return "approver_missing"
    if key(approved_by) == key(by):
        return "approver_same"
    roles = {key(officer.name): officer.role for officer in book.officers}
    if roles and key(approved_by) not in roles:
        return "approver_unknown"
    if roles and roles[key(approved_by)] != "approval":
        return "approver_role"
    return ""
