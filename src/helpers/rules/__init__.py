"""The rule book: what was decided before the scores came."""

from helpers.rules.models import Category, Criterion, RuleBook, Scale, Stage, TieLink

__all__ = ["Category", "Criterion", "RuleBook", "Scale", "Stage", "TieLink"]
