"""A page taken apart."""

from __future__ import annotations

import re
from html.parser import HTMLParser

OURS = {
    "html", "head", "meta", "title", "style", "body", "main", "header", "footer", "article", "section", "div",
    "figure", "h1", "h2", "h3", "p", "span", "strong", "b", "a", "ul", "li", "dl", "dt", "dd", "details",
    "summary", "table", "thead", "tbody", "tr", "th", "td", "svg", "line", "polyline", "rect", "circle", "path",
    "text", "tspan",
}  # fmt: skip
"""The elements that our pages are made of: none that runs, loads or frames anything."""


class Elements(HTMLParser):
    """Gathers the elements with their attributes, and the text outside the style sheet."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if self.tags[-1:] != [("style", {})]:
            self.text += data

    def attributes(self, name: str) -> list[str]:
        """The values of an attribute."""
        return [attributes[name] or "" for _, attributes in self.tags if name in attributes]


def assert_harmless(page: str) -> Elements:
    """Nothing runs, nothing is fetched, and links lead to the web only."""
    found = Elements(page)
    assert {tag for tag, _ in found.tags} <= OURS
    assert not {name for _, attributes in found.tags for name in attributes if name.startswith("on")}
    assert not {"src", "srcset", "style", "action", "formaction", "data", "poster"} & {
        name for _, attributes in found.tags for name in attributes
    }
    assert all(re.match(r"https?://", address) for address in found.attributes("href"))
    assert not re.search(r"@import|url\(", page)
    assert "default-src 'none'" in page
    return found
