"""The benchmarks of the examination: its draws beside a plain loop, its notebook beside its start.

The draws are for 13 participants, 5 jurors and 10 criteria; the notebook is that of one category of
the sample season, and stands against a kernel that starts and imports what it imports.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import numpy as np

from helpers.records.facts import SeasonFacts
from helpers.records.tables import Participant, Score
from helpers.rules import RuleBook
from helpers.run.bench_reading import Limit

PARTICIPANTS, JURORS, CRITERIA = 13, 5, 10
CATEGORY = "karang-taruna"
NOTEBOOK, START = "3-examine", "start"
EXAMINATION_LIMITS = (
    Limit("20,000 draws", "a plain loop over the draws", 0.06),
    Limit("3-examine", "its imports and kernel start", 1.3),
)


def panel() -> tuple[RuleBook, SeasonFacts]:
    """A season of one stage, with marks from a fixed seed."""
    random = np.random.default_rng(13)
    jurors = [f"J{seat}" for seat in range(1, JURORS + 1)]
    criteria = {f"c{place}": {"name": "-", "weight": 10} for place in range(CRITERIA)}
    rule = {
        "name": "-",
        "jurors": jurors,
        "scale": {"max": 100},
        "stages": {"s": {"name": "-", "weight": 100, "criteria": criteria}},
    }
    book = RuleBook.model_validate(
        {
            "season": "-",
            "title": "-",
            "basis": "-",
            "office": {"name": "-", "city": "-"},
            "jurors": {juror: {"name": juror} for juror in jurors},
            "categories": {"k": rule},
        }
    )
    people = tuple(f"P{place:02}" for place in range(PARTICIPANTS))
    marks = random.normal(75, 8, (PARTICIPANTS, JURORS, CRITERIA)).clip(0, 100).round(2)
    scores = tuple(
        Score("-", "k", "s", f"c{c}", people[p], jurors[j], Decimal(f"{mark:.2f}"), "", "", "", "")
        for (p, j, c), mark in np.ndenumerate(marks)
    )
    return book, SeasonFacts("-", tuple(Participant(p, "k", "", p) for p in people), scores, ())


def drawing() -> tuple[Callable[[], object], Callable[[], object]]:
    """The chances of every rank, and the same by a plain loop over the draws."""
    from helpers.examine.chance import DRAWS, rank_chances
    from helpers.examine.residuals import reals, residuals_of_totals
    from helpers.scoring import score_category

    book, facts = panel()
    official = score_category(book, "k", facts)
    stage = official.stage_results["s"]
    residuals, marks = residuals_of_totals(stage), reals(stage.marks)
    weights = np.full(CRITERIA, 1 / CRITERIA)
    scale = residuals.deviation * np.sqrt(CRITERIA)  # so that the totals vary as they should

    def loop() -> object:
        random = np.random.default_rng(1)
        counts = np.zeros((PARTICIPANTS, PARTICIPANTS))
        rows = np.arange(PARTICIPANTS)
        for _ in range(DRAWS):
            spread = scale * np.sqrt(residuals.degrees / random.chisquare(residuals.degrees))
            noisy = marks + random.normal(0, spread, marks.shape)
            totals = (noisy @ weights).mean(axis=1)
            counts[rows, (-totals).argsort().argsort()] += 1
        return counts / DRAWS

    return lambda: rank_chances(book, "k", facts, official), loop


def examining(
    home: Path, season: str, notebooks: Path, scratch: Path
) -> tuple[Callable[[], object], Callable[[], object]]:
    """The whole notebook of one category, and a kernel that starts and imports the same.

    ``home`` holds the season as its run left it. Both are executed as a run executes them.
    """
    import nbformat
    from nbformat.v4 import new_code_cell, new_notebook

    from helpers.run.kernel_stock import KernelStock
    from helpers.run.kernels import execute, kernel_environment
    from helpers.run.parameters import CategoryParameters, NotebookRun
    from helpers.run.warm_up import imports
    from helpers.run.workspace import HOME, OUTPUT

    whole = nbformat.read(notebooks / f"{NOTEBOOK}.ipynb", as_version=4)
    named = imports(notebooks / f"{NOTEBOOK}.ipynb")
    lines = [f"from {module} import {name}" for module, name in named if module]
    given = new_code_cell('season = ""\ncategory = ""', metadata={"tags": ["parameters"]})
    imported = new_code_cell("\n".join(lines))
    plain = new_notebook(cells=[given, imported], metadata=whole.metadata)
    nbformat.write(plain, scratch / f"{START}.ipynb")
    code = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, (code, os.environ.get("PYTHONPATH", ""))))
    settings = {HOME: str(home), OUTPUT: str(home), "PYTHONPATH": path}
    parameters = CategoryParameters(season=season, category=CATEGORY)

    def run(notebook: str, folder: Path) -> None:
        with kernel_environment(settings), closing(KernelStock()) as stock:
            execute(NotebookRun(notebook, parameters), folder, scratch, stock)

    return lambda: run(NOTEBOOK, notebooks), lambda: run(START, scratch)
