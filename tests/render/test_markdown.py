"""The gap report as Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hcroadmap.render.language.page import visible
from hcroadmap.render.markdown import escaped, pipe_table

READER = MarkdownIt("commonmark").enable("table")


def text_of(markdown: str) -> str:
    """The text that a reader of Markdown shows of one line, without any markup."""
    inline = READER.parseInline(markdown)[0]
    assert {child.type for child in inline.children or ()} <= {"text", "text_special"}, inline.children
    return "".join(child.content for child in inline.children or ())


@pytest.mark.parametrize(
    "text",
    [
        "a|b", "*a*", "_a_", "**a**", "`a`", "[a](http://b)", "![a](b)", "<script>alert(1)</script>", "<!-- a",
        "a\\|b",
        "&lt;b&gt;", "&#60;b", "AT&T", "~~a~~", "$x$", "[^1]", "# a", "a \\* b", "<http://a.b>",
    ],
)  # fmt: skip
def test_markup_in_a_text_is_shown_as_text(text: str) -> None:
    """Whatever Markdown or HTML would take for markup."""
    assert text_of(escaped(text)) == text


@given(st.text().map(visible).map(str.strip))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    """A reader of Markdown gives back what was written."""
    assert text_of(escaped(text)) == text


def test_a_line_end_becomes_a_space() -> None:
    """A cell is one line."""
    assert escaped("a\nb") == "a b"


def test_a_pipe_table_is_aligned_in_its_source_and_padded_for_pandoc() -> None:
    """The dashes are as many as the column is wide; text to the left, figures to the right."""
    assert pipe_table(["Goal", "To go"], [["Foreign students", "4 pp"], ["a\\|b", "16 000"]], "<>") == [
        "| Goal             |  To go |",
        "|:-----------------|-------:|",
        "| Foreign students |   4 pp |",
        "| a\\|b             | 16 000 |",
    ]


def test_a_pipe_in_a_cell_does_not_split_it() -> None:
    """As any reader of tables sees it."""
    source = "\n".join(pipe_table(["a", "b"], [[escaped("x|y"), escaped("`|`")]], "<<"))
    cells = re.findall(r"<td[^>]*>(.*)</td>", READER.render(source))
    assert cells == ["x|y", "`|`"]
