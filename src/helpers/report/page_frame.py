"""The frame that every page shares: one style sheet, autoescape, no script and no network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from helpers.records.numbers import show
from helpers.records.words import say


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("helpers.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def page_words(language: str) -> Callable[..., str]:
    """The words of pages in one language: ``say("skip")``."""

    def speak(key: str, **values: object) -> str:
        return say(f"pages.{key}", language, **values)

    return speak


def page_numbers(language: str) -> Callable[..., str]:
    """Numbers as pages show them; what has no value is shown as a dash."""

    def write(value: Fraction | Decimal | int | None, decimals: int | None = None) -> str:
        return "–" if value is None else show(value, decimals, language)

    return write


@cache
def style_sheet() -> tuple[str, str]:
    """The style sheet of all pages as it stands in them, and its hash for their policy."""
    text = _environment().get_template("pages.css").render().rstrip("\n")
    inside = f"\n{text}\n"
    digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
    return inside, f"sha256-{digest}"


def render_page(template: str, language: str, **values: object) -> str:
    """Render a template of ``templates/`` as a whole page; every value is escaped.

    The policy of the page allows its own style sheet, by its hash, and pictures inside the page.
    """
    style, style_hash = style_sheet()
    return (
        _environment()
        .get_template(template)
        .render(
            language=language,
            say=page_words(language),
            number=page_numbers(language),
            style=style,
            style_hash=style_hash,
            **values,
        )
    )
