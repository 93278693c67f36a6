"""Markdown: descriptions as people write them, as safe HTML; HTML of elsewhere, as Markdown.

A description is Markdown wherever it is kept. What is shown of it are paragraphs, lists, links,
quotations, tables and code: no images, which would tell their server who reads, and no HTML.
"""

import html
import re
from typing import Any

import nh3
from bs4 import BeautifulSoup
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdownify import MarkdownConverter

TAGS = {
    *("p", "br", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote", "hr", "pre", "code"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}
# Tags by which a text is taken for HTML: `a < b and c > d` has none.
HTML_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|em|strong|small|sub|sup|ul|ol|li|dl|dt|dd|h[1-6]|hr|blockquote|pre|code"
    r"|table|thead|tbody|tr|td|th|img|font|center|abbr|cite|q|section|article|script|style)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|apos|[a-z]{2,8}|#\d{1,7}|#x[0-9a-f]{1,6});", re.I)


def _headings_as_paragraphs(state: Any) -> None:
    """A heading of a description is none of the page: it is a paragraph in bold letters."""
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag, token.markup = "p", ""
            if token.type == "heading_open":
                token.attrSet("class", "h3")


CONVERTER = MarkdownConverter(
    heading_style="atx", bullets="-", newline_style="backslash", strip=["img"]
)
PARSER = MarkdownIt("js-default", {"breaks": True}).disable("image")
PARSER.core.ruler.push("headings_as_paragraphs", _headings_as_paragraphs)


def markdown(text: str | None) -> SafeString:
    """Safe HTML of a description."""
    made = PARSER.render(text or "")
    return mark_safe(
        nh3.clean(
            made,
            tags=TAGS,
            attributes=ATTRIBUTES,
            allowed_classes={"p": {"h3"}},
            url_schemes=SCHEMES,
            link_rel="noopener noreferrer nofollow",
        )
    )


def markdown_as_text(text: str | None) -> str:
    """The words alone, where no mark-up may be: calendars, search engines, lists."""
    words = nh3.clean(PARSER.render(text or ""), tags=set(), clean_content_tags=set())
    return html.unescape(words).strip()


def markdown_from_html(text: str) -> str:
    """Markdown of a text that is HTML; any other text as it is."""
    if not HTML_TAG.search(text):
        return _without_entities(text)
    tree = BeautifulSoup(text, "html.parser")
    for hidden in tree(["script", "style"]):
        hidden.decompose()
    made = CONVERTER.convert_soup(tree).replace("\\\n", "\n")
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", made)).strip()


def line_from_html(text: str) -> str:
    """The words of a title that has tags or entities in it."""
    if not HTML_TAG.search(text):
        return _without_entities(text)
    tree = BeautifulSoup(text, "html.parser")
    for block in tree(["br", "p", "div", "li"]):
        block.insert_before(" ")
    return " ".join(tree.get_text().split())


def _without_entities(text: str) -> str:
    return html.unescape(text) if ENTITY.search(text) else text
