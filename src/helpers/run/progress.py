"""Showing how far a run is: a bar on a terminal, one line a step elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from helpers.records.words import say
from helpers.rules import RuleBook
from helpers.run.kernels import Listener, Progress

NOTEBOOKS = ("1-clean", "2-rank", "3-examine", "4-report")


def step_title(name: str, rules: RuleBook, language: str) -> str:
    """What a notebook does, in words: ``Menetapkan peringkat: Karang Taruna``."""
    notebook = next(
        key for key in ("1-clean", "2-rank", "3-examine", "4-report") if name.startswith(key)
    )
    title = say(f"run.{notebook}", language)
    category = name.removeprefix(notebook).removeprefix("-")
    return f"{title}: {rules.categories[category].name}" if category else title


@contextmanager
def show_progress(
    total: int, rules: RuleBook, language: str, console: Console
) -> Iterator[Listener]:
    """Give a listener that shows each step of a run of ``total`` notebooks as it ends."""
    if not console.is_terminal:
        yield _line_printer(total, rules, language, console)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=console) as bar:
        task = bar.add_task(say("run.begin", language), total=total)

        def listen(progress: Progress) -> None:
            title = step_title(progress.name, rules, language)
            if progress.state == "done":
                bar.console.print(f"  [green]✓[/green] {title}", highlight=False)
                bar.advance(task)
            else:
                bar.update(task, description=title)

        yield listen


def _line_printer(total: int, rules: RuleBook, language: str, console: Console) -> Listener:
    done: list[str] = []

    def listen(progress: Progress) -> None:
        if progress.state == "done":
            done.append(progress.name)
            title = step_title(progress.name, rules, language)
            console.print(f"  [{len(done)}/{total}] {title}", highlight=False, markup=False)

    return listen
