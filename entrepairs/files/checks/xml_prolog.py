"""Before the root of an XML part: no entity that grows, or that fetches from elsewhere."""

from collections.abc import Iterable
from typing import Any
from xml.parsers import expat

from entrepairs.files.types import Refused

BEFORE_MARKUP = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
# Books may name the public document type of their pages; the parts of an office file have none.
WITHOUT_DOCTYPE = {"docx", "xlsx", "pptx"}


class Begun(Exception):
    """The root begins: no declaration can follow."""


def check_prolog(pieces: Iterable[bytes], kind: str) -> None:
    """Reads as far as the root of an XML part, in any of its encodings. Raises Refused."""
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.EntityDeclHandler = refuse_entity
    if kind in WITHOUT_DOCTYPE:
        parser.StartDoctypeDeclHandler = refuse_grammar
        parser.EndDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler = begin
    first = True
    try:
        for piece in pieces:
            if first and not piece.lstrip(BEFORE_MARKUP).startswith(b"<"):
                return  # no XML
            first = False
            parser.Parse(piece, False)
    except Begun:
        return
    except expat.ExpatError as error:
        if kind in WITHOUT_DOCTYPE:  # a page of a book may be HTML, which declares nothing
            raise Refused("unreadable") from error


def refuse_entity(name: str, parameter: int, value: Any, base: Any, system: Any, *_: Any) -> None:
    raise Refused("calls_out" if system else "bomb")


def refuse_grammar(name: str, system: str | None, public: str | None, internal: int) -> None:
    if system or public:
        raise Refused("calls_out")


def refuse_doctype() -> None:
    raise Refused("bomb")


def begin(*_: Any) -> None:
    raise Begun
