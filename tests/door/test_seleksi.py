"""The door, tried on a miniature project whose packages lie in its folder ``wheels``."""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

DOOR = Path(__file__).parents[2] / "seleksi.py"
MINIATURE = Path(__file__).parent / "miniature"
NOT_FOR_WINDOWS = pytest.mark.skipif(os.name == "nt", reason="sends POSIX signals")


def load(path: Path) -> ModuleType:
    """Import a file that is in no package."""
    specification = importlib.util.spec_from_file_location(path.stem, path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def lock_packages(project: Path, companion: str) -> None:
    """Put the wheels beside the door and lock them; ``companion`` is the version of one."""
    backend = load(MINIATURE / "backend.py")
    (project / "wheels").mkdir(exist_ok=True)
    lines = []
    for name, version in (("setuptools", "99"), ("companion", companion)):
        wheel = backend.write_wheel(project / "wheels", name, version, {f"{name}.py": ""})
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        lines += [f"{name}=={version} \\", f"    --hash=sha256:{digest}"]
    (project / "requirements.lock").write_text("\n".join(lines) + "\n", encoding="utf-8")


def quiet_variables(**more: str) -> dict[str, str]:
    """The variables of this process, without this computer's settings for pip."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    return kept | {"PIP_CONFIG_FILE": os.devnull} | more


def open_door(project: Path, *arguments: str, **variables: str) -> subprocess.Popen[str]:
    """Start the door of a project."""
    return subprocess.Popen(
        [sys.executable, str(project / "seleksi.py"), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=quiet_variables(**variables),
    )


def call(project: Path, *arguments: str, **variables: str) -> SimpleNamespace:
    """Start the door, wait, and give the exit code, the answer and what was said."""
    door = open_door(project, *arguments, **variables)
    answer, said = door.communicate(timeout=240)
    return SimpleNamespace(code=door.returncode, answer=answer, said=said)


def wait_for(path: Path) -> None:
    """Wait until a file is there."""
    for _ in range(1200):
        if path.exists():
            return
        time.sleep(0.05)
    raise AssertionError(f"{path} did not appear")


def new_project(folder: Path) -> Path:
    """The miniature project with the real door, in a folder whose name has a blank."""
    project = folder / "folder proyek"
    shutil.copytree(MINIATURE, project, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(DOOR, project)
    lock_packages(project, "1")
    return project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that was never started."""
    return new_project(tmp_path)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """A project that was started once, and what the first start gave."""
    project = new_project(tmp_path_factory.mktemp("door"))
    return SimpleNamespace(project=project, first=call(project, "report", "contoh 2024", "--json"))


@pytest.fixture
def door() -> ModuleType:
    """The door as a module, to try its functions."""
    return load(DOOR)


@pytest.mark.slow
def test_first_start_sets_up_and_hands_over(started: SimpleNamespace) -> None:
    """The first start makes the environment and gives the command's own answer and exit code."""
    assert json.loads(started.first.answer)["arguments"] == ["report", "contoh 2024", "--json"]
    assert started.first.code == 7
    assert "memasang 2 paket dari folder wheels" in started.first.said
    assert "siap" in started.first.said


@pytest.mark.slow
def test_later_start_says_nothing_and_shows_the_help(started: SimpleNamespace) -> None:
    """A later start goes straight to the command; without arguments it asks for the help."""
    later = call(started.project)
    assert json.loads(later.answer)["arguments"] == ["--help"]
    assert later.said == ""


@pytest.mark.slow
def test_misleading_variables_change_nothing(started: SimpleNamespace, tmp_path: Path) -> None:
    """Modules that PYTHONPATH or the working folder offer do not take the place of ours."""
    (tmp_path / "helpers").mkdir()
    (tmp_path / "helpers" / "cli.py").write_text("raise SystemExit('wrong')", encoding="utf-8")
    assert call(started.project, "check", PYTHONPATH=str(tmp_path)).code == 7


@pytest.mark.slow
def test_changed_project_is_installed_again_alone(started: SimpleNamespace) -> None:
    """When only pyproject.toml changed, the packages stay and the project is installed again."""
    pyproject = started.project / "pyproject.toml"
    pyproject.write_text(pyproject.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    again = call(started.project)
    assert again.code == 7
    assert "memasang proyek" in again.said
    assert "paket" not in again.said


def change_lock(project: Path) -> Path:
    """Lock another version of a package."""
    lock_packages(project, "2")
    return project


def move_folder(project: Path) -> Path:
    """Move the whole project elsewhere."""
    return project.rename(project.parent / "pindah")


def lose_python(project: Path) -> Path:
    """Take the environment's Python away."""
    (project / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")).unlink()
    return project


def lose_package(project: Path) -> Path:
    """Take an installed package away."""
    for package in project.glob(".venv/[Ll]ib/**/companion*"):
        shutil.rmtree(package) if package.is_dir() else package.unlink()
    return project


@pytest.mark.slow
@pytest.mark.parametrize("damage", [change_lock, move_folder, lose_python, lose_package])
def test_environment_is_remade(started: SimpleNamespace, damage: Callable[[Path], Path]) -> None:
    """An environment that no longer fits its lock, place or Python is made again."""
    started.project = damage(started.project)
    again = call(started.project, "check")
    assert again.code == 7
    assert "menyiapkan lingkungan" in again.said
    locked = (started.project / "requirements.lock").read_text(encoding="utf-8")
    assert "companion==" + json.loads(again.answer)["companion"] in locked


@pytest.mark.slow
@NOT_FOR_WINDOWS
@pytest.mark.parametrize("sign", ["pyvenv.cfg", "seleksi.json"])
def test_killed_set_up_is_finished_by_the_next_start(project: Path, sign: str) -> None:
    """A set-up that was killed early or late is finished or made again by the next start."""
    killed = open_door(project, "check")
    wait_for(project / ".venv" / sign)
    killed.kill()
    killed.communicate()
    assert call(project, "check").code == 7


@pytest.mark.slow
@NOT_FOR_WINDOWS
def test_control_c_is_clean(project: Path) -> None:
    """Ctrl+C during the set-up ends with one sentence and exit code 130, without a traceback."""
    stopped = open_door(project, "check")
    wait_for(project / ".venv" / "pyvenv.cfg")
    stopped.send_signal(signal.SIGINT)
    _, said = stopped.communicate(timeout=60)
    assert stopped.returncode == 130
    assert "dihentikan" in said
    assert "Traceback" not in said


@pytest.mark.slow
def test_two_starts_at_once_wait_for_each_other(project: Path) -> None:
    """Of two first starts one sets up, the other waits, and both run their command."""
    doors = [open_door(project, name) for name in ("check", "report")]
    ends = [door.communicate(timeout=240) for door in doors]
    assert [door.returncode for door in doors] == [7, 7]
    said = "".join(words for _, words in ends)
    assert said.count("menyiapkan lingkungan") == 1
    assert said.count("menunggu penyiapan") == 1


@pytest.mark.slow
def test_tampered_package_is_refused(project: Path) -> None:
    """A package whose content is not what the lock says is not installed, and it is said."""
    load(MINIATURE / "backend.py").write_wheel(project / "wheels", "companion", "1", {"x.py": "1"})
    refused = call(project, "check")
    assert refused.code == 3
    assert "tidak sama dengan catatan di requirements.lock" in refused.said
    assert refused.answer == ""


@pytest.mark.slow
def test_missing_network_is_said(project: Path) -> None:
    """Without the folder wheels and without a network one sentence says so, with exit code 3."""
    shutil.rmtree(project / "wheels")
    # Port 9 of this very computer, where nothing answers.
    lost = call(project, "check", PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_RETRIES="1")
    assert lost.code == 3
    assert "jaringan tidak ada" in lost.said
    assert "Traceback" not in lost.said


@pytest.mark.slow
def test_incomplete_wheels_are_said(project: Path) -> None:
    """A folder wheels that lacks a package is named as the cause."""
    (project / "wheels" / "companion-1-py3-none-any.whl").unlink()
    lost = call(project, "check")
    assert lost.code == 3
    assert "tidak punya paket untuk Python" in lost.said


def test_missing_venv_is_said(door: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python without ensurepip, as Debian ships it, is told which package to install."""
    monkeypatch.setattr(door, "find_spec", lambda name: None if name == "ensurepip" else name)
    with pytest.raises(door.SetupError, match=r"apt install python3\.\d+-venv"):
        door.make_environment()


def test_set_up_error_gives_exit_code_3(
    door: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What keeps the environment from being made is said in both languages, with exit code 3."""

    def fail() -> bool:
        raise door.SetupError("sebab", "cause")

    monkeypatch.setattr(door, "packages_stand", fail)
    assert door.main(["check"]) == 3
    assert capsys.readouterr().err == "Seleksi: sebab (cause)\n"


@NOT_FOR_WINDOWS
def test_unsupported_python_looks_for_another(
    door: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A Python that will not do starts the door again with one on the PATH that will."""
    other = tmp_path / "python3.99"
    other.write_text(
        '#!/bin/sh\nif [ "$1" = -c ]; then echo 3.99; else echo "$2" > "$0.asked"; exit 5; fi\n',
        encoding="utf-8",
    )
    other.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(door, "packages_stand", lambda: False)
    monkeypatch.setattr(door, "SUPPORTED", ((3, 99),))
    assert door.main(["check"]) == 5
    assert (tmp_path / "python3.99.asked").read_text(encoding="utf-8") == "check\n"


def test_unsupported_python_alone_is_said(
    door: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no Python will do, one sentence says which are needed."""
    monkeypatch.setattr(door, "packages_stand", lambda: False)
    monkeypatch.setattr(door, "SUPPORTED", ((9, 99),))
    assert door.main(["check"]) == 3
    assert "perlu Python 3.11, 3.12 atau 3.13" in capsys.readouterr().err


def test_old_pythons_can_read_the_door() -> None:
    """The door uses no syntax that Python 3.6 lacks, so that it can say what it needs."""
    tree = ast.parse(DOOR.read_text(encoding="utf-8"))
    newer = (ast.NamedExpr, ast.Match, ast.AnnAssign, ast.TypeAlias if sys.version_info >= (3, 12)
             else ast.NamedExpr)  # fmt: skip
    for node in ast.walk(tree):
        assert not isinstance(node, newer)
        if isinstance(node, ast.ImportFrom):
            assert node.module != "__future__"
        if isinstance(node, ast.FunctionDef):
            assert not node.args.posonlyargs
            hints = [node.returns, *(argument.annotation for argument in node.args.args)]
            assert not any(isinstance(hint, ast.Subscript | ast.BinOp) for hint in hints)


def test_door_needs_only_the_standard_library() -> None:
    """The door imports nothing that must be installed first."""
    tree = ast.parse(DOOR.read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names
