"""Roles, made for tests: offered by who coordinates, held by their person's own yes."""

import datetime as dt
from typing import Any
from uuid import uuid4

from entrepairs.core import hats
from entrepairs.people.models import Organisation, Person
from entrepairs.roles.actions import RoleTerms, accept_role, offer_role
from entrepairs.roles.models import HeldRole
from entrepairs.ui.formats import today
from entrepairs.vocabulary.queries import concept_by_key

A_YEAR = dt.timedelta(days=365)


def terms_of(role: str = "peer_worker", statute: str = "employee", **more: Any) -> RoleTerms:
    return RoleTerms(
        role_id=concept_by_key("role", role).id,
        statute_id=concept_by_key("statute", statute).id,
        **{"since": today() - A_YEAR} | more,
    )


def offered_role(
    organisation: Organisation,
    person: Person,
    by: Person,
    instead_of: HeldRole | None = None,
    follows: bool = False,
    **terms: Any,
) -> HeldRole:
    with hats.person(by.pk):
        return offer_role(
            organisation=organisation,
            person=person,
            terms=terms_of(**terms),
            instead_of=instead_of,
            follows=follows,
            once=uuid4(),
            by=by,
        )


def held_role(organisation: Organisation, person: Person, by: Person, **terms: Any) -> HeldRole:
    offer = offered_role(organisation, person, by, **terms)
    with hats.person(person.pk):
        accept_role(offer=offer, once=uuid4(), by=person)
    return offer
