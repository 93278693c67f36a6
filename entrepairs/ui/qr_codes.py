"""QR codes: an address as a square, in a page or on paper."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe


def draw_qr_code(address: str) -> SafeString:
    """For a page: dark on light in either scheme, because telephones read it."""
    drawn = segno.make(address, error="m", micro=False)
    return mark_safe(
        drawn.svg_inline(
            scale=5, border=3, dark="#000", light="#fff", svgclass=None, lineclass=None
        )
    )


def qr_code_for_paper(address: str) -> str:
    """A file of SVG, for a PDF."""
    out = io.BytesIO()
    # A mask chosen beforehand: trying all eight is most of the work of a long sheet, and any is
    # read by any phone.
    segno.make(address, error="m", micro=False, mask=3).save(
        out, kind="svg", border=0, xmldecl=False, svgns=True
    )
    return out.getvalue().decode()
