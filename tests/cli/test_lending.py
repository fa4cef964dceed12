"""templates at the front door."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from helpers.cli import main
from helpers.report.letters.template import KINDS, file_name, open_template


def test_the_default_templates_are_laid_out(sample_home: Path) -> None:
    """``templat`` lays out every template to edit, and says where the edited ones belong."""
    command = ["templat", "contoh-2024", "--home", str(sample_home)]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    folder = sample_home / "data" / "forms" / "contoh-2024" / "templat"
    note = folder / "BACA-DULU.txt"
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [note.name, *(file_name(kind, "id") for kind in KINDS)]
    )
    assert "Yang tertulis {{ ... }} diisi oleh program" in note.read_text("utf-8")
    assert str(sample_home / "data" / "raw" / "contoh-2024" / "templat") in note.read_text("utf-8")
    for path in folder.glob("*.docx"):
        assert open_template(path.read_bytes(), path.name, "id").names
    assert str(sample_home / "data" / "raw" / "contoh-2024" / "templat") in done.output


def test_the_answer_for_programs(sample_home: Path) -> None:
    """With ``--json --lang en`` the English templates are named."""
    words = ["templates", "contoh-2024", "--home", str(sample_home), "--json", "--lang", "en"]
    answer = json.loads(CliRunner().invoke(main, words).output)
    assert answer["files"] == [file_name(kind, "en") for kind in KINDS]
