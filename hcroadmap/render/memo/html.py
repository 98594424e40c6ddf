"""The memo as one web page that needs nothing else: from its Markdown, with the charts inside it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files
from itertools import pairwise
from string import Template
from typing import TYPE_CHECKING, Any

from hcroadmap.render.web.element import chart_style

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def render(memo: str, charts: Mapping[str, str]) -> str:
    """A memo's Markdown as a page; `charts` are SVG elements, by the addresses that it has for them."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    reader = MarkdownIt("commonmark", {"html": False}).enable("table").use(footnote_plugin)
    reader.core.ruler.push("labels", lambda state: _label(state.tokens))
    reader.add_render_rule("image", _image)
    matter = _FRONT_MATTER.match(memo)
    lines = [line.partition(": ") for line in matter[1].splitlines()] if matter else []
    front = {name: json.loads(value) for name, _, value in lines}
    page = Template((files("hcroadmap.render.memo") / "page.html").read_text(encoding="utf-8"))
    return page.substitute(
        chart=chart_style(),
        lang=escape(front.get("lang", "en")),
        title=escape(_ESCAPED.sub(r"\1", front.get("title", ""))),
        body=reader.render(memo[matter.end() :] if matter else memo, {"charts": charts}),
    )


def _label(tokens: Sequence[Token]) -> None:
    """Give each cell the name of its column, for narrow screens, and each head cell its scope."""
    heads: list[str] = []
    columns = iter(heads)
    for token, content in pairwise(tokens):
        match token.type:
            case "table_open":
                heads = []
            case "tr_open":
                columns = iter(heads)
            case "th_open":
                heads.append(_plain(content))
                token.attrSet("scope", "col")
            case "td_open":
                token.attrSet("data-label", next(columns))


def _plain(token: Token) -> str:
    return "".join(child.content for child in token.children or ())


def _image(_: object, tokens: Sequence[Token], index: int, _options: object, environment: dict[str, Any]) -> str:
    """A chart, which brings its own alternative text; of any other picture only its text."""
    token = tokens[index]
    chart: str | None = environment["charts"].get(token.attrGet("src"))
    return escape(_plain(token)) if chart is None else chart
