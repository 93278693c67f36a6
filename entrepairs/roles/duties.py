"""What this room asks of people: its lines on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.roles.models import HeldRole
from entrepairs.ui.duties import DutyKind, Line


def add_roles(me: int, lines: list[Line]) -> None:
    """What is offered, for the template."""
    keys = [line.key for line in lines]
    rows = HeldRole.objects.filter(key__in=keys).select_related("organisation")
    by_key = {row.key: row for row in rows}
    for line in lines:
        line.details["role"] = by_key[line.key]


OFFERED = DutyKind("roles", "role_offered", template="roles/_offer_duty.html", fill=add_roles)
ENDED = DutyKind(
    "roles",
    "role_ended",
    title=_("A role that you held has ended"),
    press=_("See my roles"),
    url_name="roles:mine",
    keyed=False,
    news=True,
)
