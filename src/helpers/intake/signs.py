"""Signs of a text that cannot be seen, or are not what they seem."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ODD_SPACES = frozenset("\u2002\u2003\u2009\u202f\u3000")
_SPACES = _ODD_SPACES | {"\N{NO-BREAK SPACE}"}
_SCRIPTS = ("CYRILLIC", "GREEK", "ARMENIAN")  # with letters that look like Latin ones
_ABROAD = re.compile("[\u0080-\U0010ffff]{2,}")


def hidden_signs(text: str) -> tuple[str, ...]:
    """Characters of a text that cannot be seen, as code points; also blanks of another width."""
    return tuple(_points(sign for sign in text if sign in _SPACES or _unseen(sign)))


def strange_signs(text: str) -> tuple[str, ...]:
    """The hidden signs of a text that is no mark: a no-break space or a line break is common."""
    return tuple(_points(sign for sign in text if sign in _ODD_SPACES or _unseen(sign, "\r")))


def direction_signs(text: str) -> tuple[str, ...]:
    """Direction controls of a text, as code points."""
    return tuple(_points(sign for sign in text if sign in _DIRECTION))


def _unseen(sign: str, common: str = "") -> bool:
    return unicodedata.category(sign) in ("Cf", "Cc") and sign not in f"\t\n{common}"


def _points(signs: Iterator[str]) -> Iterator[str]:
    return (f"U+{ord(sign):04X}" for sign in signs)


def mixed_scripts(text: str) -> tuple[str, ...]:
    """The letters of a look-alike script in a text with Latin letters, as code points."""
    scripts: dict[str, list[str]] = {}
    for sign in text:
        if sign.isalpha() and not sign.isascii():
            script = unicodedata.name(sign, "").split(" ")[0]
            if script in _SCRIPTS:
                scripts.setdefault(script, []).append(sign)
    latin = any(sign.isascii() and sign.isalpha() for sign in text)
    return tuple(_points(sign for signs in scripts.values() for sign in signs)) if latin else ()


def damaged(text: str) -> bool:
    """Whether a text looks like UTF-8 that was once read as Windows-1252, or lost signs."""
    return "\ufffd" in text or any(_misread(run) for run in _ABROAD.findall(text))


def _misread(run: str) -> bool:
    try:
        run.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return False
    return True
