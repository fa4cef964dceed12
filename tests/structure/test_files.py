"""What no file of the project may hold."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXTS = {
    "", ".csv", ".css", ".html", ".ipynb", ".j2", ".json", ".lock", ".md", ".py", ".svg", ".toml",
    ".txt", ".typ", ".yaml", ".yml",
}  # fmt: skip

# Written in pieces, so that this file does not hold them itself.
REGISTRIES = [
    "pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "npmjs" + ".com",
    "deb.debian" + ".org", "anaconda" + ".org", "crates" + ".io",
]  # fmt: skip
MACHINE_PATHS = ["/ro" + "ot/", "/ho" + r"me/[a-z]\w*/", "/tm" + r"p/\w", r"[A-Z]:\\Us" + "ers\\\\"]


def project_files() -> list[Path]:
    """The files that belong to the project: those that git would commit."""
    git = shutil.which("git")
    if not git or not (ROOT / ".git").exists():
        pytest.skip("needs git and a clone")
    listing = subprocess.run(
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = filter(None, listing.stdout.decode().split("\0"))
    return [path for path in map(ROOT.joinpath, names) if path.is_file()]


def places(patterns: list[str]) -> list[str]:
    """Where one of the patterns occurs in a text file of the project."""
    wanted = re.compile("|".join(patterns))
    found = []
    for path in project_files():
        if path.suffix in TEXTS:
            for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
                if wanted.search(line):
                    found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    return found


def test_no_file_names_a_registry() -> None:
    """No file names the host of a package registry: where packages come from is for the user."""
    assert places([re.escape(host) for host in REGISTRIES]) == []


def test_no_file_holds_a_path_of_a_machine() -> None:
    """No file holds an absolute path of somebody's computer."""
    assert places(MACHINE_PATHS) == []


def test_lines_end_alike() -> None:
    """Code and documents have line feeds only, so that their bytes are the same everywhere."""
    texts = [path for path in project_files() if path.suffix in TEXTS - {".csv"}]
    assert [path for path in texts if b"\r" in path.read_bytes()] == []


def test_hooks_are_local() -> None:
    """pre-commit runs local hooks only and fetches nothing."""
    text = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert re.findall(r"repo: (\S+)", text) == ["local"]
    assert set(re.findall(r"language: (\S+)", text)) == {"system"}
