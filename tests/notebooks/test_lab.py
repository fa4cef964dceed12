"""season.ipynb in JupyterLab, as the officer opens it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from helpers.cli.tools import LAB_SETTINGS
from helpers.run.workspace import HOME, PUBLISH

pytestmark = pytest.mark.slow
MINUTES = 180_000  # milliseconds that a whole season may take here


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def lab(sample_home: Path, root: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a JupyterLab that was opened as the command ``lab`` opens it."""
    # JupyterLab saves what it opens: it is given a copy.
    shutil.copytree(root / "notebooks", tmp_path / "notebooks")
    port = free_port()
    settings = {
        "HOME": str(tmp_path),
        "JUPYTER_CONFIG_PATH": str(LAB_SETTINGS),
        HOME: str(sample_home),
        PUBLISH: "1",
    }
    line = [
        sys.executable, "-m", "jupyterlab", "notebooks/season.ipynb", "--no-browser",
        "--allow-root", f"--port={port}", "--IdentityProvider.token=", "--ServerApp.password=",
    ]  # fmt: skip
    server = subprocess.Popen(
        line, cwd=tmp_path, env={**os.environ, **settings}, stderr=subprocess.PIPE, text=True
    )
    assert server.stderr is not None
    for said in server.stderr:
        if f":{port}/lab" in said:
            break
    yield f"http://127.0.0.1:{port}/lab/tree/season.ipynb"
    server.terminate()
    server.wait()


@pytest.mark.long
def test_run_all_makes_the_report(lab: str, chromium: str, sample_home: Path) -> None:
    """Run All Cells publishes the report, and the page asks no one outside for anything."""
    with sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"]
        )
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(lab)
        page.locator(".jp-Notebook").wait_for(timeout=60_000)
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
        page.get_by_role("heading", name="Musim sekilas").click()
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).click()
        done = page.get_by_text("Laporan ada di reports/contoh-2024")
        expect(done).to_be_visible(timeout=MINUTES)
        browser.close()
    assert (sample_home / "reports" / "contoh-2024" / "index.html").exists()
    outside = [url for url in asked if not re.match(r"(http://127\.0\.0\.1|data:|blob:)", url)]
    assert outside == []
