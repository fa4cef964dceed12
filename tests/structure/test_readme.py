"""What the README says is so: its commands, its tree, its tables, its way to audit."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from helpers import cli
from helpers.records.tables import TABLES, columns

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOOR = re.compile(r"^(?:(?:python3|py) seleksi\.py|seleksi) (\S+)", re.MULTILINE)


def blocks(language: str) -> list[str]:
    """The fenced blocks in one language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def section(title: str) -> str:
    """The text under a heading."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", README, re.DOTALL | re.MULTILINE)
    assert found is not None, title
    return found[1]


def called() -> list[str]:
    """The commands of the door that the fenced blocks call."""
    return [name for block in blocks("sh") + blocks("bat") for name in DOOR.findall(block)]


def command(name: str) -> click.Command | None:
    """A command by either of its names."""
    return cli.main.get_command(click.Context(cli.main), name)


def test_shown_commands_exist() -> None:
    """Every command that the README shows in a block is one of the program's."""
    assert {"report", "test", "laporan", "periksa"} <= set(called())
    assert [name for name in called() if command(name) is None] == []


def test_readme_begins_with_the_two_commands_that_ci_runs() -> None:
    """The first block holds the two commands; CI runs just these, the long tests included."""
    promised = blocks("sh")[0].splitlines()
    ran = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert promised == ["python3 seleksi.py report contoh-2024", "python3 seleksi.py test"]
    report, tests = promised
    assert [line for line in ran if line.startswith("python3 ")] == [report, f"{tests} --long"]


def test_command_table_is_whole() -> None:
    """The table of commands names every command, with the Indonesian name that it answers to."""
    rows = re.findall(
        r"^\| `(\w[\w-]*)[^|]*\| (?:`([\w-]+)`)? ?\|", section("Commands"), re.MULTILINE
    )
    assert {english for english, _ in rows} == set(cli.main.list_commands(click.Context(cli.main)))
    for english, indonesian in rows:
        if indonesian:
            assert command(indonesian) is command(english)


def test_tree_is_the_real_one() -> None:
    """The annotated tree names what is there, and all that is there."""
    folder, shown = ROOT, set()
    for line in blocks("text")[0].splitlines():
        name = line.split()[0]
        path = (folder if line.startswith("  ") else ROOT) / name
        assert path.exists(), line
        shown.add(path)
        if not line.startswith("  "):
            folder = path
    assert set((ROOT / "notebooks").glob("*.ipynb")) <= shown
    rooms = {path.parent for path in (ROOT / "src" / "helpers").glob("*/__init__.py")}
    assert rooms <= shown
    hidden_or_made = {"README.md", "src", "data", "wheels", "build", "__pycache__"}
    visible = {path for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert {path.name for path in visible - shown} - hidden_or_made == set()


def test_data_dictionary_is_the_real_one() -> None:
    """The data dictionary gives every table with exactly its columns."""
    rows = re.findall(r"^\| `(\w+\.csv)` \| (.*) \|$", section("Data dictionary"), re.MULTILINE)
    assert {name: line.split(", ") for name, line in rows} == {
        name: columns(kind) for name, kind in TABLES.items()
    }


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_links_lead_somewhere(path: Path) -> None:
    """Every link of a document to another file of the project leads to a file that is there."""
    links = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.slow
def test_audit_commands_run(sample_report: Path) -> None:
    """The commands under "How to audit" run as they stand, with Python alone."""
    bash = shutil.which("bash")
    if not bash:
        pytest.skip("needs bash")
    script = re.findall(r"```sh\n(.*?)```", section("How to audit"), re.DOTALL)[0]
    script = script.replace("python3 ", f"'{sys.executable}' -I -S ")
    done = subprocess.run(
        [bash, "-euc", script], cwd=sample_report, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("season,category,rank,participant")
