"""Audiences: the levels as people read them, and what is proposed at first."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.models import Audience
from entrepairs.people.models import Affiliation, Facet, Person

EXPLAINED: dict[int, Any] = {
    Audience.ME: _("Nobody but you."),
    Audience.PAIRS: _("The people you have said yes to, and who have said yes to you."),
    Audience.CIRCLES: _("Your peers, and everyone in the groups you are in."),
    Audience.ORGANISATIONS: _("Your peers and groups, and everyone in your associations or teams."),
    Audience.NETWORK: _("Everyone with an account on this network."),
    Audience.EVERYONE: _("Anyone on the internet, without signing in."),
}
ICONS: dict[int, str] = {
    Audience.ME: "lock",
    Audience.PAIRS: "heart-handshake",
    Audience.CIRCLES: "users",
    Audience.ORGANISATIONS: "building",
    Audience.NETWORK: "globe",
    Audience.EVERYONE: "eye",
}


def usual_audience(person: Person) -> int:
    """Who sees what this person tells, unless they choose otherwise: asked once, with the name.

    Before they have said, the narrowest by which a peer can be found: their organisations, or the
    network when they are in none.
    """
    if person.welcome_step or person.audience:
        return person.audience
    in_one = Affiliation.objects.current().filter(person=person.pk).exists()
    return int(Audience.ORGANISATIONS if in_one else Audience.NETWORK)


def first_audience(kind: str, usual: int) -> int:
    """What is chosen in advance. Contact details: nobody.

    What one lived through (illness, prison, violence...): those one says yes to, at the most.
    """
    if kind == Facet.Kind.CONTACT:
        return int(Audience.ME)
    return min(usual, int(Audience.PAIRS)) if kind == Facet.Kind.EXPERIENCE else usual


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
