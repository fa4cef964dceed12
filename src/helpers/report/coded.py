"""Jurors by their codes in the annual report: in its sentences, its tables and its annexes.

Beside the attached marks, which stand by codes, the name of a juror or of a file that a juror named
would give the code away. So a file is called by the first digits of its SHA-256, under which
``index.html`` and the ledger have its name.
"""

from __future__ import annotations

import re

from helpers.records.tables import COMMITTEE, Finding
from helpers.records.words import say
from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.report.wording import bare_message

DIGITS = 8  # of a hash: enough to tell the files of a season apart
WORD = re.compile(r"[^\W\d_]{4,}")  # a part of a name that could be told again


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


def hide_people(digest: SeasonDigest, category: str, text: str, language: str) -> str:
    """A text of an annex without names of jurors and files: codes and digits in their places.

    ``category`` is the key of the one that it is about; where it is about none, a juror is called
    a juror.
    """
    for file in sorted(digest.files, key=lambda one: len(one.file), reverse=True):
        for name in (file.file, file.file.rpartition("/")[2]):
            text = text.replace(name, _mark(file.sha256, language))
    own = next((one for one in digest.categories if one.key == category), None)
    if own is not None:
        text = hide_jurors(digest, own, text, language)
    for key, juror in digest.rules.jurors.items():
        code = code_of(digest, own, key, language) if own else say("annual.some_juror", language)
        text = text.replace(juror.name, code)
        text = re.sub(rf"(?<={re.escape(code)}) \({re.escape(key)}\)", "", text)
    return text


def coded_place(digest: SeasonDigest, file: str, sheet: str, cell: str, language: str) -> str:
    """Where something stands: the file by its digits, the sheet unless a juror's name is in it."""
    marks = {one.file: one.sha256 for one in digest.files}
    name = next((path for path in marks if f"/{path}".endswith(f"/{file}")), "")
    said = {word.casefold() for word in WORD.findall(sheet)}
    jurors = digest.rules.jurors
    named = any(said & set(WORD.findall(one.name.casefold())) for one in jurors.values())
    shown = "" if named or sheet in jurors else sheet
    mark = _mark(marks.get(name, ""), language) if file else ""
    return " › ".join(part for part in (mark, shown, cell) if part)


def coded_finding(digest: SeasonDigest, finding: Finding, language: str) -> tuple[str, str]:
    """Where a finding is, and its message, both without names of jurors and files."""
    place = coded_place(digest, finding.file, finding.sheet, finding.cell, language)
    return place, hide_people(digest, finding.category, bare_message(finding), language)


def _mark(sha256: str, language: str) -> str:
    return say("annual.file_mark", language, digits=sha256[:DIGITS] or "–")
