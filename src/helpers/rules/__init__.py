"""The rule book: what was decided before the scores came."""

from helpers.rules.canonical import as_json, fingerprint, short_fingerprint
from helpers.rules.loader import load
from helpers.rules.mistakes import Mistake, RuleBookError
from helpers.rules.models import (
    Category,
    Criterion,
    Juror,
    Recused,
    RuleBook,
    Scale,
    Stage,
    TieLink,
)
from helpers.rules.regions import Region, find_region
from helpers.rules.speech import clauses

__all__ = [
    "Category",
    "Criterion",
    "Juror",
    "Mistake",
    "Recused",
    "Region",
    "RuleBook",
    "RuleBookError",
    "Scale",
    "Stage",
    "TieLink",
    "as_json",
    "clauses",
    "find_region",
    "fingerprint",
    "load",
    "short_fingerprint",
]
