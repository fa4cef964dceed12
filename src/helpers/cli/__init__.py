"""The commands, each under its English and its Indonesian name, from ``commands.csv``."""

from __future__ import annotations

import csv
from functools import cache
from importlib import import_module
from importlib.resources import files

import click

__all__ = ["main"]


@cache
def _modules() -> dict[str, str]:
    """The module of each command, in the order of the work."""
    return {row["command"]: row["module"] for row in _rows()}


@cache
def _indonesian() -> dict[str, str]:
    return {row["indonesian"]: row["command"] for row in _rows() if row["indonesian"]}


def _rows() -> csv.DictReader[str]:
    text = (files("helpers.cli") / "commands.csv").read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


class TwoTongues(click.Group):
    """A group whose commands also answer to their Indonesian names; only the one called is loaded.

    So a command starts as fast as what it needs, and works where another cannot be loaded.
    """

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The English names."""
        return list(_modules())

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of either name."""
        name = _indonesian().get(cmd_name, cmd_name)
        if name not in _modules():
            return None
        command = getattr(import_module(f"helpers.cli.{_modules()[name]}"), name)
        return command if isinstance(command, click.Command) else None


@click.group(cls=TwoTongues, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Seleksi: from the jurors' spreadsheets to a result that anyone can check."""
