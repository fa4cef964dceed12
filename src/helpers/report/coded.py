"""Jurors by their codes: in the sentences of the examination as in its tables."""

from __future__ import annotations

import re

from helpers.records.tables import COMMITTEE
from helpers.records.words import say
from helpers.report.digest import CategoryDigest, SeasonDigest


def code_of(digest: SeasonDigest, category: CategoryDigest, juror: str, language: str) -> str:
    """The juror's code in the language of the document; never the id of the rule book."""
    if juror == COMMITTEE:
        return say("annual.committee", language)
    code = digest.juror_code(category.key, juror)
    number = code.rpartition(" ")[2] if code != juror else "–"
    return say("annual.juror", language, number=number)


def hide_jurors(digest: SeasonDigest, category: CategoryDigest, text: str, language: str) -> str:
    """A sentence of the examination with codes where it names jurors by their ids.

    The examination writes ``juri J1`` or begins with the id; a name of the rule book is replaced
    wherever it stands.
    """
    for juror in sorted(digest.rules.jurors, key=len, reverse=True):
        code = code_of(digest, category, juror, language)
        named = rf"\b(?:juri|juror)\s+{re.escape(juror)}(?!\w)"
        text = re.sub(named, code, text, flags=re.IGNORECASE)
        text = re.sub(rf"^{re.escape(juror)}(?=[:,])", code, text)
        text = text.replace(digest.rules.jurors[juror].name, code)
    return text
