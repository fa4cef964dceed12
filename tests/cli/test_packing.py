"""bundle: a folder that starts on a computer without network."""

from __future__ import annotations

import os
import platform as computer
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from helpers.cli import main, packing, wheels

LOCK = """\
always==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via seleksi
early==1 ; python_full_version < '3.11.5' \\
    --hash=sha256:cc
early==2 ; python_full_version >= '3.11.5' \\
    --hash=sha256:dd
console==3 ; os_name == 'nt' \\
    --hash=sha256:ee
"""


def run(*words: str) -> Any:
    """The command under its Indonesian name."""
    return CliRunner().invoke(main, ["kemas", *words])


def needed(name: str, release: str) -> set[str]:
    """What the small lock asks of a computer."""
    found = wheels.needed_on(LOCK, wheels.platforms()[name], release)
    return {package.pinned for package in found}


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What would be downloaded; a file for each Python takes its place."""
    asked: list[tuple[str, str]] = []

    def download(_lock: str, kind: wheels.Platform, python: str, folder: Path) -> int:
        asked.append((kind.name, python))
        (folder / f"paket-{python}.whl").write_bytes(b"")
        return 1

    monkeypatch.setattr(packing, "download_wheels", download)
    return asked


def test_conditions_are_those_of_the_other_computer() -> None:
    """What the lock asks depends on the computer that the bundle is for, not on this one."""
    assert needed("win_amd64", "3.12.0") == {"always==1.0", "early==2", "console==3"}
    assert needed("manylinux_x86_64", "3.11.0") == {"always==1.0", "early==1"}
    assert needed("macosx_arm64", "3.11.99") == {"always==1.0", "early==2"}


def test_every_hash_of_the_lock_goes_along() -> None:
    """Each package keeps all its hashes, and loses its condition, which was answered."""
    first, second, *_ = wheels.read_lock(LOCK)
    assert first.text.splitlines() == [
        "always==1.0 \\", "    --hash=sha256:aa \\", "    --hash=sha256:bb",
    ]  # fmt: skip
    assert second.text.startswith("early==1 \\\n")


def test_the_lock_is_read_whole(root: Path) -> None:
    """No package of the real lock is missed, and each has a hash."""
    text = (root / "requirements.lock").read_text("utf-8")
    packages = list(wheels.read_lock(text))
    assert len(packages) == sum("==" in line.split(";")[0] for line in text.splitlines()
                                if not line.startswith((" ", "#")))  # fmt: skip
    assert all(package.hashes for package in packages)
    assert sum(len(package.hashes) for package in packages) == text.count("--hash=")


@pytest.mark.parametrize("name", wheels.platforms())
def test_a_bundle_holds_the_project_and_a_start(
    name: str, tmp_path: Path, downloads: list[tuple[str, str]]
) -> None:
    """The project, wheels for each Python, a start file and a note; no second start overwrites."""
    folder = tmp_path / "tas"
    done = run(name, "--into", str(folder))
    assert done.exit_code == 0, done.output
    assert downloads == [(name, python) for python in wheels.PYTHONS]
    start = folder / wheels.platforms()[name].start
    assert "seleksi.py" in start.read_text("utf-8")
    assert start.name in (folder / "BACA-DULU.txt").read_text("utf-8-sig")
    for part in ("seleksi.py", "requirements.lock", "src/helpers/cli", "docs", "tests", "notebooks",
                 "data/raw/contoh-2024/rules.yaml", "wheels/paket-3.12.whl"):  # fmt: skip
        assert (folder / part).exists(), part
    again = run(name, "--into", str(folder))
    assert again.exit_code == 2
    assert "tidak kosong" in again.output


def test_no_real_season_and_nothing_made_here_goes_along(tmp_path: Path) -> None:
    """Names and marks of a real season, results and environments stay where they are."""
    project, copy = tmp_path / "proyek", tmp_path / "salinan"
    kept = ("seleksi.py", "data/raw/contoh-2024/rules.yaml", ".ci/run", "src/a/b.py")
    left = (
        ".venv/x", ".git/x", "wheels/x", "kemas/x", "data/raw/2024/rules.yaml", "reports/2024/x",
        "data/processed/2024/x", "data/sealed/2024/x", "data/forms/2024/x", "src/a/__pycache__/x",
        "data/raw/contoh-2024/perbaikan.xlsx", "data/.staging/x", ".env",
    )  # fmt: skip
    for name in (*kept, *left):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text("isi", encoding="utf-8")
    packing.copy_project(project, copy)
    assert all((copy / name).exists() for name in kept)
    assert [name for name in left if (copy / name).exists()] == []


def test_a_failed_download_leaves_no_half_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What pip could not have is said, and nothing that looks like a bundle stays."""

    def refuse(*_: object) -> int:
        raise wheels.NotDownloadedError("tidak ada jaringan")

    monkeypatch.setattr(packing, "download_wheels", refuse)
    done = run("win_amd64", "--into", str(tmp_path / "tas"))
    assert done.exit_code == 1
    assert "tidak ada jaringan" in done.output
    assert not (tmp_path / "tas").exists()


@pytest.mark.long
@pytest.mark.timeout(2400)
def test_a_bundle_starts_without_network(tmp_path: Path) -> None:
    """Packed for this computer, it installs itself and checks the sample with the network off."""
    here = {("linux", "x86_64"): "manylinux_x86_64", ("darwin", "arm64"): "macosx_arm64",
            ("win32", "AMD64"): "win_amd64"}.get((sys.platform, computer.machine()))  # fmt: skip
    if here is None:
        pytest.skip("no bundle is made for this kind of computer")
    folder = tmp_path / "tas"
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    done = run(here, "--python", python, "--into", str(folder))
    assert done.exit_code == 0, done.output
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    quiet |= {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1"}
    command = [sys.executable, str(folder / "seleksi.py"), "periksa", "contoh-2024"]
    if alone := _without_network():
        command = [*alone, *command]
    checked = subprocess.run(command, capture_output=True, text=True, env=quiet, timeout=1800)
    assert "dari folder wheels" in checked.stderr, checked.stderr
    assert checked.returncode == 0, checked.stderr[-2000:]
    assert "contoh-2024" in checked.stdout


def _without_network() -> list[str]:
    """What runs a program in a network of its own, where this computer lets us."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return []
    command = [unshare, "--map-root-user", "--net"]
    tried = subprocess.run([*command, "true"], capture_output=True, check=False)
    return command if tried.returncode == 0 else []
