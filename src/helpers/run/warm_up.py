"""Loaded into a kernel when it starts: imports what its notebook will import.

A kernel that starts before its turn does this while others compute. Nothing but Python's own table
of modules knows of it: the notebook's names are empty as in any fresh kernel.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import re
from pathlib import Path
from typing import Any

NOTEBOOK = "SELEKSI_NOTEBOOK"  # the path of the notebook that the kernel is for
_IMPORT = re.compile(r"^(?:from ([\w.]+) )?import ([\w., ]+)", re.MULTILINE)


def imports(notebook: Path) -> tuple[tuple[str, str], ...]:
    """What the cells of a notebook import, in order: (module, name), or ('', module)."""
    cells = json.loads(notebook.read_bytes())["cells"]
    sources = ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    return tuple(
        (module, name.split(" as ")[0].strip())
        for module, names in _IMPORT.findall("\n".join(sources))
        for name in names.split(",")
    )


def load_ipython_extension(_: Any) -> None:
    """Import the modules of the notebook that this kernel is for."""
    for module, name in imports(Path(os.environ[NOTEBOOK])):
        if not module:
            importlib.import_module(name)
        elif not hasattr(importlib.import_module(module), name):
            importlib.import_module(f"{module}.{name}")
    # What was imported stays: the cells need not look through all of it for garbage.
    gc.freeze()
