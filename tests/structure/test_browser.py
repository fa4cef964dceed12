"""The pages of the sample's report in a real browser, as a person without a network sees them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.report.examined_by_axe import complaints

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as engine:
        opened = engine.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def addresses(sample_report: Path) -> list[str]:
    """The addresses of all pages of the report."""
    report = sample_report / "reports" / "contoh-2024"
    return [path.as_uri() for path in sorted(report.rglob("*.html"))]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty window as wide as an office screen."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_axe_finds_nothing_on_any_page(browser: Browser, sample_report: Path) -> None:
    """Every page of the report, notebooks in both views, is sound at a phone's width and a PC's."""
    report = sample_report / "reports" / "contoh-2024"
    assert complaints(browser, sorted(report.rglob("*.html")), (320, 1280)) == []


def test_axe_finds_nothing_on_the_notebook_pages(browser: Browser, sample_report: Path) -> None:
    """One executed notebook of each kind, as a report and for the audit, is sound for axe-core."""
    folder = sample_report / "reports" / "contoh-2024" / "notebooks"
    pages = [folder / name for name in ("1-clean.html", "2-rank-karang-taruna.audit.html")]
    assert complaints(browser, pages, (320, 1280)) == []


def test_pages_ask_for_nothing_and_complain_about_nothing(page: Page, addresses: list[str]) -> None:
    """Opening any page asks for no file outside the report, and the browser has no complaint."""
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    for address in addresses:
        page.goto(address)
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
    assert complaints == []


def test_pictures_are_shown(page: Page, addresses: list[str]) -> None:
    """Every picture of every page is there and can be drawn."""
    broken = []
    for address in addresses:
        page.goto(address)
        widths = page.locator("img").evaluate_all("all => all.map(one => one.naturalWidth)")
        broken += [address] * (0 in widths)
    assert broken == []


@pytest.mark.parametrize("width", [1280, 390], ids=["screen", "phone"])
def test_pages_fit_the_window(page: Page, addresses: list[str], width: int) -> None:
    """No page must be pushed sideways: what is wide scrolls inside its own frame."""
    page.set_viewport_size({"width": width, "height": 900})
    wide = []
    for address in addresses:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > width + 1:
            wide.append(address.rpartition("/reports/")[2])
    assert wide == []
