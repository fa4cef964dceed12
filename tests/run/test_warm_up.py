"""What a kernel imports before its notebook runs."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat import v4

from helpers.run.warm_up import NOTEBOOK, imports, load_ipython_extension


def write_notebook(folder: Path, *cells: v4.nbbase.NotebookNode) -> Path:
    path = folder / "1-clean.ipynb"
    nbformat.write(v4.new_notebook(cells=list(cells)), path)
    return path


def test_imports_are_those_of_the_cells(tmp_path: Path) -> None:
    """All imports of code cells, in order; text cells and words inside a line do not count."""
    path = write_notebook(
        tmp_path,
        v4.new_markdown_cell("from nowhere import nothing"),
        v4.new_code_cell(
            "from helpers.report import steps, worked\nimport pandas as pd\nx = 'import y'"
        ),
        v4.new_code_cell("import decimal\nx = 'import y'"),
    )
    assert imports(path) == (
        ("helpers.report", "steps"), ("helpers.report", "worked"), ("", "pandas"), ("", "decimal")
    )  # fmt: skip


def test_loading_imports_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the kernel has started, the modules of its notebook are there."""
    path = write_notebook(tmp_path, v4.new_code_cell("import this_is_only_for_the_test"))
    (tmp_path / "this_is_only_for_the_test.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv(NOTEBOOK, str(path))
    load_ipython_extension(None)
    assert "this_is_only_for_the_test" in sys.modules


def test_garbage_is_not_sought_in_what_was_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a kernel has imported is frozen, once all of it is there."""
    path = write_notebook(tmp_path, v4.new_code_cell("import this_comes_before_the_frost"))
    (tmp_path / "this_comes_before_the_frost.py").write_text("")
    frozen = []
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv(NOTEBOOK, str(path))
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(set(sys.modules)))
    load_ipython_extension(None)
    assert ["this_comes_before_the_frost" in modules for modules in frozen] == [True]
