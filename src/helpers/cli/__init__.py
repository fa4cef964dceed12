"""The commands, each under its English and its Indonesian name."""

from __future__ import annotations

from importlib import import_module

import click

__all__ = ["main"]

# The module of each command: only the one that is called is loaded.
MODULES = {
    "report": "running",
    "check": "checking",
    "inspect": "inspecting",
    "verify": "proving",
    "lab": "tools",
    "bench": "tools",
    "test": "tools",
}
INDONESIAN = {"laporan": "report", "periksa": "check", "lihat": "inspect", "verifikasi": "verify"}


class TwoTongues(click.Group):
    """A group whose commands also answer to their Indonesian names, loaded when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The English names, in the order of the work."""
        return [*MODULES, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of either name."""
        name = INDONESIAN.get(cmd_name, cmd_name)
        if name not in MODULES:
            return super().get_command(ctx, name)
        command = getattr(import_module(f"helpers.cli.{MODULES[name]}"), name)
        return command if isinstance(command, click.Command) else None


@click.group(cls=TwoTongues, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Seleksi: from the jurors' spreadsheets to a result that anyone can check."""
