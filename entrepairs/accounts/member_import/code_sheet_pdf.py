"""The sheet of codes: one card a person, with a QR code, eight a page, as a tagged PDF."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import segno
import typst
from django.utils import formats, translation
from django.utils.translation import gettext as _

SHEET = Path(__file__).parent / "code_sheet.typ"


@dataclass(frozen=True)
class Card:
    name: str
    language: str
    code: str


def draw_qr_svg(address: str) -> str:
    """The address as a QR code, in SVG."""
    out = io.BytesIO()
    # A mask chosen beforehand: trying all eight is most of the work of a long sheet, and any is
    # read by any phone.
    segno.make(address, error="m", micro=False, mask=3).save(
        out, kind="svg", border=0, xmldecl=False, svgns=True
    )
    return out.getvalue().decode()


def sheet_pdf(
    cards: Sequence[Card], *, organisation: str, origin: str, expires_on: date | None
) -> bytes:
    """The PDF. `origin` is the site's address, as "https://entrepairs.example"."""
    content = {
        "title": f"{organisation} – {_('sign-in codes')}",
        "language": (translation.get_language() or "fr")[:2],
        "cards": [_card_texts(card, organisation, origin, expires_on) for card in cards],
    }
    made = typst.compile(
        str(SHEET), format="pdf", sys_inputs={"data": json.dumps(content)}, pdf_standards=["ua-1"]
    )
    if not isinstance(made, bytes):
        raise TypeError("one PDF was expected")
    return made


def _card_texts(
    card: Card, organisation: str, origin: str, expires_on: date | None
) -> dict[str, str]:
    """In the language of the person whose card it is."""
    with translation.override(card.language):
        small = _("This code is for one person and works once. Keep it private.")
        if expires_on:
            small += " " + _("Valid until %(day)s") % {
                "day": formats.date_format(expires_on, "DATE_FORMAT")
            }
        return {
            "name": card.name,
            "language": card.language,
            "organisation": organisation,
            "invitation": _(
                "Your sign-in code. Scan the square with your phone, or go to %(address)s and type:"
            )
            % {"address": origin.split("//")[-1] + "/enter/code/"},
            "code": card.code,
            "qr": draw_qr_svg(f"{origin}/enter/code/?{urlencode({'code': card.code})}"),
            "alt": _("QR code that opens the page where this code is typed"),
            "small": small,
        }
