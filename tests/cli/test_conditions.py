"""The conditions of the lock, asked about another computer than this one."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.cli.conditions import holds
from helpers.cli.wheels import platforms, read_lock

WINDOWS = {"sys_platform": "win32", "os_name": "nt", "python_full_version": "3.11.4"}


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("", True),
        ("sys_platform == 'win32'", True),
        ("os_name != 'nt' or (sys_platform != 'emscripten' and sys_platform != 'win32')", False),
        ("sys_platform != 'emscripten' and sys_platform != 'darwin'", True),
        ("python_full_version < '3.11.5'", True),
        ("python_full_version >= '3.11.10'", False),
        ("python_full_version < '3.11.10'", True),
        ("python_full_version < '3.12'", True),
        ("python_full_version == '3.11.*'", True),
        ("python_full_version == '3.12.*'", False),
        ("python_full_version != '3.12.*'", True),
    ],
)
def test_conditions_compare_as_the_lock_means_them(condition: str, told: bool) -> None:
    """Texts compare as texts, versions number by number, a star stands for all that begin alike."""
    assert holds(condition, WINDOWS) is told


@pytest.mark.parametrize(
    "condition", ["extra == 'x'", "not os_name", "os_name in 'nt'", "f(os_name) == 'nt'"]
)
def test_what_is_not_known_is_not_guessed(condition: str) -> None:
    """A condition written in another way is an error, and no package is left out by mistake."""
    with pytest.raises(ValueError, match=r"os_name|extra"):
        holds(condition, WINDOWS)


def test_the_lock_asks_nothing_else(root: Path) -> None:
    """Every condition of the real lock is answered for every computer."""
    text = (root / "requirements.lock").read_text("utf-8")
    for kind in platforms().values():
        computer = {
            **kind.markers, "python_full_version": "3.12.1", "python_version": "3.12",
            "implementation_name": "cpython", "platform_python_implementation": "CPython",
        }  # fmt: skip
        told = [holds(package.condition, computer) for package in read_lock(text)]
        assert any(told)
        assert not all(told)
