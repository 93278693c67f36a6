"""PDFs from templates of typst, tagged, in the font of the pages.

A template imports "/ui/pdf.typ": there is `data`, the content that it is given, and `font`. Nothing
is fetched, and no font of the machine is used: a PDF is the same everywhere.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils import translation

STANDARD = "ua-1"  # for those who hear pages
WITHOUT_A_FONT = "could not be displayed"  # what that standard refuses
PACKAGE = Path(__file__).resolve().parent.parent


@cache
def our_fonts() -> Any:
    """Read once a process."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(PACKAGE / "ui/fonts")])


def make_pdf(template: str, content: dict[str, Any]) -> bytes:
    """`template` is named from the package, as "registrations/list.typ".

    Whatever people write: a sign that no font has costs the standard, and not the PDF. It is tagged
    all the same, and a square stands in the place of the sign.
    """
    content = {"language": (translation.get_language() or "fr")[:2]} | content
    try:
        return _compile(template, content, [STANDARD])
    except typst.TypstError as refused:
        if WITHOUT_A_FONT not in str(refused):
            raise
        return _compile(template, content, [])


def _compile(template: str, content: dict[str, Any], standards: list[Any]) -> bytes:
    made = typst.compile(
        str(PACKAGE / template),
        root=str(PACKAGE),
        format="pdf",
        font_paths=our_fonts(),
        sys_inputs={"data": json.dumps(content)},
        pdf_standards=standards,
    )
    if not isinstance(made, bytes):
        raise TypeError("one PDF was expected")
    return made
