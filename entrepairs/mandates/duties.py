"""What this room asks of people: its lines on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.mandates.models import Mandate
from entrepairs.ui.duties import DutyKind, Line


def add_mandates(me: int, lines: list[Line]) -> None:
    """What is proposed, for the template."""
    keys = [line.key for line in lines]
    rows = Mandate.objects.filter(key__in=keys).select_related("body", "seat", "organisation")
    by_key = {row.key: row for row in rows}
    for line in lines:
        line.details["mandate"] = by_key[line.key]


PROPOSED = DutyKind(
    "mandates", "mandate_proposed", template="mandates/_proposal_duty.html", fill=add_mandates
)
ENDED = DutyKind(
    "mandates",
    "mandate_ended",
    title=_("A mandate that you held has ended"),
    press=_("See my mandates"),
    url_name="mandates:mine",
    keyed=False,
    news=True,
)
GOES_ON = DutyKind(
    "mandates",
    "mandate_goes_on",
    title=_("You may sit there until the new order"),
    press=_("See my mandates"),
    url_name="mandates:mine",
    keyed=False,
    news=True,
)
