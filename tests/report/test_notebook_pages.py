"""Executed notebooks as pages: two views, no script, no network, alternative texts."""

from __future__ import annotations

import base64
import re
from typing import Any

import nbformat
import pytest
from lxml import html
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.report.notebook_pages import render_notebook

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PNG = base64.b64encode(b"\x89PNG").decode()


def notebook(*outputs: Any, markdown: str = "# 2 Peringkat") -> nbformat.NotebookNode:
    """A notebook of one text and one executed cell."""
    code = new_code_cell("total = 1 + 1  # dua", execution_count=3, outputs=list(outputs))
    return new_notebook(cells=[new_markdown_cell(markdown), code])


def shown(kind: str, content: str, **metadata: Any) -> nbformat.NotebookNode:
    """An output of one kind."""
    return new_output("display_data", data={kind: content}, metadata=metadata)


def page(*outputs: Any, code: bool = True, **more: Any) -> html.HtmlElement:
    """The page of such a notebook."""
    text = render_notebook(notebook(*outputs, **more), title="2-rank", code=code, language="id")
    return html.document_fromstring(text)


def test_the_report_folds_the_code_away_and_the_audit_shows_it() -> None:
    """Both views hold the whole code; in the report one opens it."""
    report, audit = page(code=False), page(code=True)
    (folded,) = report.xpath("//details[@class='source']")
    assert "total = 1 + 1" in folded.text_content()
    assert not audit.xpath("//details[@class='source']")
    assert "total = 1 + 1" in audit.text_content()


def test_each_view_leads_to_the_other_and_to_the_first_page() -> None:
    """No reader is lost in a notebook."""
    assert "2-rank.audit.html" in page(code=False).xpath("//@href")
    assert "2-rank.html" in page(code=True).xpath("//@href")
    assert "../index.html" in page().xpath("//@href")


def test_the_first_heading_names_the_page() -> None:
    """The notebook's own title is the page's, once; without one it is the file's name."""
    titled, bare = page(), page(markdown="Tanpa judul")
    assert [h.text_content() for h in titled.iter("h1")] == ["2 Peringkat"]
    assert titled.findtext(".//title") == "2 Peringkat (2-rank)"
    assert [h.text_content() for h in bare.iter("h1")] == ["2-rank"]


def test_headings_have_one_title_and_places_of_their_own() -> None:
    """A second first-level heading steps down, and equal headings get different places."""
    found = page(markdown="# Judul\n\n## Aturan\n\n## Aturan\n\n# Lagi")
    assert len(found.xpath("//h1")) == 1
    places = found.xpath("//h2/@id")
    assert len(places) == len(set(places)) == 3
    assert {f"#{place}" for place in places} <= set(found.xpath("//nav//@href"))


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<img src='https://example.org/a.png' alt='peta'>",
        "<iframe src='https://example.org'></iframe>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='https://example.org'>x</a>",
        "<a href='//example.org'>x</a>",
        "<p style='background:url(https://example.org)'>x</p>",
        "<style>@import 'https://example.org'</style>",
        "<form action='https://example.org'><input></form>",
        "<svg onload=alert(1)></svg>",
    ],
)
def test_nothing_runs_and_nothing_is_fetched(evil: str) -> None:
    """Whatever a cell holds, the page has no script, no handler and no outside address."""
    for output in (shown("text/html", evil), shown("text/markdown", evil)):
        found = page(output, markdown=evil)
        assert not found.xpath("//script | //iframe | //form | //main//style | //main//svg")
        assert not found.xpath("//@*[starts-with(name(), 'on')] | //main//@style")
        assert not [a for a in found.xpath("//@href | //@src") if "example" in a or "java" in a]


def test_a_picture_from_outside_leaves_its_words() -> None:
    """What cannot be shown without the network is not dropped silently."""
    found = page(shown("text/html", "<p><img src='https://example.org/a.png' alt='peta'></p>"))
    assert found.xpath("//main//em/text()") == ["peta"]


def test_the_policy_allows_nothing_from_outside() -> None:
    """The page says so to the browser as well."""
    (policy,) = page().xpath("//meta[@http-equiv]/@content")
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/]{43}='; img-src data:; "
        r"base-uri 'none'; form-action 'none'",
        policy,
    )


@pytest.mark.parametrize(("kind", "content"), [("image/png", PNG), ("image/svg+xml", SVG)])
def test_a_figure_is_a_picture_with_its_text(kind: str, content: str) -> None:
    """The alternative text and the caption come from the output's metadata, also one kind's own."""
    for metadata in (
        {"alt": "Juri 2 paling ketat.", "caption": "Keketatan"},
        {kind: {"alt": "Juri 2 paling ketat.", "caption": "Keketatan"}},
    ):
        (figure,) = page(shown(kind, content, **metadata)).iter("figure")
        assert figure.xpath("./img/@alt") == ["Juri 2 paling ketat."]
        assert figure.xpath("./img/@src")[0].startswith(f"data:{kind};base64,")
        assert figure.findtext("figcaption") == "Keketatan"


def test_a_picture_is_shown_once() -> None:
    """Where an output has several forms, the page shows one of them."""
    output = new_output(
        "display_data", data={"image/png": PNG, "text/plain": "<Figure size 640x480>"}
    )
    found = page(output)
    assert len(found.xpath("//img")) == 1
    assert "<Figure" not in found.text_content()


def test_tables_get_scopes_and_a_caption() -> None:
    """pandas writes neither; empty headings are no headings; numbers stand to the right."""
    table = (
        "<table border='1' class='dataframe'><thead><tr><th></th><th>nilai</th></tr></thead>"
        "<tbody><tr><th>A &amp; B</th><td>85,50</td></tr></tbody></table>"
    )
    found = page(shown("text/html", table, caption="Jumlah <juri>"))
    assert found.xpath("//caption/text()") == ["Jumlah <juri>"]
    assert found.xpath("//th/@scope") == ["col", "row"]
    assert [th.text_content() for th in found.iter("th")] == ["nilai", "A & B"]
    assert found.xpath("//td[.='85,50']/@class") == ["number"]


def test_text_is_shown_as_it_is() -> None:
    """Printed markup stays text, colours of a terminal are taken away."""
    output = new_output("stream", name="stdout", text="\x1b[31m<b>12/12</b>\x1b[0m\n")
    assert "<b>12/12</b>" in page(output).text_content()


def test_warnings_are_for_the_audit() -> None:
    """What libraries say on the side is in the audit view only; an error is in both."""
    warning = new_output("stream", name="stderr", text="UserWarning\n")
    assert "UserWarning" in page(warning, code=True).text_content()
    assert "UserWarning" not in page(warning, code=False).text_content()
    failure = new_output("error", ename="ValueError", evalue="x", traceback=["ValueError: x"])
    assert "ValueError: x" in page(failure, code=False).text_content()


def test_folded_sources_stay_folded() -> None:
    """The source of a function that a notebook shows folded can be opened on the page."""
    source = "<details><summary>Sumber</summary><pre>def f(): ...</pre></details>"
    assert page(shown("text/html", source)).xpath("//main//details/summary/text()") == ["Sumber"]


def test_the_same_notebook_gives_the_same_page() -> None:
    """Rendering has no clock and no chance in it."""
    texts = {
        render_notebook(notebook(), title="a", code=True, language=language)
        for language in ("id", "id", "en")
    }
    assert len(texts) == 2
