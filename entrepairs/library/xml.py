"""XML without the characters that XML 1.0 refuses, escaped by the standard library."""

import re
from typing import Any
from xml.etree import ElementTree as ET

from django.http import HttpResponse

REFUSED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def clean_text(text: Any) -> str:
    return REFUSED.sub("", str(text))


def add_child(parent: ET.Element, tag: str, text: Any = None, **attributes: str) -> ET.Element:
    """A child with this text in it."""
    cleaned = {name: clean_text(value) for name, value in attributes.items()}
    child = ET.SubElement(parent, tag, cleaned)
    if text is not None:
        child.text = clean_text(text)
    return child


def xml_response(root: ET.Element, content_type: str = "text/xml") -> HttpResponse:
    body = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(body, content_type=f"{content_type}; charset=utf-8")
