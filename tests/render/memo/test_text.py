"""Texts from files within the memo's Markdown."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hcroadmap.render.language.page import visible
from hcroadmap.render.memo.text import Markdown, address, inert

READER = MarkdownIt("commonmark").enable("table")


def text_of(markdown: str) -> str:
    """The text that a reader of Markdown shows of one line, without any markup."""
    inline = READER.parseInline(markdown)[0]
    assert {child.type for child in inline.children or ()} <= {"text", "text_special"}, inline.children
    return "".join(child.content for child in inline.children or ())


@given(st.text().map(visible).map(str.strip))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    """Nothing in it is taken for markup."""
    assert text_of(inert(text)) == text


@pytest.mark.parametrize(
    "text",
    ["a^b^", "a~b~", "[@cite]", "@cite", "{.class}", "[^1]", "<b>", "$x$", "a\\b", "|", ":::", "`x`{=html}"],
)
def test_markup_of_pandoc_is_shown_as_text(text: str) -> None:
    """Superscripts, citations, attributes, raw blocks: pandoc reads them in more places than others do."""
    pandoc = pytest.importorskip("pypandoc").get_pandoc_path()
    if not shutil.which(pandoc):
        pytest.skip("no pandoc")
    read = subprocess.run(
        [pandoc, "--from", "markdown-smart", "--to", "json"],
        input=f"a {inert(text)} z".encode(),
        capture_output=True,
        check=True,
    )
    inlines = json.loads(read.stdout)["blocks"][0]["c"]
    assert {inline["t"] for inline in inlines} <= {"Str", "Space"}
    assert "".join(inline.get("c", " ") for inline in inlines) == f"a {text} z"


def test_what_is_markdown_already_stays_so() -> None:
    """Sentences within sentences are not escaped twice."""
    assert inert(Markdown("*a*")) == "*a*"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.nl/b_c?d=1", "<https://a.nl/b_c?d=1>"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://a.nl/<script>", "https://a.nl/\\<script\\>"),
        ("https://a b", "https://a b"),
    ],
)
def test_only_web_addresses_become_links(url: str, shown: str) -> None:
    """Anything else is text."""
    assert address(url) == shown
