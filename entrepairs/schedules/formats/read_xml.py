"""XML with the line of each element, read by a parser that refuses to be told what entities are.

A document type is passed over: nothing that it names is fetched. Without entities of its own none
multiply, and none read files or addresses.
"""

import re
from dataclasses import dataclass, field
from html.entities import html5
from typing import Any
from xml.parsers import expat

from django.utils.translation import gettext as _

from entrepairs.schedules.formats.read_model import Unreadable

DEEPEST, MOST = 20, 400_000
CUT_SHORT = {
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
}
ENCODINGS = {
    expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING],
    expat.errors.codes[expat.errors.XML_ERROR_INCORRECT_ENCODING],
}
# The five of XML itself stay; the others, which people paste from HTML, become numbers.
NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30});")
ENTITIES = {expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]}


@dataclass(slots=True)
class Element:
    tag: str
    attributes: dict[str, str]
    line: int
    parts: list[str] = field(default_factory=list)
    children: "list[Element]" = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts).strip()

    def find_all(self, tag: str) -> "list[Element]":
        return [child for child in self.children if child.tag == tag]

    def find_first(self, tag: str) -> "Element | None":
        return next((child for child in self.children if child.tag == tag), None)

    def text_of(self, tag: str) -> str:
        found = self.find_first(tag)
        return found.text if found is not None else ""

    def line_of(self, tag: str) -> int:
        found = self.find_first(tag)
        return found.line if found is not None else self.line


class _Tree:
    """Builds the elements as the parser meets them, and refuses what would multiply."""

    def __init__(self, above: int) -> None:
        self.above = above  # empty lines before the first
        self.outside = Element("", {}, 0)
        self.open_elements = [self.outside]
        self.count = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.EntityDeclHandler = self.refuse
        self.parser.ExternalEntityRefHandler = self.refuse
        self.parser.StartElementHandler = self.start_element
        self.parser.EndElementHandler = lambda _tag: self.open_elements.pop()
        self.parser.CharacterDataHandler = lambda text: self.open_elements[-1].parts.append(text)

    def refuse(self, *_ignored: Any) -> int:
        words = _("the file declares entities, which are refused. Export it again without them.")
        raise Unreadable(at_line(self.parser.CurrentLineNumber + self.above, words))

    def start_element(self, tag: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber + self.above
        self.count += 1
        if len(self.open_elements) > DEEPEST or self.count > MOST:
            words = _("this is no schedule: it goes too deep, or on for too long.")
            raise Unreadable(at_line(line, words))
        element = Element(tag.rpartition(":")[2], attributes, line)
        self.open_elements[-1].children.append(element)
        self.open_elements.append(element)


def parse_xml(content: bytes) -> Element:
    """The outermost element. Raises Unreadable."""
    begins = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    above = content[: len(content) - len(begins)].count(b"\n")
    tree = _Tree(above)
    try:
        tree.parser.Parse(NAMED.sub(_entity_as_number, begins), True)
    except expat.ExpatError as error:
        raise Unreadable(at_line(error.lineno + above, explain_error(error.code))) from error
    except (LookupError, ValueError) as error:  # also an encoding that the parser has not learnt
        raise Unreadable(
            at_line(1, _("its encoding is unknown, or not the one it says."))
        ) from error
    return tree.outside.children[0]


def _entity_as_number(found: "re.Match[bytes]") -> bytes:
    letters = html5.get(f"{found[1].decode()};")
    return "".join(f"&#{ord(one)};" for one in letters).encode() if letters else found[0]


def explain_error(code: int) -> str:
    if code in CUT_SHORT:
        return _("the file is cut short: something that was opened is not closed.")
    if code in ENCODINGS:
        return _("its encoding is unknown, or not the one it says.")
    if code in ENTITIES:
        return _("it names an entity that XML does not know.")
    return _("this is not well-formed XML: a sign is missing or too many.")


def at_line(line: int, what: str) -> str:
    return _("Line %(line)s: %(what)s") % {"line": line, "what": what}
