"""The folder of a season's forms."""

from __future__ import annotations

from pathlib import Path

from helpers.forms import form_name, write_form


def test_names_are_told_apart() -> None:
    """A juror and the committee, an own form and the entries, before and after a stage."""
    names = {
        form_name(juror, entry, through)
        for juror in ("J1", "panitia", "committee")
        for entry in ("", "1", "2")
        for through in ("", "tes")
    }
    assert len(names) == 18
    assert form_name("J1", "", "tes") == "formulir-juri-J1-setelah-tes.xlsx"
    assert form_name("committee", "2") == "ketikan-2-panitia.xlsx"


def test_a_form_is_written_once(tmp_path: Path) -> None:
    """Written where there is none, and left alone where the same is there."""
    path = tmp_path / "a" / "f.xlsx"
    assert write_form(path, b"satu").outcome == "written"
    assert write_form(path, b"satu").outcome == "same"
    assert [one.name for one in path.parent.iterdir()] == ["f.xlsx"]


def test_another_file_is_not_overwritten(tmp_path: Path) -> None:
    """A file that may be filled in stays, and is moved aside only where that was asked for."""
    path = tmp_path / "f.xlsx"
    path.write_bytes(b"terisi")
    assert write_form(path, b"baru").outcome == "differs"
    assert path.read_bytes() == b"terisi"
    assert write_form(path, b"baru", replace=True).outcome == "replaced"
    assert path.read_bytes() == b"baru"
    assert [one.read_bytes() for one in (tmp_path / "lama").iterdir()] == [b"terisi"]
