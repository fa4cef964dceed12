"""The rules of a category in sentences, as an office writes them into the sheet a jury signs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from helpers.rules.models import RuleBook
from helpers.rules.speech import marks, order, totals
from helpers.rules.speech.speaker import Speaker

TOPICS: dict[str, Callable[[Speaker], Iterator[str]]] = {
    "slots": marks.speak_of_slots,
    "recusal": marks.speak_of_recusal,
    "missing": marks.speak_of_missing,
    "scale": marks.speak_of_scales,
    "weights": totals.speak_of_weights,
    "combine": totals.speak_of_combining,
    "deductions": totals.speak_of_deductions,
    "rounding": totals.speak_of_rounding,
    "rank_by": order.speak_of_ranking,
    "finalists": order.speak_of_finalists,
    "minimum": order.speak_of_minimum,
    "ties": order.speak_of_ties,
    "titles": order.speak_of_titles,
    "examination": marks.speak_of_examination,
    "overall": order.speak_of_overall,
}


def clauses(
    book: RuleBook,
    category: str,
    language: str | None = None,
    juror_names: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """All that is in force for a category, in sentences by topic, in the order of the calculation.

    Parameters
    ----------
    language
        ``id`` or ``en``; left out, it is the rule book's.
    juror_names
        How each juror is named. Without it jurors are counted and not named, so that a document
        for the public gives none away.

    Returns
    -------
    dict
        The keys of ``TOPICS``, each with one or more sentences; ``overall`` only where the rule
        book has a title across categories.
    """
    speaker = Speaker(book, category, language or book.language, juror_names)
    said = {topic: " ".join(speak(speaker)) for topic, speak in TOPICS.items()}
    return {topic: text for topic, text in said.items() if text}
