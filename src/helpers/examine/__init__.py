"""How sure is the ranking? Beside the official result, never inside it."""

from helpers.examine.category import Examination, examine_category, measure_category

__all__ = ["Examination", "examine_category", "measure_category"]
