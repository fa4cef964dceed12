"""The pages in a real browser: read by axe-core, walked by keyboard, at a phone's width too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from helpers.report.digest import SeasonDigest
from helpers.report.pages import write_index
from helpers.report.public import write_public
from tests.report.examined_by_axe import complaints
from tests.report.test_season_sizes import make_season

pytestmark = pytest.mark.slow
WIDTHS = (320, 1280)
MAY_PASS = 400  # so many Tab keys at most lead from one place to the next
VISIBLE = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    return one.matches(':focus-visible') && style.outlineStyle !== 'none'
        && parseFloat(style.outlineWidth) >= 2
        && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
}"""


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as engine:
        opened = engine.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def folder(digest: SeasonDigest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first page and the announcement of the made-up season, whose names bite."""
    made = tmp_path_factory.mktemp("pages")
    write_index(digest, made)
    write_public(digest, made)
    return made


def test_axe_finds_nothing(browser: Browser, folder: Path) -> None:
    """With everything unfolded, at both widths, axe-core has no complaint."""
    pages = [folder / "index.html", folder / "publik" / "pengumuman.html"]
    assert complaints(browser, pages, WIDTHS) == []


LONG = pytest.mark.long


@pytest.mark.parametrize(
    ("people", "jurors", "stages"),
    [
        (1, 3, 1),
        pytest.param(60, 3, 1, marks=LONG),
        pytest.param(2, 3, 1, marks=LONG),
        pytest.param(13, 15, 1, marks=LONG),
        pytest.param(5, 3, 6, marks=LONG),
    ],
)
def test_pages_of_any_size_are_right(
    browser: Browser, tmp_path: Path, people: int, jurors: int, stages: int
) -> None:
    """One, two or sixty people with biting names, many jurors, six stages: sound and not wide."""
    season = make_season(people, jurors, stages)
    write_index(season, tmp_path)
    write_public(season, tmp_path)
    pages = [tmp_path / "index.html", tmp_path / "publik" / "pengumuman.html"]
    assert complaints(browser, pages, WIDTHS[:1]) == []
    page = browser.new_page(viewport={"width": WIDTHS[0], "height": 800})
    for path in pages:
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[0]
    page.goto(pages[0].as_uri())
    words = page.locator("body").inner_text()
    for placing in season.categories[0].placings:
        assert " ".join(placing.name.split()) in " ".join(words.split())
    assert "nan" not in words.lower().split()
    page.close()


def press_until(page: Page, key: str, selector: str) -> None:
    """Press a key until the focus is on what the selector names; it can be seen all the way."""
    for _ in range(MAY_PASS):
        page.keyboard.press(key)
        assert page.evaluate(VISIBLE), page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("one => document.activeElement.matches(one)", selector):
            return
    raise AssertionError(f"{selector} is not reached")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_keyboard_leads_from_the_winner_to_a_cell_and_back(
    browser: Browser, folder: Path, width: int
) -> None:
    """Tab and Enter alone lead from the winner down to the address of a cell, and up again."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((folder / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    press_until(page, "Tab", "a[href='#p-1-1']")
    page.keyboard.press("Enter")
    way = (
        "#p-1-1 > summary",
        "#p-1-1 > details > summary",
        "#p-1-1 > details > details > summary",
    )
    for summary in way:
        press_until(page, "Tab", summary)
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.parentElement.open")
    cell = page.evaluate(
        """() => {
            const one = document.activeElement.parentElement.querySelector('td:nth-child(3)');
            return one.checkVisibility() ? one.textContent : '';
        }"""
    )
    assert cell.endswith("› D7")
    press_until(page, "Tab", "#p-1-1 summary")
    for summary in reversed(way):
        press_until(page, "Shift+Tab", summary)
        page.keyboard.press("Enter")
        assert not page.evaluate("document.activeElement.parentElement.open")
    press_until(page, "Shift+Tab", "a[href='#p-1-1']")
    page.close()


def test_on_paper_stays_folded_what_would_fill_sheets(browser: Browser, folder: Path) -> None:
    """In print the rules are there without a click; a participant and cells where they were opened,
    lists of files and tables behind figures not at all; a sentence says so."""
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    rules = page.locator(".rules dd").first
    files = page.locator(".documents li li").first
    numbers = page.locator("figure + details td").first
    criterion = page.locator("#p-1-1 > details > details > summary").first
    cell = page.locator("#p-1-1 > details > .cells td:nth-child(3)").first
    notice = page.locator(".on-paper").first
    seen = "one => one.checkVisibility({contentVisibilityAuto: true})"
    parts = (rules, notice, files, numbers, criterion, cell)
    assert [one.evaluate(seen) for one in parts] == [False] * 6
    page.emulate_media(media="print")
    assert [one.evaluate(seen) for one in parts] == [True, True, False, False, False, False]
    page.evaluate("document.querySelector('#p-1-1').open = true")
    assert [one.evaluate(seen) for one in (criterion, cell)] == [True, False]
    page.evaluate("document.querySelector('#p-1-1 > details > details').open = true")
    assert cell.evaluate(seen)
    page.close()
