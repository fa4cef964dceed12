"""Papers that come with the score sheets: a photograph of a form, and a scan.

Both are drawn here byte by byte, uncompressed, so that they are the same on every machine.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from random import Random

from helpers.sample.material import shapes

WIDTH, HEIGHT = 400, 300
TABLE_TOP, PAPER, PENCIL, INK = 5, 14, 6, 1  # sixteen greys, 0 is black
EDGE = 14
ROW = 24
SLANT = 60  # a photograph is never straight: one pixel aside in so many rows

Picture = list[list[int]]


def photograph(title: str, lines: Sequence[str]) -> bytes:
    """A photograph (PNG) of a form filled in by hand; each line is ``printed=written``."""
    picture = [[PAPER] * WIDTH for _ in range(HEIGHT)]
    _write(picture, 24, 26, title, INK, 1)
    for number, line in enumerate(lines):
        top = 50 + number * ROW
        printed, _, written = line.partition("=")
        _rule(picture, top - 8)
        _write(picture, 24, top, printed, INK, 1)
        _write(picture, 300, top - 3, written, PENCIL, 2)
    _rule(picture, 50 + len(lines) * ROW - 8)
    return _png(_askew(picture))


def _write(picture: Picture, left: int, top: int, text: str, grey: int, size: int) -> None:
    letters = shapes("letters")
    for letter in text.upper():
        for y, row in enumerate(letters.get(letter, "").split()):
            for x, dot in enumerate(row):
                if dot == "#":
                    _dot(picture, left + x * size, top + y * size, grey, size)
        left += 6 * size


def _dot(picture: Picture, left: int, top: int, grey: int, size: int) -> None:
    for y in range(top, top + size):
        for x in range(left, left + size):
            picture[y][x] = grey


def _rule(picture: Picture, row: int) -> None:
    for x in range(20, WIDTH - 20):
        picture[row][x] = PENCIL


def _askew(page: Picture) -> Picture:
    """The page on a table, a little askew, with the grain of a phone's camera."""
    chance = Random("photograph")  # noqa: S311
    picture = []
    for y in range(HEIGHT):
        shift = y // SLANT
        row = []
        for x in range(WIDTH):
            on_paper = EDGE + shift <= x < WIDTH - EDGE + shift and EDGE <= y < HEIGHT - EDGE
            grey = page[y][x - shift] if on_paper else TABLE_TOP
            row.append(max(0, min(15, grey + chance.randint(-1, 1))))
        picture.append(row)
    return picture


def _png(picture: Picture) -> bytes:
    """The picture as a PNG of four bits a pixel, its data stored without compression."""
    scanlines = b"".join(
        b"\0" + bytes(left << 4 | right for left, right in zip(row[::2], row[1::2], strict=True))
        for row in picture
    )
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 4, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", _stored(scanlines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _stored(data: bytes) -> bytes:
    """The data as a zlib stream of stored blocks (RFC 1950 and RFC 1951, 3.2.4)."""
    blocks = [data[start : start + 0xFFFF] for start in range(0, len(data), 0xFFFF)]
    stream = b"\x78\x01"
    for number, block in enumerate(blocks, start=1):
        last = number == len(blocks)
        stream += struct.pack("<BHH", last, len(block), len(block) ^ 0xFFFF) + block
    return stream + struct.pack(">I", zlib.adler32(data))


def scan(title: str, lines: Sequence[str]) -> bytes:
    """A page as PDF: a title and lines of text in the typeface of a typewriter."""
    text = [f"BT /F1 12 Tf 60 780 Td 18 TL ({_escape(title)}) Tj T*"]
    text += [f"({_escape(line.replace('=', ': '))}) Tj T*" for line in lines]
    content = "\n".join([*text, "ET"]).encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    ]
    return _pdf(objects)


def _escape(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _pdf(objects: Sequence[bytes]) -> bytes:
    """The objects, numbered from 1, as a PDF file whose first object is the catalogue."""
    file = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return (
        file
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(file))
    )
