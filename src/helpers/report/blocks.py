"""The parts of a printed document as plain data: what the chapters write and typst lays out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from helpers.report.drawing import Figure


@dataclass(frozen=True)
class Heading:
    """A heading; ``number`` (BAB I, 2.1, Lampiran A) is '' where the part has none."""

    text: str
    level: int = 1
    number: str = ""
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; one that ``leads`` stays with what follows it."""

    text: str
    leads: bool = False
    kind: str = field(default="paragraph", init=False)


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]
    kind: str = field(default="bullets", init=False)


@dataclass(frozen=True)
class Terms:
    """Sentences, each under the word that it is about."""

    items: tuple[tuple[str, str], ...]
    kind: str = field(default="terms", init=False)


@dataclass(frozen=True)
class Notice:
    """A framed message: its first line in bold, the reasons below."""

    title: str
    lines: tuple[str, ...] = ()
    kind: str = field(default="notice", init=False)


@dataclass(frozen=True)
class Column:
    """A column of a table: ``width`` 0 is as wide as needed, else a share of the rest."""

    head: str
    width: int = 0
    right: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its caption; ``strong`` are the rows that stand out, ``notes`` stand below.

    ``small`` is for tables of many figures that are looked up and not read.

    A field that is None belongs to the one above it: the two are one cell.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | None, ...], ...]
    strong: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    small: bool = False
    kind: str = field(default="table", init=False)


@dataclass(frozen=True)
class Picture:
    """A figure by the name of its file, with its alternative text.

    ``share`` is the part of the width of the page that it takes, in percent.
    """

    file: str
    caption: str
    alt: str
    share: int = 100
    kind: str = field(default="picture", init=False)


@dataclass(frozen=True)
class Signature:
    """A place to sign: above it where and as what, below it the name and the number."""

    place: str
    title: str
    name: str
    number: str
    kind: str = field(default="signature", init=False)


Block = Heading | Paragraph | Bullets | Terms | Notice | Table | Picture | Signature


@dataclass(frozen=True)
class Chapter:
    """Blocks in their order, and the figures that they show."""

    blocks: tuple[Block, ...]
    figures: tuple[Figure, ...] = ()


def join_chapters(chapters: Sequence[Chapter]) -> Chapter:
    """All blocks and figures, one chapter after the other."""
    return Chapter(
        blocks=tuple(block for chapter in chapters for block in chapter.blocks),
        figures=tuple(figure for chapter in chapters for figure in chapter.figures),
    )


def as_data(blocks: Sequence[Block]) -> list[dict[str, object]]:
    """The blocks as JSON data."""
    return [asdict(block) for block in blocks]


def show_figure(figure: Figure, share: int = 100) -> Picture:
    """The block that shows a figure; ``share`` is its part of the width, in percent."""
    return Picture(f"{figure.name}.svg", figure.caption, figure.alt, share)
