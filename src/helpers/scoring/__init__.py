"""Facts become a ranking: exact arithmetic, combining, stages, ties."""

from helpers.scoring.category import CategoryResult, score_category

__all__ = ["CategoryResult", "score_category"]
