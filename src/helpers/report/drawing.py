"""What every figure shares: its parts, its style, its labels and how it becomes SVG."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import FuncFormatter, MaxNLocator

from helpers.records.numbers import show
from helpers.records.tables import Placing
from helpers.records.words import say
from helpers.report.wording import describe_rank, region_label

if TYPE_CHECKING:
    from helpers.report.digest import SeasonDigest

WIDTH = 6.7  # inches: the text width of an A4 page
ROW = 0.24  # inches that a row of a chart takes
MOST_ROWS = 30  # rows of a chart that a page holds
HEAD, FOOT, GAP = 0.28, 0.22, 0.12  # inches above a panel, below it, and beside it
BESIDE = 0.05  # inches between the label of a row and its panel
CHARACTER, BOLD_CHARACTER = 0.066, 0.075  # inches that a character of a label takes
NAME_LENGTH = 34
FAMILIES = b"DejaVu Sans, Verdana, sans-serif"
UNTURNED = re.compile(rb' transform="rotate\(-?0 [^)]*\)"')
LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"

# Okabe and Ito's palette, which readers with any colour vision can tell apart.
BLUE = "#0072B2"
FILLS = ("#0072B2", "#E69F00", "#56B4E9", "#CC79A7", "#009E73", "#F0E442")
HATCHES = ("", "///", "\\\\\\", "xx", "---", "||")
INK, GREY, PALE = "#1a1a1a", "#6b6b6b", "#d9d9d9"

STYLE: Mapping[str, object] = MappingProxyType(
    {
        "svg.hashsalt": "seleksi",
        "svg.fonttype": "none",  # letters, not their outlines: a third of the size, and searchable
        "text.parse_math": False,
        "font.family": "DejaVu Sans",
        "font.size": 8,
        # Nothing behind a figure: on a sample's page the word CONTOH runs through.
        "figure.facecolor": "none",
        "axes.facecolor": "none",
        "axes.edgecolor": GREY,
        "axes.labelcolor": INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.left": False,
        "text.color": INK,
        "xtick.color": GREY,
        "xtick.labelsize": 7,
        "hatch.linewidth": 0.5,
    }
)


@dataclass(frozen=True)
class Figure:
    """A drawing with what a reader who cannot see it needs: ``alt``, and the same as a table."""

    name: str
    caption: str
    svg: bytes
    alt: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Draw(Protocol):
    """Draws one figure of a category, or None where its tables do not allow it."""

    def __call__(self, digest: SeasonDigest, key: str, language: str = "id") -> Figure | None: ...


DRAWING = Lock()


def draw_once(draw: Draw) -> Draw:
    """Keep what was drawn of a digest: the PDF, the pages and the notebooks show the same one.

    The digest is kept beside its figures, so that its identity stays its own. Documents are written
    side by side, and matplotlib draws one figure at a time.
    """
    drawn: dict[tuple[int, str, str], tuple[SeasonDigest, Figure | None]] = {}

    @wraps(draw)
    def recall(digest: SeasonDigest, key: str, language: str = "id") -> Figure | None:
        place = (id(digest), key, language)
        with DRAWING:
            if place not in drawn:
                drawn[place] = (digest, draw(digest, key, language))
        return drawn[place][1]

    return recall


def style() -> AbstractContextManager[None]:
    """The style of all figures, whatever the user's own settings are."""
    values: Any = {**mpl.rcParamsDefault, **STYLE, "backend": "agg"}
    return mpl.rc_context(values)


def lay_out(
    rows: Sequence[int], labels: Sequence[str], head: float = HEAD, columns: int = 1
) -> tuple[Drawing, list[Axes]]:
    """Panels one below the other, each as high as its rows, beside the widest label.

    ``head`` is the room above each panel, in inches; ``columns`` is how many panels lie side by
    side. The places are reckoned and not measured: to measure every text costs as much as to draw.
    """
    left = CHARACTER * max(map(len, labels)) + GAP
    wide = WIDTH / columns - left - GAP
    lines = [max(rows[start : start + columns]) for start in range(0, len(rows), columns)]
    height = sum(head + ROW * most + FOOT for most in lines) + FOOT
    drawing = Drawing(figsize=(WIDTH, height))
    panels: list[Axes] = []
    for place, count in enumerate(rows):
        line, column = divmod(place, columns)
        top = height - sum(head + ROW * most + FOOT for most in lines[:line]) - head
        tall = ROW * count
        corner = ((column * WIDTH / columns + left) / WIDTH, (top - tall) / height)
        panels.append(drawing.add_axes((*corner, wide / WIDTH, tall / height)))
    return drawing, panels


def name_rows(panel: Axes, labels: Sequence[str], language: str) -> None:
    """A row for each label, the first on top, with an axis of numbers below."""
    panel.set_ylim(len(labels) - 0.4, -0.6)
    label_rows(panel, labels)
    write_axis(panel, language)


def label_rows(panel: Axes, labels: Sequence[str]) -> None:
    """The labels left of their rows, as texts: ticks take three times as long to draw."""
    panel.yaxis.set_visible(False)
    place = -BESIDE / width_of(panel)
    across = panel.get_yaxis_transform()
    for row, text in enumerate(labels):
        panel.text(place, row, from_left(text), transform=across, ha="right", va="center")


def from_left(text: str) -> str:
    """A label that reads from the left, though a word in it reads from the right.

    Without the mark a line whose first letter is Arabic is laid out from the right as a whole: the
    rank stands behind the name, and the code before it.
    """
    turned = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)
    return f"{LEFT_TO_RIGHT}{text}" if turned else text


def share_beside(panel: Axes, text: str) -> float:
    """The share of a panel's width that a text beside a mark takes."""
    return min((len(text) * BOLD_CHARACTER + GAP) / width_of(panel), 0.8)


def reach_beside(panel: Axes, ends: Iterable[float], texts: Iterable[str]) -> float:
    """How far an axis from 0 must reach so that each mark has room for the text beside it."""
    room = zip(ends, texts, strict=True)
    return max(end / (1 - share_beside(panel, text)) for end, text in room) or 1.0


def write_beside(panel: Axes, place: float, row: float, text: str, bold: bool = True) -> None:
    """A text right of a mark, on white, so that no line runs through it."""
    panel.annotate(
        from_left(text), (place, row), xytext=(7, 0), textcoords="offset points", va="center",
        fontweight="bold" if bold else "normal",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
    )  # fmt: skip


def caption(key: str, category: str, shown: int, ranked: int, language: str) -> str:
    """The caption of a figure; it says so where a page does not hold all the rows."""
    text = say(f"documents.figure.{key}", language, category=category)
    return text + (say("documents.figure.shown", language, count=shown) if shown < ranked else "")


def headings(language: str, *columns: str) -> tuple[str, ...]:
    """The headings of the table behind a figure."""
    return tuple(say(f"documents.column.{column}", language) for column in columns)


def width_of(panel: Axes) -> float:
    """The width of a panel in inches."""
    return float(panel.get_position().width) * WIDTH


def as_svg(drawing: Drawing) -> bytes:
    """The drawing as SVG without a date or a maker's name: the same data, the same bytes."""
    FigureCanvasSVG(drawing)
    out = io.BytesIO()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    drawing.savefig(out, format="svg", metadata=nothing)
    # Where DejaVu is not installed its cousin of the same widths stands in. Without quotation marks
    # the drawing can be an attribute of a page as it is.
    return UNTURNED.sub(b"", out.getvalue().replace(b"'DejaVu Sans'", FAMILIES))


def label(digest: SeasonDigest, placing: Placing, language: str) -> str:
    """How a chart names a line of the ranking: rank, region (or name, in brief) and code."""
    return f"{describe_rank(placing)}.  {brief_name(digest, placing, language)}"


def brief_name(digest: SeasonDigest, placing: Placing, language: str) -> str:
    """How a chart names a participant: region (or name, in brief) and code."""
    name = region_label(digest, placing.region, language) if placing.region else placing.name
    brief = name if len(name) <= NAME_LENGTH else name[: NAME_LENGTH - 1].rstrip() + "…"
    return f"{brief} ({placing.participant})"


def write_axis(panel: Axes, language: str) -> None:
    """Ticks in the number style of the language, a few of them, on a fine grid."""
    panel.xaxis.set_major_locator(MaxNLocator(nbins=7))
    panel.xaxis.set_major_formatter(FuncFormatter(lambda tick, _: show_tick(tick, language)))
    panel.grid(axis="x", color=PALE, linewidth=0.5)
    panel.set_axisbelow(True)


def show_tick(tick: float, language: str) -> str:
    """A tick's number, with a true minus sign."""
    text = f"{tick:.6f}".rstrip("0").rstrip(".")
    whole, _, decimals = text.lstrip("-").partition(".")
    point = "," if language == "id" else "."
    sign = "−" if text.startswith("-") and text != "-0" else ""
    return sign + show(int(whole), 0, language) + (point + decimals if decimals else "")
