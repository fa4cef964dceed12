"""axe-core in a browser; the script comes with the package axe-playwright-python."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser

PACKAGE = "axe_playwright_python"
# Of each category one way down is examined, unfolded: the others are made by the same template, and
# with all of them axe-core takes more than ten minutes for the first page of a season.
UNFOLD = """() => {
    document.querySelectorAll('details.person ~ details.person').forEach(one => one.remove());
    document.querySelectorAll('details').forEach(one => one.open = true);
}"""

# Only what is wrong is described: to describe what passes takes most of the time of a large page.
EXAMINE = "axe.run(document, {resultTypes: ['violations']})"


def complaints(browser: Browser, pages: Iterable[Path], widths: Sequence[int]) -> list[str]:
    """What axe-core finds wrong on the pages, unfolded; skips without the script."""
    if find_spec(PACKAGE) is None:
        pytest.skip("needs the package axe-playwright-python")
    script = (resources.files(PACKAGE) / "axe.min.js").read_text(encoding="utf-8")
    found = []
    # The pages allow no script; the examiner's own is let in for the examination only.
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    for path in pages:
        page.goto(path.as_uri())
        page.evaluate(UNFOLD)
        page.evaluate(script)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            for one in page.evaluate(EXAMINE)["violations"]:
                where = one["nodes"][0]["html"]
                found.append(f"{path.name}, {width}: {one['id']}: {where}")
    context.close()
    return found
