"""PDFs of a mandate, tagged: that somebody was at a sitting, and what a year of ways cost."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from entrepairs.core.timezones import zone_named
from entrepairs.mandates.models import Mandate
from entrepairs.sittings.models import Cost, Sitting
from entrepairs.sittings.running import Spent
from entrepairs.ui import formats
from entrepairs.ui.pdf import make_pdf


def _made_on() -> str:
    return _("Issued on %(day)s") % {"day": date_format(timezone.localdate(), "DATE_FORMAT")}


def make_attestation(sitting: Sitting, name: str) -> bytes:
    """For an employer: the day and the hour, nothing else. Signed by the service that convened."""
    begins, ends = (
        moment.astimezone(zone_named(sitting.time_zone))
        for moment in (sitting.starts_at, sitting.ends_at)
    )
    values = {"first": formats.clock(begins.time()), "last": formats.clock(ends.time())}
    content = {
        "heading": _("Attestation of presence"),
        "attests": _("The service that convened this sitting attests that"),
        "name": name,
        "took_part": _("was present at the sitting of this body:"),
        "body": sitting.body.name,
        "day": formats.whole_day(sitting.day),
        "hours": _("from %(first)s to %(last)s") % values,
        "signature": _("Name, date and signature of the service that convened:"),
        "made_on": _made_on(),
    }
    return make_pdf("sittings/attestation.typ", content)


def make_travel_note(
    mandate: Mandate, name: str, year: int, rows: Iterable[Cost], spent: Spent
) -> bytes:
    """Each day with its way and what nobody has paid back, then the sums."""
    heads = [_("Day"), _("What for?"), _("Kilometres"), _("Euros")]
    lines = [
        [formats.whole_day(row.day), row.words, str(row.kilometres), say_euros(row.cents)]
        for row in rows
        if row.kilometres or row.cents
    ]
    content: dict[str, Any] = {
        "title": _("Travel note of %(year)s") % {"year": year},
        "name": name,
        "body": mandate.body.name,
        "heads": heads,
        "lines": lines,
        "total": [_("In all"), "", str(spent.kilometres), say_euros(spent.cents)],
        "empty": _("No travel and no cost noted in this year.") if not lines else "",
        "signature": _("Date and signature:"),
        "made_on": _made_on(),
    }
    return make_pdf("sittings/travel_note.typ", content)


def say_euros(cents: int) -> str:
    """12,50 € — €12.50"""
    whole, rest = divmod(cents, 100)
    if formats.in_french():
        return f"{whole},{rest:02}{formats.NBSP}€" if rest else f"{whole}{formats.NBSP}€"
    return f"€{whole}.{rest:02}" if rest else f"€{whole}"
