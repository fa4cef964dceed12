"""Plain tables of text: one way to read them, or none."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.intake import csv_text
from helpers.intake.csv_text import read_rows
from helpers.intake.workbook import RefusedError


def refusal(data: bytes) -> tuple[str, dict[str, object]]:
    """The code and the values of the refusal."""
    with pytest.raises(RefusedError) as caught:
        read_rows(data)
    return caught.value.notice.code, dict(caught.value.notice.values)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a;b\n1;2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
        ("a\tb\r1\t2\r", [["a", "b"], ["1", "2"]]),
        ("sep=;\na;b,c\n1;2,5\n", [["a", "b,c"], ["1", "2,5"]]),
        ("SEP=,\r\na,b\r\n", [["a", "b"]]),
        ("Kode;Nilai\nP01;87,5\nP02;90\n", [["Kode", "Nilai"], ["P01", "87,5"], ["P02", "90"]]),
        ('a,b\n"87,5",""\n', [["a", "b"], ["87,5", ""]]),
        ('a;b\n"kata ""dua""";"dua\r\nbaris"\n', [["a", "b"], ['kata "dua"', "dua\r\nbaris"]]),
        ("a;b\n;\n", [["a", "b"], ["", ""]]),
        ("a;b\n\n1;\n\n\n", [["a", "b"], [], ["1", ""]]),
        ("Nama\nSiti\n", [["Nama"], ["Siti"]]),
        ('Nama\n"a;b"\n', [["Nama"], ["a;b"]]),
        ("", []),
    ],
)
def test_the_one_way_to_read_a_text(text: str, rows: list[list[str]]) -> None:
    """A declared separator, or the only one that makes all rows equally long, cuts the rows."""
    assert list(read_rows(text.encode()).rows) == rows


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("No,Nama,A\n1,Siti,87,5\n", "FIELD_COUNT", {"line": 2, "count": 4, "expected": 3}),
        ("A;B\n1;2\n1\n", "FIELD_COUNT", {"line": 3, "count": 1, "expected": 2}),
        ("sep=;\nA,B\n1;2\n", "FIELD_COUNT", {"line": 2, "count": 2, "expected": 1}),
        ("Nilai\n87,5\n", "FIELD_COUNT", {"line": 2, "count": 2, "expected": 1}),
        ('A;B\n"1;2\n3;4\n', "CSV_QUOTE", {"line": 2}),
        ('A;B\n"1"x;2\n', "CSV_QUOTE", {"line": 2}),
        ('A;B\n5" pipa;2\n', "CSV_QUOTE", {"line": 2}),
        ("A;B\n1\0;2\n", "NUL", {}),
        ("a;b,c\n1;2,3\n", "CSV_SEPARATOR", {"separators": (";", ",")}),
    ],
)
def test_what_two_readers_could_see_differently_is_refused(
    text: str, code: str, values: dict[str, object]
) -> None:
    """A wrong number of fields, an open quote, a NUL or a second separator that fits stops all."""
    assert refusal(text.encode()) == (code, values)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("José;é\n".encode(), ""),
        (b"\xef\xbb\xbf" + "José;é\n".encode(), ""),
        (b"\xff\xfe" + "José;é\n".encode("utf-16-le"), "UTF-16LE"),
        (b"\xfe\xff" + "José;é\n".encode("utf-16-be"), "UTF-16BE"),
        ("José;é\n".encode("cp1252"), "Windows-1252"),
    ],
)
def test_the_encoding_is_marked_or_plain_or_said(data: bytes, encoding: str) -> None:
    """A byte order mark is no part of the first field, and what is not UTF-8 is named."""
    plain = read_rows(data)
    assert plain.rows == (["José", "é"],)
    assert plain.encoding == encoding


@pytest.mark.parametrize("data", [b"\xff\xfea", b"a;\x81\n", "a;b".encode("utf-16-be")])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    """Nothing is put in the place of what cannot be decoded."""
    assert refusal(data)[0] in ("WRONG_TYPE", "NUL")


def test_the_ways_that_lines_end_are_kept() -> None:
    """A file put together from several shows it in the ends of its lines."""
    assert read_rows(b"a;b\n1;2\r\n3;4\r").endings == ("\n", "\r", "\r\n")


def test_a_table_is_not_read_beyond_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many fields, too wide a row and too long a field are refused, not read in part."""
    monkeypatch.setattr(csv_text, "FILLED_LIMIT", 5)
    assert refusal(b"a;b\n1;2\n3;4\n")[0] == "TOO_MANY_CELLS"
    monkeypatch.setattr(csv_text, "FIELD_LIMIT", 9)
    assert refusal(b"a;b\n" + b";\n" * 9)[0] == "TOO_MANY_CELLS"
    assert refusal(b"a;b\n" + b"\n" * 9)[0] == "TOO_MANY_CELLS"
    assert refusal(b"a;" + b"x" * 32_768)[0] == "BOMB"


def test_a_row_is_no_wider_than_a_sheet() -> None:
    """A row of more fields than a sheet has columns is refused."""
    assert refusal(b";" * 16_384)[0] == "TOO_MANY_CELLS"


texts = st.text(st.sampled_from('ab1,;\t"\n\r '), max_size=6)


@given(
    rows=st.lists(st.lists(texts, min_size=2, max_size=2), min_size=1, max_size=4),
    separator=st.sampled_from(";,\t"),
    ending=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_what_the_csv_module_writes_is_read_back(
    rows: list[list[str]], separator: str, ending: str
) -> None:
    """Any table that is written by the rules and declares its separator comes back as it was."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator, lineterminator=ending, quoting=csv.QUOTE_ALL).writerows(
        rows
    )
    data = f"sep={separator}{ending}{buffer.getvalue()}".encode()
    assert list(read_rows(data).rows) == rows


@given(text=st.text(st.sampled_from('ab1,;"\n\r '), max_size=24))
def test_what_is_read_the_csv_module_reads_too(text: str) -> None:
    """Whatever is not refused has the fields that the library's reader sees."""
    try:
        rows = read_rows(f"sep=;\n{text}".encode()).rows
    except RefusedError:
        return
    others = list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))
    while others and others[-1] in ([], [""]):
        others.pop()
    assert [row or [""] for row in rows] == [row or [""] for row in others]
