"""Things kept, for tests."""

import datetime as dt
from typing import Any

from entrepairs.core import hats
from entrepairs.library.actions import resources as actions
from entrepairs.library.models import Resource, Series
from entrepairs.people.models import Circle, Person

BLANK: dict[str, Any] = {"kind": "document", "title_fr": "", "title_en": "", "language": "fr"}


def a_series(slug: str = "expeerts", **words: str) -> Series:
    with hats.system("test"):
        return Series.objects.create(slug=slug, **{"title_fr": "EXPEERTs", **words})


def draft(
    claire: Person, network: Any, *, authors: list[str] | None = None, **words: Any
) -> Resource:
    """Prepared by Claire for her organisation."""
    with hats.person(claire.pk):
        return actions.prepare_resource(
            owner=actions.Owner(organisation=network.escale),
            values={**BLANK, "title_fr": "Être pair", **words},
            authors=[actions.AuthorName(name) for name in authors or []],
            concepts=[],
            by=claire.pk,
        )


def published(claire: Person, network: Any, *, audience: int = 5, **words: Any) -> Resource:
    resource = draft(claire, network, **words)
    with hats.person(claire.pk):
        return actions.publish_resource(resource=resource, audience=audience, by=claire.pk)


def own(amel: Person, *, audience: int | None = None, **words: Any) -> Resource:
    """Amel's own."""
    with hats.person(amel.pk):
        resource = actions.prepare_resource(
            owner=actions.Owner(own=True),
            values={
                **BLANK,
                "kind": "testimony",
                "title_fr": "Ma traversée",
                "text": "J’ai marché.",
                **words,
            },
            authors=[actions.AuthorName("Une marcheuse")],
            concepts=[],
            by=amel.pk,
        )
        if audience is None:
            return resource
        return actions.publish_resource(resource=resource, audience=audience, by=amel.pk)


def withdraw(resource: Resource, by: Person) -> Resource:
    with hats.person(by.pk):
        return actions.withdraw_resource(resource=resource, by=by.pk)


def a_circle(network: Any, *members: Person) -> Circle:
    with hats.system("test"):
        circle = Circle.objects.create(kind="event", name="Journée", organisation=network.escale)
        for person in members:
            circle.memberships.create(person=person)
    return circle


def many(claire: Person, network: Any, number: int, **words: Any) -> list[Resource]:
    return [published(claire, network, title_fr=f"Document {n}", **words) for n in range(number)]


DAY = dt.date(2019, 11, 14)
