"""PDFs, tagged: the list for the door, badges, and an attestation for those who came."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from entrepairs.events.markup import dates
from entrepairs.events.models import Event
from entrepairs.events.queries import place_of
from entrepairs.registrations import queries
from entrepairs.registrations.models import Registration
from entrepairs.ui.pdf import make_pdf
from entrepairs.ui.qr_codes import qr_code_for_paper


def make_door_list(event: Event, placed: Iterable[Registration], address: str) -> bytes:
    """Names in order, with a line to sign.

    What people need is not on it: paper is left lying about.
    """
    heads = [_("Name"), _("Signature")]
    return make_pdf(
        "registrations/list.typ",
        _describe_event(event)
        | {"heads": heads, "names": [one.name for one in placed], "address": address},
    )


def make_badges(event: Event, placed: Iterable[Registration], origin: str) -> bytes:
    """Ten a page, each with a square for those at the door: "is here" is then one press away."""
    alt = _("QR code for those who welcome you")
    cards = [
        {"name": one.name, "qr": qr_code_for_paper(f"{origin}{one.door_path}"), "alt": alt}
        for one in placed
    ]
    return make_pdf("registrations/badges.typ", _describe_event(event) | {"cards": cards})


def make_confirmation(one: Registration, door: str) -> bytes:
    """To carry in a pocket: the code and its square, when and where."""
    event = one.event
    return make_pdf(
        "registrations/confirmation.typ",
        _describe_event(event)
        | {
            "heading": _("My registration"),
            "name": one.name,
            "place": place_of(event),
            "say": _("At the entrance, show this page or say this code:"),
            "code": one.code,
            "qr": qr_code_for_paper(door),
            "alt": _("QR code for those who welcome you"),
        },
    )


def make_attestation(one: Registration) -> bytes:
    event = one.event
    words = {
        "heading": _("Certificate of attendance"),
        "name": one.name,
        "attests": _("%(organisation)s certifies that")
        % {"organisation": queries.name_of_organiser(event)},
        "took_part": _("took part in this event."),
        "made_on": _("Issued on %(day)s")
        % {"day": date_format(timezone.localdate(), "DATE_FORMAT")},
        "place": place_of(event),
    }
    return make_pdf("registrations/attestation.typ", _describe_event(event) | words)


def _describe_event(event: Event) -> dict[str, Any]:
    return {
        "title": {"text": event.title.text, "language": event.title.language},
        "dates": str(dates(event)),
    }
