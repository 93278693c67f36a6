"""XML as it may be: no character that XML 1.0 refuses, everything escaped by the library."""

import re
from typing import Any
from xml.etree import ElementTree as ET

from django.http import HttpResponse

REFUSED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def add(parent: ET.Element, tag: str, text: Any = None, **attributes: str) -> ET.Element:
    """A child, with these words in it."""
    child = ET.SubElement(
        parent, tag, {name: REFUSED.sub("", value) for name, value in attributes.items()}
    )
    if text is not None:
        child.text = REFUSED.sub("", str(text))
    return child


def answer(root: ET.Element, content_type: str = "text/xml") -> HttpResponse:
    words = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(words, content_type=f"{content_type}; charset=utf-8")
