"""Kernels that start before the turn of their notebook comes."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from jupyter_client.manager import AsyncKernelManager

from helpers.run.kernel_stock import KernelStock, end_kernel
from helpers.run.kernels import kernel_environment

pytestmark = pytest.mark.slow


def test_ordered_kernel_is_taken_once_and_the_rest_are_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kernel in waiting goes to its notebook; what nobody took does not live on."""
    ended: list[AsyncKernelManager] = []

    def end(kernel: AsyncKernelManager) -> None:
        end_kernel(kernel)
        ended.append(kernel)

    monkeypatch.setattr("helpers.run.kernel_stock.end_kernel", end)
    first, second = tmp_path / "2-rank.ipynb", tmp_path / "3-examine.ipynb"
    for notebook in (first, second):
        notebook.write_text(json.dumps({"cells": []}))
    with kernel_environment({}), closing(KernelStock()) as stock:
        stock.order([first, second])
        # They start one after the other: with the second, the first is there too.
        taken = stock.take(second)
        assert taken.has_kernel
    end_kernel(taken)
    assert len(ended) == 1
    assert taken not in ended
    assert not ended[0].has_kernel


def test_notebook_without_a_kernel_in_waiting_gets_a_new_one(tmp_path: Path) -> None:
    """Ordering ahead is a help, not a need."""
    notebook = tmp_path / "1-clean.ipynb"
    notebook.write_text(json.dumps({"cells": []}))
    with kernel_environment({}), closing(KernelStock()) as stock:
        kernel = stock.take(notebook)
        assert kernel.has_kernel
        end_kernel(kernel)
    assert not kernel.has_kernel
