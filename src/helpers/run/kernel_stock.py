"""Kernels that start before the turn of their notebook comes, while others compute."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from jupyter_client.manager import AsyncKernelManager

from helpers.run.warm_up import NOTEBOOK

ARGUMENTS = [
    "--HistoryManager.enabled=False",
    "--IPKernelApp.log_level=40",
    "--InteractiveShellApp.extra_extensions=helpers.run.warm_up",
]


def start_kernel(notebook: Path) -> AsyncKernelManager:
    """Start a fresh kernel for a notebook; it does not know any of its cells."""
    kernel = AsyncKernelManager(kernel_name="python3")
    environment = {**os.environ, NOTEBOOK: str(notebook)}

    async def start() -> None:
        await kernel.start_kernel(extra_arguments=ARGUMENTS, env=environment)

    asyncio.run(start())
    return kernel


def end_kernel(kernel: AsyncKernelManager) -> None:
    """End a kernel at once.

    A polite shutdown stalls for seconds in one run of six; the cells close their files.
    """

    async def end() -> None:
        await kernel.shutdown_kernel(now=True)

    asyncio.run(end())


class KernelStock:
    """Kernels in waiting, each for one notebook, used once."""

    def __init__(self) -> None:
        self._starter = ThreadPoolExecutor(max_workers=1)
        self._waiting: dict[Path, list[Future[AsyncKernelManager]]] = {}

    def order(self, notebooks: Iterable[Path]) -> None:
        """Start a kernel for each notebook in the background, one after the other."""
        for notebook in notebooks:
            started = self._starter.submit(start_kernel, notebook)
            self._waiting.setdefault(notebook, []).append(started)

    def take(self, notebook: Path) -> AsyncKernelManager:
        """A kernel for a notebook: one in waiting, or a new one."""
        waiting = self._waiting.get(notebook)
        return waiting.pop(0).result() if waiting else start_kernel(notebook)

    def close(self) -> None:
        """End the kernels that nobody took."""
        for waiting in self._waiting.values():
            for started in waiting:
                if not started.cancel():
                    end_kernel(started.result())
        self._starter.shutdown()
