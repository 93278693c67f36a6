"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.people import hooks as people
from entrepairs.people import my_organisation, seen_by_coordinators
from entrepairs.people.hooks import PageAction
from entrepairs.people.models import Organisation, Person
from entrepairs.roles import queries
from entrepairs.roles.seen import ROLES
from entrepairs.roles.tile import TILE
from entrepairs.ui.page_parts import PagePart


def join_rooms() -> None:
    my_organisation.add_tile(TILE)
    seen_by_coordinators.add_seen_part(ROLES)
    people.affiliate_actions.append(links_to_affiliate)
    people.me_sections.append(section_of_me)


def links_to_affiliate(
    request: HttpRequest, organisation: Organisation, person: Person
) -> list[PageAction]:
    url = reverse("roles:offer", args=[organisation.key, person.key])
    return [PageAction(_("Offer a role"), url, icon="hand-heart")]


def section_of_me(request: HttpRequest) -> PagePart:
    """My roles, on my own page. One query."""
    roles = list(queries.roles_of(request.person_id))  # type: ignore[attr-defined]
    return PagePart(
        "roles/_mine.html",
        {
            "offered": [role for role in roles if role.waits],
            "held": [role for role in roles if not role.waits and not role.is_over],
            "any_role": bool(roles),
        },
    )
