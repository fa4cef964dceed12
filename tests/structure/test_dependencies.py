"""The lists of packages: declared, locked, installed, imported, and the one for conda."""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import distributions, packages_distributions
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]

NOT_IMPORTED = {
    "jupyterlab": "the notebooks are opened in it (`seleksi lab`)",
    "ipykernel": "runs the notebooks",
    "defusedxml": "openpyxl parses with it where it is installed, and so is not open to XML bombs",
    "axe-playwright-python": "carries axe-core, which the browser tests put into each page",
    "frictionless": "an outside checker, loaded where the formats are tested",
    "pdfua": "an outside checker, loaded where the PDFs are tested",
    "rocrate": "an outside checker, loaded where the formats are tested",
    "setuptools": "builds the project, and the packages that come as source only",
    "nbval": "a plug-in of pytest, loaded where the notebooks are tested",
    "pandas-stubs": "types, for mypy",
    "pytest-timeout": "a plug-in of pytest, set in pyproject.toml",
    "pytest-xdist": "a plug-in of pytest: the command `test` uses every core",
    "pre-commit": "runs the local hooks",
    "ruff": "run as a program",
    "mypy": "run as a program",
}
OWN = {"helpers", "tests", "conftest"}  # modules that belong to the project


def plain(name: str) -> str:
    """A package's name as the lock writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def project() -> dict[str, object]:
    """The table ``project`` of pyproject.toml."""
    return dict(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"])


def declared() -> set[str]:
    """The packages that pyproject.toml asks for."""
    return {plain(re.split(r"[<>=!~;\[ ]", entry)[0]) for entry in project()["dependencies"]}


@cache
def lock() -> str:
    """The text of the lock."""
    return (ROOT / "requirements.lock").read_text(encoding="utf-8")


def locked() -> dict[str, set[str]]:
    """The versions that the lock allows, by package; more than one where they differ by Python."""
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==([^\s;]+)", lock(), re.MULTILINE):
        versions.setdefault(name, set()).add(version)
    return versions


def sources() -> list[str]:
    """All Python text of the project: modules, tests, the door, and the notebooks' code."""
    files = [ROOT / "seleksi.py", *ROOT.glob("src/**/*.py"), *ROOT.glob("tests/**/*.py")]
    texts = [path.read_text(encoding="utf-8") for path in files if "miniature" not in path.parts]
    for path in ROOT.glob("notebooks/*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        texts += ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return texts


def imported() -> set[str]:
    """The top names of all modules from outside that the project imports."""
    names = set()
    for text in sources():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names - sys.stdlib_module_names - OWN


@pytest.mark.slow
def test_every_import_is_declared() -> None:
    """Whatever the project imports comes with a package that pyproject.toml asks for."""
    owners = packages_distributions()
    strays = {
        name for name in imported() if not {plain(owner) for owner in owners[name]} & declared()
    }
    assert not strays


@pytest.mark.slow
def test_every_declared_package_is_used() -> None:
    """Whatever pyproject.toml asks for is imported, or its reason stands in this test."""
    owners = packages_distributions()
    used = {plain(owner) for name in imported() for owner in owners[name]}
    assert declared() - used == set(NOT_IMPORTED)


def test_lock_is_made_from_the_declared_packages() -> None:
    """The lock names pyproject.toml as the origin of exactly the packages declared there."""
    origin = None
    asked = set()
    for line in lock().splitlines():
        if match := re.match(r"([a-z0-9-]+)==", line):
            origin = match[1]
        elif re.fullmatch(r"\s*#(?: via|  ) .*seleksi \(pyproject\.toml\)", line):
            asked.add(origin)
    assert asked == declared()


def test_every_locked_package_has_its_hashes() -> None:
    """Each version in the lock carries the hashes of its files."""
    for entry in re.split(r"\n(?=[a-z0-9])", lock().strip()):
        assert "--hash=sha256:" in entry, entry


def test_lock_is_universal_and_names_no_place() -> None:
    """The lock serves every system and holds no address, path or option of a package source."""
    assert "win32" in lock()
    assert not re.search(r"://|file:|@ |^-|--(?:index|find|extra|trusted)", lock(), re.MULTILINE)


def test_black_stays_away() -> None:
    """The lock does not bring black: with it, papermill would format the injected parameters."""
    assert "black" not in locked()


@pytest.mark.slow
def test_installed_packages_are_the_locked_ones() -> None:
    """What runs here is what the lock says, in version and in completeness."""
    installed = {plain(found.name): found.version for found in distributions()}
    other = {
        f"{name} {version}"
        for name, version in installed.items()
        if name in locked() and version not in locked()[name]
    }
    everywhere = set(re.findall(r"^([a-z0-9-]+)==\S+ \\$", lock(), re.MULTILINE))
    assert not other
    assert not everywhere - set(installed)


def test_conda_points_at_the_same_lock() -> None:
    """environment.yml brings the same range of Pythons and nothing but the lock."""
    content = YAML(typ="safe").load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert content["dependencies"] == [
        f"python {project()['requires-python']}",
        "pip",
        {"pip": ["-r requirements.lock"]},
    ]


def test_door_supports_the_declared_pythons() -> None:
    """The Pythons that the door accepts are those of pyproject.toml."""
    tree = ast.parse((ROOT / "seleksi.py").read_text(encoding="utf-8"))
    supported = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "SUPPORTED"
    )
    oldest, newest = supported[0], supported[-1]
    after = f"{newest[0]}.{newest[1] + 1}"
    assert project()["requires-python"] == f">={oldest[0]}.{oldest[1]},<{after}"
