"""Elements of HTML and SVG, written by the standard library, so that no text from a file becomes markup."""

from collections.abc import Iterable
from html import escape
from importlib.resources import files
from string import Template
from xml.etree.ElementTree import Element, tostring

from hcroadmap.render.language.page import Page

Content = Element | str | None


def element(tag: str, *content: Content, **attributes: object) -> Element:
    """An element of texts and other elements; `class_` stands for `class`, `aria_label` for `aria-label`."""
    made = Element(tag, {name.rstrip("_").replace("_", "-"): str(text) for name, text in attributes.items()})
    for part in content:
        if isinstance(part, Element):
            made.append(part)
        elif part and len(made):
            made[-1].tail = (made[-1].tail or "") + part
        elif part:
            made.text = (made.text or "") + part
    return made


def markup(content: Element) -> str:
    """An element as HTML, which may be part of a larger page.

    It is written as XML, which escapes `<` in attributes too; no element here is one that HTML never closes.
    """
    return tostring(content, encoding="unicode", short_empty_elements=False)


def listed(texts: Iterable[Content]) -> Element:
    """An item for each text."""
    return element("ul", *(element("li", text) for text in texts))


def linked(text: str) -> Element:
    """A text; a web address at its end is a link, any other address stays text."""
    before, _, address = text.rpartition(" ")
    if not address.startswith(("https://", "http://")):
        return element("span", text)
    return element("span", f"{before} ", element("a", address, href=address))


def verdict(label: str, style: str, firmness: str = "") -> Element:
    """A verdict as symbol, words and colour, with the word for how firm it is, if that is known."""
    firm = element("span", firmness, class_="firmness") if firmness else None
    return element("p", element("strong", label, class_=style), firm, class_="verdict")


def chart_style() -> str:
    """The style sheet of the charts, for every page that has some."""
    return (files("hcroadmap.render.chart") / "chart.css").read_text(encoding="utf-8")


def document(title: str, page: Page, *body: Element) -> str:
    """A whole page in the language of another, with its styles inside it."""
    template = Template((files("hcroadmap.render.web") / "page.html").read_text(encoding="utf-8"))
    return template.substitute(
        lang=page.words("memo.locale"),
        title=escape(title),
        chart=chart_style(),
        body="\n".join(map(markup, body)),
    )
