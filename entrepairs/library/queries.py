"""Reads of the library, as the person whose hat is on: each answer is what that person may see."""

from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet
from django.utils.translation import get_language

from entrepairs.library.models import Cover, File, Resource, ResourceOwner
from entrepairs.people.models import Affiliation, Circle, Membership
from entrepairs.people.queries import coordinations_of
from entrepairs.ui import formats
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.queries import Term

PUBLIC = Q(state=Resource.State.PUBLISHED, audience=5)  # for everyone


def visible_resources() -> QuerySet[Resource]:
    """Each with whether it may be changed."""
    may_change = Func(F("id"), function="may_change_resource", output_field=BooleanField())
    return Resource.objects.select_related("series", "organisation", "easy_of").annotate(
        may_change=may_change
    )


def files_of(resource: Resource) -> list[File]:
    """The files that may be seen, in order, with what a page says of each."""
    drawn = Exists(Cover.objects.filter(file=OuterRef("pk")))
    rows: list[File] = list(resource.files.annotate(drawn=drawn))
    for row in rows:
        row.resource = resource
        described: Any = row  # the attributes below are for templates alone
        other_language = row.language not in ("", resource.language)
        described.language_name = language_name(row.language) if other_language else ""
        described.lasting = formats.length(row.duration) if row.duration else ""
    return rows


def ready_files(rows: list[File]) -> list[File]:
    return [row for row in rows if row.state == File.State.READY]


def owned_by(person: int) -> QuerySet[Resource]:
    """A person's own, and what their circles and the organisations they coordinate prepare."""
    own = Q(own=True, pk__in=ResourceOwner.objects.filter(person=person).values("resource"))
    circles = Membership.objects.current().filter(person=person).values("circle")
    organisations = coordinations_of(person).values("organisation")
    shared = Q(own=False, circle__in=circles)
    coordinated = Q(own=False, circle=None, organisation__in=organisations)
    rows = Resource.objects.filter(own | shared | coordinated)
    return rows.order_by("-changed_at", "-id")


def owner_ids(resource: Resource) -> list[int]:
    """The persons who may change it: read under the system hat."""
    if resource.own:
        owners = ResourceOwner.objects.filter(resource=resource)
        return list(owners.values_list("person_id", flat=True))
    if resource.circle_id:
        members = Membership.objects.current().filter(circle=resource.circle_id)
        return sorted(set(members.values_list("person_id", flat=True)))
    coordinators = Affiliation.objects.current().filter(
        organisation=resource.organisation_id, coordinator=True
    )
    return sorted(set(coordinators.values_list("person_id", flat=True)))


def preparing_circles(person: int) -> QuerySet[Circle]:
    """Circles whose members may prepare something together: all but pairs."""
    mine = Membership.objects.current().filter(person=person).values("circle")
    return Circle.objects.filter(pk__in=mine, ended_at=None).exclude(kind="pair").order_by("name")


def subject_terms(resource: Resource) -> list[Term]:
    """The words of the vocabulary that it is about."""
    numbers = resource.subjects.values_list("concept_id", flat=True)
    return [vocabulary.concept(number) for number in numbers]


def language_name(code: str) -> str:
    """Such as "français", in the language of the page; an unknown code stays as it is."""
    return _language_name(code, (get_language() or "fr")[:2])


def spoken() -> list[Term]:
    return vocabulary.concepts("language", retired=True)


@cache
def _language_name(code: str, language: str) -> str:
    known = {term.key: term.fr if language == "fr" else term.en for term in spoken()}
    if code in known:
        return known[code]
    try:
        locale = Locale.parse(code, sep="-" if "-" in code else "_")
        return str(locale.get_display_name(language) or code)
    except (ValueError, UnknownLocaleError):
        return code
