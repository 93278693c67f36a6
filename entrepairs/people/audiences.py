"""Who may see: the levels as people read them, and what is proposed when nothing has been chosen yet."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.models import Audience
from entrepairs.people.models import Facet

EXPLAINED: dict[int, Any] = {
    Audience.ME: _("Nobody but you."),
    Audience.PAIRS: _("The people you have said yes to, and who have said yes to you."),
    Audience.CIRCLES: _("Your peers, and everyone in the groups you are in."),
    Audience.ORGANISATIONS: _(
        "Your circles, and everyone in the associations or teams you belong to."
    ),
    Audience.NETWORK: _("Everyone who has signed in here."),
    Audience.EVERYONE: _("The whole web, without signing in."),
}
ICONS: dict[int, str] = {
    Audience.ME: "lock",
    Audience.PAIRS: "heart-handshake",
    Audience.CIRCLES: "users",
    Audience.ORGANISATIONS: "building",
    Audience.NETWORK: "globe",
    Audience.EVERYONE: "eye",
}
# Contact details are hidden until the person shares them.
AT_FIRST = dict.fromkeys(Facet.Kind.values, int(Audience.ORGANISATIONS)) | {
    Facet.Kind.CONTACT: int(Audience.ME)
}


@dataclass(frozen=True, slots=True)
class Level:
    value: int
    label: Any
    explained: Any
    icon: str


def list_levels() -> list[Level]:
    return [
        Level(audience.value, audience.label, EXPLAINED[audience], ICONS[audience])
        for audience in Audience
    ]


def icon_of(value: int) -> str:
    return ICONS[value]
