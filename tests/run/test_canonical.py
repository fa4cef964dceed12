"""The executed notebook as evidence."""

from __future__ import annotations

from nbformat import v4

from helpers.run.canonical import canonical, notebook_bytes


def executed(identifier: str, address: str, stamp: str) -> v4.nbbase.NotebookNode:
    cell = v4.new_code_cell("f", id=identifier)
    cell.metadata["execution"] = {"iopub.status.busy": stamp}
    cell.metadata["papermill"] = {"duration": stamp}
    cell.outputs = [
        v4.new_output("execute_result", {"text/plain": f"<function f at {address}>"}),
        v4.new_output("stream", name="stdout", text=f"<object at {address}>\n"),
    ]
    notebook = v4.new_notebook(cells=[cell])
    notebook.metadata["papermill"] = {"input_path": f"/somewhere/{stamp}.ipynb"}
    notebook.metadata["language_info"] = {"name": "python", "version": stamp}
    return notebook


def test_two_runs_give_the_same_bytes() -> None:
    """Clocks, paths, random ids and addresses in memory leave no trace."""
    one = executed("3f0c", "0x7f00aa", "2024-07-24T10:00:00")
    two = executed("91bd", "0x7f00bb", "2025-01-02T11:30:00")
    assert notebook_bytes(canonical(one)) == notebook_bytes(canonical(two))


def test_what_was_shown_is_kept() -> None:
    """Source and outputs stay, but for the addresses."""
    clean = canonical(executed("3f0c", "0x7f00aa", "now"))
    assert clean.cells[0].source == "f"
    assert clean.cells[0].outputs[0].data["text/plain"] == "<function f>"
    assert clean.cells[0].outputs[1].text == "<object>\n"
