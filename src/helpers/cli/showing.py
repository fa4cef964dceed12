"""Trees and tables on a terminal, and in a file that somebody searches."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from helpers.cli.office import Office
from helpers.records.words import say
from helpers.report.margin_page import GROUP, SUM, MarginPage, Row
from helpers.report.node import Node, Origin
from helpers.report.wording import describe_correction

WIDE = 4000  # columns of what is not a terminal, so that no line is broken


def show(office: Office, what: Any) -> None:
    """Print for a terminal in its width, for a file without breaking lines."""
    console = office.console
    if not console.is_terminal:
        console = Console(file=console.file, width=WIDE)
    console.print(what, soft_wrap=False)


def branch(
    node: Node, language: str, onto: Tree | None = None, place: tuple[str, str] = ("", "")
) -> Tree:
    """The tree of a node; a file that all its marks come from is named once, at the node."""
    shared = node.place
    told = told_node(node, language, place)
    if any(shared):
        told.append(f"\n{' › '.join(part for part in shared if part)}", style="cyan")
    tree = Tree(told, guide_style="dim") if onto is None else onto.add(told)
    for child in node.children:
        branch(child, language, tree, shared)
    return tree


def told_node(node: Node, language: str, place: tuple[str, str]) -> Text:
    """A node: what it is and its number; its formula with numbers; its cell; its correction."""
    text = Text(node.label, style="" if node.counts else "dim strike")
    if node.value:
        text.append(": ")
        text.append(node.value + node.signs, style="bold")
    origin = node.origin
    beside = origin is not None and (origin.file, origin.sheet) == place
    if origin is not None and beside:
        text.append(f"  {address_of(origin, language, place)}", style="not strike cyan")
    for note in node.notes:
        text.append(f" · {note}", style="not strike dim")
    if node.filled:
        text.append(f"\n= {node.filled}", style="not strike")
    if origin is not None and not beside:
        text.append(f"\n{address_of(origin, language, place)}", style="not strike cyan")
    if origin is not None and origin.correction is not None:
        told = describe_correction(origin.correction, language)
        text.append(f"\n{told}", style="not strike yellow")
    return text


def address_of(origin: Origin, language: str, place: tuple[str, str]) -> str:
    """File, sheet and cell with what stands there; the cell alone where the file was named."""
    if not origin.file:
        return say("trace.no_cell", language)
    key = "cell" if origin.literal else "cell_empty"
    cell = say(f"trace.{key}", language, cell=origin.cell, literal=origin.literal)
    parts = () if (origin.file, origin.sheet) == place else (origin.file, origin.sheet)
    return " › ".join(part for part in (*parts, cell) if part)


def margin_table(page: MarginPage, rows: list[Row]) -> Table:
    """The rows as a table; sums stand in a column of their own, so that nothing adds up twice."""
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False)
    for place, column in enumerate(page.columns):
        table.add_column(column, justify="left" if place == 0 else "right", overflow="fold")
    for row in rows:
        style = "bold" if row.kind in (GROUP, SUM) else ""
        label = Padding(Text(row.label), (0, 0, 0, 2 * row.depth), expand=False)
        cells = (row.ahead, row.behind, row.worth, row.points, row.total)
        table.add_row(label, *cells, style=style, end_section=row.kind == SUM)
    return table
