"""The commands, each under its English and its Indonesian name."""

from __future__ import annotations

import click

from helpers.cli.checking import check, inspect
from helpers.cli.comparing import compare
from helpers.cli.freezing import freeze
from helpers.cli.proving import verify
from helpers.cli.running import report
from helpers.cli.sealing import seal
from helpers.cli.tools import bench, lab, test
from helpers.cli.tracing import trace

__all__ = ["main"]

INDONESIAN = {
    "laporan": "report",
    "periksa": "check",
    "lihat": "inspect",
    "kunci-aturan": "freeze",
    "kunci-hasil": "seal",
    "verifikasi": "verify",
    "telusuri": "trace",
    "bandingkan": "compare",
}


class TwoTongues(click.Group):
    """A group whose commands also answer to their Indonesian names."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of either name."""
        return super().get_command(ctx, INDONESIAN.get(cmd_name, cmd_name))


@click.group(cls=TwoTongues, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Seleksi: from the jurors' spreadsheets to a result that anyone can check."""


for _command in (
    report, check, inspect, freeze, seal, verify, trace, compare, lab, bench, test
):  # fmt: skip
    main.add_command(_command)
