"""Every page of the sample's report: whole, offline, without scripts, with told pictures."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

REFERENCES = {"src", "href", "srcset", "poster", "data", "action", "formaction", "xlink:href"}
pytestmark = pytest.mark.slow


class Page(HTMLParser):
    """What the tests look at in one page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.references: list[str] = []
        self.alternatives: list[str] = []
        self.ids: list[str] = []
        self.handlers: list[str] = []
        self.language = ""
        self.styles = " ".join(re.findall(r"(?s)<style.*?</style>|style=\"[^\"]*\"", text))
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what matters of one element."""
        values = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        self.references += [values[name] for name in REFERENCES & set(values)]
        self.handlers += [name for name in values if name.startswith("on")]
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "img":
            self.alternatives.append(" ".join(values.get("alt", "").split()))
        if tag == "html":
            self.language = values.get("lang", "")


@cache
def read(path: Path) -> Page:
    """A parsed page."""
    return Page(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pages(sample_report: Path) -> list[Path]:
    """All pages of the report."""
    found = sorted((sample_report / "reports" / "contoh-2024").rglob("*.html"))
    assert len(found) > 5
    return found


def failing(wrong: dict[Path, list[str]]) -> list[str]:
    """The pages on which something is wrong, with what it is."""
    return [f"{path.parent.name}/{path.name}: {what}" for path, what in wrong.items() if what]


def test_pages_have_no_scripts(pages: list[Path]) -> None:
    """No page holds a script, a frame or an event handler."""
    active = ("script", "iframe", "object", "embed")
    wrong = {
        path: [tag for tag in active if read(path).tags[tag]] + read(path).handlers
        for path in pages
    }
    assert failing(wrong) == []


def test_pages_refer_to_nothing_on_the_network(pages: list[Path]) -> None:
    """No link, picture or style of any page leads out of the report."""
    outward = re.compile(r"^\s*(?:[a-z]+:)?//", re.IGNORECASE)
    wrong = {
        path: [one for one in read(path).references if outward.match(one)]
        + re.findall(r"url\(\s*['\"]?(?:[a-z]+:)?//[^)]*\)|@import[^;]*", read(path).styles)
        for path in pages
    }
    assert failing(wrong) == []


def test_links_lead_somewhere(pages: list[Path]) -> None:
    """Every link inside the report leads to a file that is there, and to a place in it that is."""
    wrong = {}
    for path in pages:
        dead = []
        for reference in read(path).references:
            parts = urlsplit(reference)
            if parts.scheme or parts.netloc:
                continue
            target = path.parent / unquote(parts.path) if parts.path else path
            if not target.exists():
                dead.append(reference)
            elif parts.fragment and target.suffix == ".html":
                ids = read(target.resolve()).ids if target != path else read(path).ids
                dead += [reference] * (unquote(parts.fragment) not in ids)
        wrong[path] = dead[:5]
    assert failing(wrong) == []


def test_pictures_are_told(pages: list[Path]) -> None:
    """Every picture has an alternative text of its own that says what it shows."""
    wrong = {}
    for path in pages:
        counted = Counter(read(path).alternatives)
        wrong[path] = [
            text
            for text, times in counted.items()
            if times > 1
            or len(text.split()) < 4
            or re.search(r"\.(?:png|svg|jpe?g)\b|No description", text, re.IGNORECASE)
        ]
    assert failing(wrong) == []


def test_pages_say_their_language_and_title(pages: list[Path]) -> None:
    """Every page tells its language, has one title, one main part and no id twice."""
    wrong = {}
    for path in pages:
        page = read(path)
        twice = [name for name, times in Counter(page.ids).items() if times > 1]
        faults = [tag for tag in ("title", "main", "h1") if page.tags[tag] < 1] + twice[:5]
        wrong[path] = faults + ([] if page.language else ["lang"])
    assert failing(wrong) == []
