"""Reading what is kept: under whatever hat is worn, so each answer is what that person may see."""

from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from django.db.models import BooleanField, F, Func, Q, QuerySet
from django.utils.translation import get_language

from entrepairs.library.models import File, Resource, ResourceOwner
from entrepairs.people.models import Circle, Organisation
from entrepairs.ui import formats
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.queries import Term

PUBLIC = Q(state=Resource.State.PUBLISHED, audience=5)  # for everyone


class OneOfMine(Func):
    """The column holds one of those that the function gives for whoever asks."""

    output_field = BooleanField()

    def __init__(self, column: str, function: str) -> None:
        super().__init__(
            F(column), template=f"%(expressions)s = any((select {function}())::bigint[])"
        )


def resources() -> QuerySet[Resource]:
    """What may be seen, with whether it may be changed."""
    may_change = Func(F("id"), function="may_change_resource", output_field=BooleanField())
    return Resource.objects.select_related("series", "organisation", "easy_of").annotate(
        may_change=may_change
    )


def files(resource: Resource) -> list[File]:
    """Its files that whoever asks may see, in order, as a page names them."""
    rows = list(resource.files.all())
    for row in rows:
        described: Any = row
        described.resource = resource
        described.language_name = (
            language_name(row.language) if row.language not in ("", resource.language) else ""
        )
        described.lasting = (
            formats.minutes(max(round(row.duration / 60), 1)) if row.duration else ""
        )
    return rows


def ready(rows: list[File]) -> list[File]:
    return [row for row in rows if row.state == File.State.READY]


def kept() -> QuerySet[Resource]:
    """What whoever asks keeps: their own, what their circles and the organisations they coordinate prepare."""
    mine = Q(own=True, pk__in=ResourceOwner.objects.values("resource"))
    circles = Q(OneOfMine("circle_id", "my_circles"), own=False)
    organisations = Q(OneOfMine("organisation_id", "my_coordinations"), own=False, circle=None)
    return Resource.objects.filter(mine | circles | organisations).order_by("-changed_at", "-id")


def circles() -> QuerySet[Circle]:
    """Circles whose members may prepare something together: all but pairs."""
    return (
        Circle.objects.filter(OneOfMine("id", "my_circles"), ended_at=None)
        .exclude(kind="pair")
        .order_by("name")
    )


def coordinated() -> QuerySet[Organisation]:
    return Organisation.objects.filter(OneOfMine("id", "my_coordinations")).order_by("name")


def belonged_to() -> QuerySet[Organisation]:
    return Organisation.objects.filter(OneOfMine("id", "my_organisations")).order_by("name")


def terms(resource: Resource) -> list[Term]:
    """The words of the vocabulary that it is about."""
    return [
        vocabulary.concept(number)
        for number in resource.subjects.values_list("concept_id", flat=True)
    ]


def language_name(code: str) -> str:
    """Such as "français", in the language of the page; a code that nobody knows stays as it is."""
    return _language_name(code, (get_language() or "fr")[:2])


@cache
def _language_name(code: str, language: str) -> str:
    try:
        name: Any = Locale.parse(code, sep="-" if "-" in code else "_").get_display_name(language)
    except (ValueError, UnknownLocaleError):
        name = None
    return str(name or code)
