"""Executing notebooks with papermill, each in a fresh kernel, side by side where independent."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import papermill
from papermill.exceptions import PapermillExecutionError

from helpers.run.kernel_stock import KernelStock, end_kernel
from helpers.run.parameters import NotebookRun, checked_parameters

# A cell that takes longer than this hangs; the longest honest one takes some seconds.
CELL_TIMEOUT = 900
START_TIMEOUT = 120


@dataclass(frozen=True, slots=True)
class Progress:
    """One notebook began or ended."""

    name: str
    state: Literal["started", "done"]


# The exceptions whose own words no office understands.
CAUSES = {
    "CellTimeoutError": "hung",
    "DeadKernelError": "died",
    "OSError": "disk",
    "PermissionError": "disk",
}

Listener = Callable[[Progress], None]


class NotebookFailed(Exception):
    """A notebook stopped; its half-executed file is the evidence.

    ``kind`` is the name of the exception in the notebook, ``sentence`` what it said.
    """

    def __init__(self, name: str, kind: str, sentence: str, trace: str) -> None:
        super().__init__(f"{name}: {kind}: {sentence}")
        self.name, self.kind, self.sentence, self.trace = name, kind, sentence, trace

    @property
    def cause(self) -> str:
        """What kind of failure it was: hung, died, disk, or '' where only the sentence tells."""
        return CAUSES.get(self.kind, "")


@contextmanager
def kernel_environment(settings: Mapping[str, str]) -> Iterator[None]:
    """The environment that kernels inherit: the same for everyone, whoever runs them and where.

    A kernel reads no start-up files of the user, has fixed hashing, time zone and language, and
    keeps matplotlib's list of fonts beside the installed packages, so that it is made only once.
    """
    with tempfile.TemporaryDirectory(prefix="seleksi-") as scratch:
        fixed = {
            "PYTHONHASHSEED": "0",
            # Ten kernels would each compile the package anew where this is set.
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONWARNINGS": "error::RuntimeWarning:numpy",
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "MPLCONFIGDIR": str(_font_cache(Path(scratch))),
            "IPYTHONDIR": str(Path(scratch) / "ipython"),
            "JUPYTER_RUNTIME_DIR": str(Path(scratch) / "runtime"),
            "JUPYTER_DATA_DIR": str(Path(scratch) / "data"),
            "JUPYTER_CONFIG_DIR": str(Path(scratch) / "config"),
            **settings,
        }
        before = {name: os.environ.get(name) for name in fixed}
        os.environ.update(fixed)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


def _font_cache(scratch: Path) -> Path:
    """A folder that outlives the run where the environment may be written to."""
    kept = Path(sys.prefix) / "var" / "matplotlib"
    try:
        kept.mkdir(parents=True, exist_ok=True)
    except OSError:
        return scratch
    return kept if os.access(kept, os.W_OK) else scratch


def execute(run: NotebookRun, notebooks: Path, executed: Path, stock: KernelStock) -> None:
    """Execute one notebook in a fresh kernel and write it to ``executed``.

    A kernel that dies, or never answers, is tried once more: kernels that start at the same moment
    now and then take the same port. A cell that hangs would hang again.

    Raises
    ------
    NotebookFailed
        A cell raised, or the kernel died twice or did not answer in time.
    """
    try:
        _execute_once(run, notebooks, executed, stock)
    except NotebookFailed as failure:
        if failure.trace or failure.cause == "hung":
            raise
        _execute_once(run, notebooks, executed, stock)


def _execute_once(run: NotebookRun, notebooks: Path, executed: Path, stock: KernelStock) -> None:
    notebook = notebooks / f"{run.notebook}.ipynb"
    kernel = stock.take(notebook)
    try:
        papermill.execute_notebook(
            str(notebook),
            str(executed / f"{run.name}.ipynb"),
            km=kernel,
            parameters=checked_parameters(run, notebooks),
            kernel_name="python3",
            progress_bar=False,
            request_save_on_cell_execute=False,
            start_timeout=START_TIMEOUT,
            execution_timeout=CELL_TIMEOUT,
            coalesce_streams=True,
            record_timing=False,
        )
    except PapermillExecutionError as error:
        raise NotebookFailed(
            run.name, error.ename, error.evalue, "\n".join(error.traceback)
        ) from error
    except (RuntimeError, TimeoutError) as error:
        raise NotebookFailed(run.name, type(error).__name__, str(error), "") from error
    finally:
        end_kernel(kernel)


def execute_together(
    runs: Sequence[NotebookRun],
    notebooks: Path,
    executed: Path,
    jobs: int,
    listen: Listener,
    stock: KernelStock,
) -> Iterator[NotebookRun]:
    """Execute independent notebooks, at most ``jobs`` at a time, and yield each when it is done.

    Threads suffice: each kernel is a process of its own.

    Raises
    ------
    NotebookFailed
        The first that failed; those not yet begun are not begun any more.
    """

    def work(run: NotebookRun) -> NotebookRun:
        listen(Progress(run.name, "started"))
        execute(run, notebooks, executed, stock)
        return run

    pool = ThreadPoolExecutor(max_workers=jobs)
    try:
        for future in as_completed([pool.submit(work, run) for run in runs]):
            run = future.result()
            listen(Progress(run.name, "done"))
            yield run
    except KeyboardInterrupt:
        # Whoever stops a run does not want to wait for it; the kernels end with this process.
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    except BaseException:
        pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown()
