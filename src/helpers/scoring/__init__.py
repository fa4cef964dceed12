"""Facts become a ranking: exact arithmetic, combining, stages, ties."""

from helpers.scoring.category import CategoryResult, score_category
from helpers.scoring.fields import Field, fields_ahead

__all__ = ["CategoryResult", "Field", "fields_ahead", "score_category"]
