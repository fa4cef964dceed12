"""What cannot be said is not said, and why: a season's folder in, its examination out."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest

from helpers.records.places import places
from helpers.run.kernel_stock import KernelStock
from helpers.run.kernels import execute_together, kernel_environment
from helpers.run.parameters import CategoryParameters, NotebookRun, SeasonParameters
from helpers.run.workspace import HOME, LANGUAGE, OUTPUT, THROUGH
from tests.end_to_end.conftest import Command
from tests.end_to_end.guarded import CATEGORIES, HELD, SEASON, write_guarded_season

pytestmark = pytest.mark.slow

NO_NUMBER = re.compile(r"(?<!\w)(nan|inf|infinity)(?!\w)", re.IGNORECASE)
ALARM = re.compile(r"warning|traceback|error", re.IGNORECASE)
# What each category must say, by the measure it is said of; '' in front of what has no number.
REASONS: Mapping[str, Mapping[str, str]] = {
    "seorang-juri": {
        "severity": "Kurang dari tiga juri",
        "icc_c1": "Kurang dari dua juri",
        "krippendorff_alpha": "Tidak ada peserta yang dinilai oleh dua juri",
    },
    "dua-juri": {"severity": "Kurang dari tiga juri", "p_first": "Kurang dari tiga juri"},
    "sama": {
        "icc_ck": "tidak membedakan peserta",
        "kendall_w": "tidak membedakan peserta",
        "krippendorff_alpha": "tidak membedakan peserta",
        "margin_without": "tidak ada peserta di belakangnya",
        "p_first": "pengaruh kebetulan tidak dapat ditaksir",
    },
    "rata": {
        "icc_c1": "tidak membedakan peserta",
        "spread": "tidak membedakan peserta",
        "smallest_weight_change": "Tempat pertama ditempati bersama",
    },
    "satu-rapat": {
        "rho_rest": "sama untuk semua peserta",
        "winner_under": "nilai bakunya tidak dapat dihitung",
    },
    "kosong": {
        "icc_c1": "Kurang dari dua peserta dinilai oleh semua juri",
        "influence": "Kurang dari dua peserta dinilai oleh semua juri",
        "winner_under": "Panel tidak lengkap",
    },
    "seorang": {
        "icc_c1": "Kurang dari dua peserta",
        "p_first": "Hanya satu peserta yang diberi peringkat",
        "margin": "tidak ada peserta di belakangnya",
    },
    "nanti": {"jurors_compared": "Tahap ini belum dilaksanakan"},
    "daerah": {"single_jurors": "Hanya tiga juri"},
}


@dataclass(frozen=True)
class Examined:
    """The examined season: the rows of ``diagnostics.csv`` and the notebook of each category."""

    rows: Mapping[str, list[dict[str, str]]]
    notebooks: Mapping[str, nbformat.NotebookNode]

    def outputs(self, category: str) -> list[nbformat.NotebookNode]:
        """What the cells of a category's notebook put out."""
        cells = self.notebooks[category].cells
        return [output for cell in cells for output in cell.get("outputs", ())]

    def text(self, category: str) -> str:
        """All that the notebook of a category shows, as its reader sees it."""
        shown = [one.data for one in self.outputs(category) if "data" in one]
        texts = (data.get(kind, "") for data in shown for kind in ("text/html", "text/plain"))
        return html.unescape("\n".join(texts))

    def unnumbered(self, category: str) -> list[dict[str, str]]:
        """The rows that have no number."""
        return [row for row in self.rows[category] if not row["value"]]


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the season's folder. Read from it; change nothing in it."""
    home = tmp_path_factory.mktemp("guards")
    write_guarded_season(home)
    return home


@pytest.fixture(scope="module")
def examined(guarded: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Examined:
    """The season after ``1-clean`` and each ``3-examine``, as a run with ``--through`` does it."""
    output = tmp_path_factory.mktemp("output")
    where = places(guarded, SEASON, output)
    where.processed.mkdir(parents=True)
    settings = {HOME: str(guarded), OUTPUT: str(output), THROUGH: HELD, LANGUAGE: "id"}
    clean = NotebookRun("1-clean", SeasonParameters(season=SEASON))
    each = {
        key: NotebookRun("3-examine", CategoryParameters(season=SEASON, category=key))
        for key in CATEGORIES
    }
    with kernel_environment(settings), closing(KernelStock()) as stock:
        for runs in ([clean], list(each.values())):
            done = execute_together(runs, root / "notebooks", output, 2, lambda *_: None, stock)
            assert len(list(done)) == len(runs)
    parts = where.processed / "parts"
    return Examined(
        {key: read_rows(parts / key / "diagnostics.csv") for key in each},
        {key: nbformat.read(output / f"{run.name}.ipynb", 4) for key, run in each.items()},
    )


@pytest.mark.parametrize("category", CATEGORIES)
def test_no_number_that_means_nothing(examined: Examined, category: str) -> None:
    """No NaN and no infinity, in the table or on a page, and nothing printed beside the results."""
    assert len(examined.rows[category]) > 80
    for row in examined.rows[category]:
        assert not any(NO_NUMBER.fullmatch(row[name]) for name in ("value", "low", "high")), row
    text = examined.text(category)
    assert "Rentang peringkat" in text
    assert not NO_NUMBER.search(text)
    assert not [one for one in examined.outputs(category) if one.output_type in ("stream", "error")]


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_reason_is_printed(examined: Examined, category: str) -> None:
    """What has no number has a reason, and the reader of the notebook is told the same one."""
    text, unnumbered = examined.text(category), examined.unnumbered(category)
    assert unnumbered
    assert [row for row in unnumbered if not row["note"]] == []
    assert sorted({row["note"] for row in unnumbered if row["note"] not in text}) == []


@pytest.mark.parametrize("category", REASONS)
def test_the_reason_is_the_right_one(examined: Examined, category: str) -> None:
    """Each measure that cannot be had is empty for the reason that is true of its category."""
    notes: dict[str, str] = {}
    for row in examined.unnumbered(category):
        notes[row["measure"]] = f"{notes.get(row['measure'], '')} {row['note']}"
    for measure, reason in REASONS[category].items():
        assert reason in notes[measure], measure


def test_favour_of_the_own_region(examined: Examined) -> None:
    """A juror who gave the two of the own region eleven points more, as against the others, is told
    to have done so, with the probability of 1 in 28."""
    rows = {
        row["measure"]: row
        for row in examined.rows["daerah"]
        if row["id"] == "J4" and row["stage"] == HELD
    }
    assert float(rows["favour"]["value"]) == pytest.approx(11)
    assert float(rows["favour_p"]["value"]) == pytest.approx(1 / 28, abs=5e-5)
    assert float(rows["favour_p_holm"]["value"]) == pytest.approx(1 / 28, abs=5e-5)
    text = examined.text("daerah")
    assert rows["favour"]["note"] in text
    assert "11,00" in text
    assert not [row for row in examined.rows["sama"] if row["measure"].startswith("favour")]


@pytest.mark.long
def test_the_whole_command(guarded: Path, examined: Examined, command: Command) -> None:
    """The whole command says the same, succeeds, and puts no warning on the screen."""
    done = command(guarded, "report", SEASON, "--through", HELD)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not ALARM.search(done.stdout + done.stderr)
    told = read_rows(guarded / "data" / "processed" / SEASON / "diagnostics.csv")
    assert told == [row for key in CATEGORIES for row in examined.rows[key]]
