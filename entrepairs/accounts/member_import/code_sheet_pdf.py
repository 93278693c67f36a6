"""The sheet of codes: one card a person, with a QR code, eight a page, as a tagged PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils import formats, translation
from django.utils.translation import gettext as _

from entrepairs.ui.pdf import make_pdf
from entrepairs.ui.qr_codes import qr_code_for_paper


@dataclass(frozen=True)
class Card:
    name: str
    language: str
    code: str
    mark: str = ""  # of those who coordinate, on the back


def sheet_pdf(
    cards: Sequence[Card], *, organisation: str, origin: str, expires_on: date | None
) -> bytes:
    """The PDF. `origin` is the site's address, as "https://entrepairs.example"."""
    content = {
        "title": f"{organisation} – {_('sign-in codes')}",
        "cards": [_card_texts(card, organisation, origin, expires_on) for card in cards],
    }
    return make_pdf("accounts/member_import/code_sheet.typ", content)


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
            "mark": card.mark,
            "qr": qr_code_for_paper(f"{origin}/enter/code/?{urlencode({'code': card.code})}"),
            "alt": _("QR code that opens the page where this code is typed"),
            "small": small,
        }
