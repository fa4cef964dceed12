"""An executed notebook as a page, twice: as a report (code folded away) and for the audit."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from lxml import html

from helpers.records.words import say
from helpers.report.page_frame import render_page

if TYPE_CHECKING:
    from nbconvert.preprocessors.sanitize import SanitizeHTML

_TAGS = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "code",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "kbd",
    "li",
    "ol",
    "p",
    "pre",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "math",
    "mfrac",
    "mi",
    "mn",
    "mo",
    "mover",
    "mrow",
    "msqrt",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
]
_ATTRIBUTES = {
    "*": ["class", "lang", "title"],
    "a": ["href"],
    "details": ["open"],
    "img": ["src", "alt", "width", "height"],
    "math": ["display"],
    "ol": ["start"],
    "td": ["colspan", "rowspan", "headers"],
    "th": ["colspan", "rowspan", "scope", "abbr"],
}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PICTURES = ("image/svg+xml", "image/png", "image/jpeg")
# A picture lies inside the page, and a link leads to a place of the page or of the folder.
_PICTURE_INSIDE = re.compile(r"data:image/(png|jpeg|svg\+xml);base64,[A-Za-z0-9+/=\s]+")
_LINK_INSIDE = re.compile(r"#.*|(?!//)[^:]*")
_NUMBER = re.compile(r"(?:[<>] )?[-+−]?\d[\d.,]*(/\d+)?( ?%)?…?[†‡]*|–|")
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def render_notebook(notebook: Any, *, title: str, code: bool, language: str) -> str:
    """Render an executed notebook as one page without scripts or addresses on the network.

    Parameters
    ----------
    notebook
        The executed notebook, as nbformat reads it (version 4).
    title
        The name of its file without the ending; it leads from one of its two pages to the other.
        The page is called by the notebook's own first heading where there is one.
    code
        Whether everything is shown, for the audit; otherwise the code is folded away.
    language
        The language of the page's own words.
    """
    body = html.fragment_fromstring(
        "".join(_show_cells(notebook, code, language)), create_parent="div"
    )
    _keep_inside(body)
    _mend_tables(body, language)
    heading, contents = _name_headings(body)
    return render_page(
        "notebook.html.j2",
        language,
        title=heading or title,
        name=title,
        audit=code,
        other=f"{title}.html" if code else f"{title}.audit.html",
        contents=contents,
        body="".join(html.tostring(part, encoding="unicode") for part in body),
    )


def _show_cells(notebook: Any, code: bool, language: str) -> Iterator[str]:
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield _sanitise(_markdown(_joined(cell.source)))
        elif cell.cell_type == "code":
            yield '<div class="cell">'
            yield _show_source(_joined(cell.source), cell.get("execution_count"), code, language)
            yield from (_show_output(output, code, language) for output in cell.get("outputs", ()))
            yield "</div>"


def _show_source(source: str, count: int | None, code: bool, language: str) -> str:
    if not source.strip():
        return ""
    label = say("pages.cell", language, number=count or "–")
    text = _highlight(source)
    if code:
        return f'<p class="mark">{label}</p>{text}'
    return f'<details class="source"><summary>{label}</summary>{text}</details>'


def _show_output(output: Any, code: bool, language: str) -> str:
    kind = output["output_type"]
    if kind == "stream":
        if output["name"] == "stderr" and not code:
            return ""  # warnings of libraries are for the audit
        return f'<div class="output {output["name"]}"><pre>{_escape(output["text"])}</pre></div>'
    if kind == "error":
        trace = "\n".join(output["traceback"])
        return f'<div class="output error"><pre>{_escape(trace)}</pre></div>'
    return f'<div class="output">{_show_data(output, language)}</div>'


def _show_data(output: Any, language: str) -> str:
    data, metadata = output["data"], output.get("metadata", {})
    for kind in _PICTURES:
        if kind in data:
            return _show_picture(kind, _joined(data[kind]), metadata, language)
    if "text/html" in data:
        return _with_caption(_sanitise(_joined(data["text/html"])), metadata)
    if "text/markdown" in data:
        return _sanitise(_markdown(_joined(data["text/markdown"])))
    return f"<pre>{_escape(data.get('text/plain', ''))}</pre>"


def _show_picture(kind: str, content: str, metadata: Any, language: str) -> str:
    """A picture with the alternative text and the caption that its metadata carries."""
    about = {**metadata, **metadata.get(kind, {})}
    if kind == "image/svg+xml":
        content = base64.b64encode(content.encode()).decode()
    alt = about.get("alt") or say("pages.picture_unnamed", language)
    caption = about.get("caption", "")
    below = f"<figcaption>{_escape(caption)}</figcaption>" if caption else ""
    source = f"data:{kind};base64,{''.join(content.split())}"
    return f'<figure><img src="{source}" alt="{_escape(alt)}">{below}</figure>'


def _with_caption(text: str, metadata: Any) -> str:
    caption = metadata.get("caption") or metadata.get("text/html", {}).get("caption")
    if not caption or "<caption" in text:
        return text
    return re.sub(
        r"<table[^>]*>", lambda m: f"{m[0]}<caption>{_escape(caption)}</caption>", text, count=1
    )


def _keep_inside(body: html.HtmlElement) -> None:
    """Take away every address that leads out of the page's folder; the words stay."""
    for link in body.iter("a"):
        if not _LINK_INSIDE.fullmatch(link.get("href", "")):
            link.attrib.pop("href", None)
    for picture in list(body.iter("img")):
        if not _PICTURE_INSIDE.fullmatch(picture.get("src", "")):
            words = html.Element("em")
            words.text, words.tail = picture.get("alt", ""), picture.tail
            picture.getparent().replace(picture, words)


def _mend_tables(body: html.HtmlElement, language: str) -> None:
    """Give each table scopes, take empty headings away, and let it scroll by keyboard."""
    for number, table in enumerate(list(body.iter("table")), start=1):
        table.attrib.pop("class", None)
        _scope_headings(table)
        _align_numbers(table)
        caption = table.find("caption")
        name = caption.text_content() if caption is not None else ""
        frame = html.Element("div", {"class": "table", "tabindex": "0", "role": "group"})
        frame.set("aria-label", name or say("pages.table_unnamed", language, number=number))
        frame.tail, table.tail = table.tail, None
        table.getparent().replace(table, frame)
        frame.append(table)


def _scope_headings(table: html.HtmlElement) -> None:
    for cell in list(table.iter("th")):
        if not cell.text_content().strip():
            cell.tag = "td"
        elif not cell.get("scope"):
            inside_head = next(cell.iterancestors("thead"), None) is not None
            cell.set("scope", "col" if inside_head else "row")


def _align_numbers(table: html.HtmlElement) -> None:
    """Align a column to the right where every cell below its heading is a number or a dash."""
    rows = [list(row) for row in table.iter("tr")]
    body = [row for row in rows if any(cell.tag == "td" for cell in row)]
    for column in range(max(map(len, rows), default=0)):
        below = [row[column] for row in body if column < len(row) and row[column].tag == "td"]
        if below and all(_NUMBER.fullmatch(cell.text_content().strip()) for cell in below):
            for row in rows:
                if column < len(row):
                    row[column].set("class", "number")


def _name_headings(body: html.HtmlElement) -> tuple[str, list[tuple[str, str]]]:
    """The page's title, and its second level as (anchor, words); anchors are numbered in order."""
    title = ""
    contents = []
    for number, heading in enumerate(list(body.iter(*_HEADINGS)), start=1):
        words = " ".join(heading.text_content().replace("¶", "").split())
        for anchor in heading.find_class("anchor-link"):
            anchor.drop_tree()
        if heading.tag == "h1" and not title:
            title = words
            heading.drop_tree()
            continue
        if heading.tag == "h1":
            heading.tag = "h2"  # a page has one title
        heading.set("id", f"bagian-{number}")
        if heading.tag == "h2":
            contents.append((f"bagian-{number}", words))
    return title, contents


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)


def _escape(text: str | list[str]) -> str:
    plain = _ANSI.sub("", _joined(text))
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        plain = plain.replace(sign, entity)
    return plain


@cache
def _sanitiser() -> SanitizeHTML:
    from nbconvert.preprocessors.sanitize import SanitizeHTML  # takes 0.4 s: only when needed

    return SanitizeHTML(
        tags=_TAGS, attributes=_ATTRIBUTES, styles=[], strip=True, strip_comments=True
    )


# A notebook is rendered twice, with the same pieces.
@lru_cache(maxsize=512)
def _sanitise(text: str) -> str:
    # What stands inside <style> or <script> is no text for a reader: it goes with its tag.
    without = re.sub(r"<(style|script)\b.*?</\1\s*>", "", text, flags=re.DOTALL | re.IGNORECASE)
    return str(_sanitiser().sanitize_html_tags(without))


@lru_cache(maxsize=512)
def _markdown(text: str) -> str:
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    return str(markdown2html_mistune(text))


@lru_cache(maxsize=512)
def _highlight(source: str) -> str:
    from nbconvert.filters.highlight import Highlight2HTML

    return str(Highlight2HTML(pygments_lexer="python")(source))
