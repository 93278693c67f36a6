"""What the coordinators of an organisation see about one of its people: one list for both.

The page of a person for coordinators and that person's own page are made of these facts. Each is
read by one function, under the hat of the one who asks. A room adds its part in its
AppConfig.ready(), and names the tables and functions that open themselves to coordinators.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrepairs.ledger.models import Audience
from entrepairs.people import queries
from entrepairs.people.models import Affiliation, Facet, Membership
from entrepairs.ui.formats import day

Text = Any  # a string, or a lazy translation
Facts = Mapping[int, Sequence["SeenFact"]]  # by organisation


@dataclass(frozen=True, slots=True)
class SeenFact:
    """One line, worded for both readers: what it is about, and what it says."""

    label: Text
    words: Text


@dataclass(frozen=True, slots=True)
class SeenPart:
    """What one room tells of one person, for each organisation that the person is in.

    `read` is given affiliations of one person. `opens` names what lets coordinators read: tables
    and functions of the database.
    """

    room: str
    read: Callable[[Sequence[Affiliation]], Facts]
    opens: tuple[str, ...]
    order: int = 50


# What coordinators read elsewhere than on the page of one person: told to that person, in a
# sentence for each organisation, with what opens it.
Notes = Callable[[Sequence[Affiliation]], Mapping[int, Sequence[Text]]]

_parts: list[SeenPart] = []
_notes: list[tuple[Notes, tuple[str, ...]]] = []


def add_seen_part(part: SeenPart) -> None:
    _parts.append(part)
    _parts.sort(key=lambda one: one.order)


def add_seen_notes(read: Notes, opens: tuple[str, ...]) -> None:
    _notes.append((read, opens))


def all_that_opens() -> set[str]:
    """Every table and function of which the person is told."""
    named = [part.opens for part in _parts] + [opens for _read, opens in _notes]
    return {name for names in named for name in names}


def read_facts(affiliations: Sequence[Affiliation]) -> dict[int, list[SeenFact]]:
    """Of one person, by organisation; as many queries for one as for thirty."""
    facts: dict[int, list[SeenFact]] = defaultdict(list)
    for part in _parts if affiliations else ():
        for organisation, told in part.read(affiliations).items():
            facts[organisation] += told
    return facts


def read_notes(affiliations: Sequence[Affiliation]) -> dict[int, list[Text]]:
    """For the person alone."""
    notes: dict[int, list[Text]] = defaultdict(list)
    for read, _opens in _notes if affiliations else ():
        for organisation, told in read(affiliations).items():
            notes[organisation] += told
    return notes


def tell_membership(affiliations: Sequence[Affiliation]) -> Facts:
    return {one.organisation_id: list(_say_membership(one)) for one in affiliations}


def _say_membership(one: Affiliation) -> Iterator[SeenFact]:
    yield SeenFact(_("Name"), one.person.name)
    yield SeenFact(_("Member since"), day(one.since))
    if one.coordinator:
        yield SeenFact(_("Coordination"), _("coordinator"))
    elif asked := one.asked_to_coordinate_at:
        words = _("invited on %(day)s, no answer yet") % {"day": day(asked)}
        yield SeenFact(_("Coordination"), words)


def tell_shared(affiliations: Sequence[Affiliation]) -> Facts:
    """How much of the profile is shown to every organisation: the words are on the profile."""
    shown = Facet.objects.filter(
        person=affiliations[0].person_id, audience__gte=Audience.ORGANISATIONS
    )
    number = shown.count()
    words = ngettext("%(count)s thing", "%(count)s things", number) % {"count": number}
    fact = SeenFact(_("Shared with the organisation"), words if number else _("nothing"))
    return {one.organisation_id: [fact] for one in affiliations}


def tell_circles(affiliations: Sequence[Affiliation]) -> Facts:
    """Those of the organisation, pairs aside: which, never what is said there."""
    standing = queries.circles_shown([one.organisation_id for one in affiliations])
    mine = Membership.objects.current().filter(
        person=affiliations[0].person_id, circle__in=standing
    )
    names: dict[int, dict[int, str]] = defaultdict(dict)
    for one in mine.select_related("circle").order_by("circle__name", "circle"):
        circle = one.circle
        words = {"name": circle.name, "kind": circle.get_kind_display()}
        if circle.organisation_id:
            names[circle.organisation_id][circle.pk] = _("%(name)s (%(kind)s)") % words
    return {
        key: [SeenFact(_("Circles"), ", ".join(names[key].values()) or _("none"))]
        for key in (one.organisation_id for one in affiliations)
    }


PARTS = (
    SeenPart("people", tell_membership, opens=("people_affiliation", "people_person"), order=10),
    SeenPart("people", tell_shared, opens=("people_facet",), order=30),
    SeenPart("people", tell_circles, opens=("people_circle", "people_membership"), order=40),
)
