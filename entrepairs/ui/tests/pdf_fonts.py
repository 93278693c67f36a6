"""Which fonts a PDF carries in it."""

from typing import Any


def embedded_fonts(read: Any) -> set[str]:
    """Their families, without the letters that mark a part of a font. A font that is named and not
    carried is a fault."""
    found = set()
    for page in read.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            carried = inner["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(carried), carried["/FontName"]
            found.add(str(carried["/FontName"]).partition("+")[2].partition("-")[0])
    return found
