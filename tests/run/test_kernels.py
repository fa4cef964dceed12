"""Executing notebooks, each in a fresh kernel."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import nbformat
import pytest
from nbformat import v4

from helpers.run.kernel_stock import KernelStock
from helpers.run.kernels import (
    NotebookFailed,
    Progress,
    execute,
    execute_together,
    kernel_environment,
)
from helpers.run.parameters import CategoryParameters, NotebookRun

pytestmark = pytest.mark.slow
PARAMETERS = 'season = "contoh-2024"\ncategory = "lks"'


@pytest.fixture
def stock() -> Iterator[KernelStock]:
    """A stock of kernels that is closed afterwards."""
    with closing(KernelStock()) as kernels:
        yield kernels


def write_notebook(folder: Path, *sources: str) -> Path:
    """A notebook 2-rank of these cells."""
    cells = [v4.new_code_cell(source) for source in (PARAMETERS, *sources)]
    cells[0].metadata["tags"] = ["parameters"]
    notebook = v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {
        "name": "python3", "display_name": "Python 3", "language": "python"
    }  # fmt: skip
    nbformat.write(notebook, folder / "2-rank.ipynb")
    (folder / "executed").mkdir()
    return folder / "executed"


def run_of(category: str) -> NotebookRun:
    return NotebookRun("2-rank", CategoryParameters(season="contoh-2023", category=category))


def test_independent_notebooks_run_with_their_own_parameters(
    tmp_path: Path, stock: KernelStock
) -> None:
    """Side by side, each kernel has its own parameters and tells when it began and ended."""
    executed = write_notebook(tmp_path, "print(season, category)")
    runs = [run_of("psm"), run_of("tksk")]
    told: list[Progress] = []
    with kernel_environment({}):
        done = list(execute_together(runs, tmp_path, executed, 2, told.append, stock))
    assert sorted(one.name for one in done) == ["2-rank-psm", "2-rank-tksk"]
    for category in ("psm", "tksk"):
        notebook = nbformat.read(executed / f"2-rank-{category}.ipynb", as_version=4)
        assert notebook.cells[-1].outputs[0].text == f"contoh-2023 {category}\n"
        states = [one.state for one in told if one.name == f"2-rank-{category}"]
        assert states == ["started", "done"]


def test_failed_cell_is_told_and_kept(tmp_path: Path, stock: KernelStock) -> None:
    """A cell that raises gives the name of its exception; the notebook stays as evidence."""
    executed = write_notebook(tmp_path, "raise LookupError('KT-01')")
    with kernel_environment({}), pytest.raises(NotebookFailed) as failure:
        execute(run_of("lks"), tmp_path, executed, stock)
    assert (failure.value.kind, failure.value.sentence) == ("LookupError", "KT-01")
    assert (executed / "2-rank-lks.ipynb").exists()


def test_kernel_that_dies_is_tried_again(tmp_path: Path, stock: KernelStock) -> None:
    """A kernel that is gone the first time and not the second leaves a good notebook."""
    flag = tmp_path / "died"
    dies = f"import os\nfirst = not os.path.exists({str(flag)!r})\nopen({str(flag)!r}, 'w').close()"
    executed = write_notebook(tmp_path, dies, "if first: os._exit(1)", "print('alive')")
    with kernel_environment({}):
        execute(run_of("lks"), tmp_path, executed, stock)
    notebook = nbformat.read(executed / "2-rank-lks.ipynb", as_version=4)
    assert notebook.cells[-1].outputs[0].text == "alive\n"


def test_environment_is_as_it_was_afterwards() -> None:
    """What kernels are told does not stay behind."""
    before = dict(os.environ)
    with kernel_environment({"SELEKSI_THROUGH": "administrasi"}):
        assert os.environ["SELEKSI_THROUGH"] == "administrasi"
        assert os.environ["PYTHONHASHSEED"] == "0"
    assert dict(os.environ) == before
