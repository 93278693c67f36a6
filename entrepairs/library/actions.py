"""What people do with what is kept. Each is one transaction and one deed; who may is the guard's to say."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from entrepairs.core.fields import new_key
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.models import Audience
from entrepairs.library import hooks
from entrepairs.library.models import Author, Resource, ResourceOwner, Subject
from entrepairs.people.models import Circle, Organisation
from entrepairs.search.index import Found, shelve, unshelve

State = Resource.State


class NotNow(Exception):
    """The thing is not in a state that allows this, or nobody would see it."""


class NotAgreed(NotNow):
    """Somebody heard in it has not said yes, or nobody heard in it is named."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Who prepares a thing: a circle, the coordinators of an organisation, or one person for themselves."""

    circle: Circle | None = None
    organisation: Organisation | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """An author as they want to be named."""

    name: str
    affiliation: str = ""
    country: str = ""


@transaction.atomic
def prepare(
    *,
    whose: Whose,
    words: dict[str, Any],
    authors: Sequence[Name],
    concepts: Collection[int],
    once: UUID | None,
    by: int,
) -> Resource:
    """Begin one. `words` are columns of Resource. Somebody's own is theirs before it is there."""
    key = new_key()
    note_deed(verb="prepare", room="library", by=by, object_key=key, once=once)
    number = {"pk": _kept_by(by)} if whose.own else {}
    organisation = whose.circle.organisation if whose.circle else whose.organisation
    resource = Resource.objects.create(
        key=key, own=whose.own, circle=whose.circle, organisation=organisation, **words, **number
    )
    _say_who(resource, authors, by)
    _say_about(resource, concepts)
    return resource


@transaction.atomic
def change(
    *,
    resource: Resource,
    words: dict[str, Any],
    authors: Sequence[Name],
    concepts: Collection[int],
    once: UUID | None,
    by: int,
) -> Resource:
    """New words in place of the former ones, everywhere at once."""
    note_deed(verb="change", room="library", by=by, object_key=resource.key, once=once)
    row = _held(resource)
    for column, value in words.items():
        setattr(row, column, value)
    row.changed_at = timezone.now()
    row.save(update_fields=[*words, "changed_at"])
    _say_who(row, authors, by)
    _say_about(row, concepts)
    if is_public(row):
        keep(row)
    return row


@transaction.atomic
def publish(*, resource: Resource, audience: int, once: UUID | None, by: int) -> Resource:
    """Show it to this audience, from now on; what was withdrawn comes back at its address."""
    note_deed(verb="publish", room="library", by=by, object_key=resource.key, once=once)
    row = _held(resource)
    if not row.yes_page:
        raise NotAgreed
    if not seen_by_someone(row, audience):
        raise NotNow
    was_public = is_public(row)
    row.state, row.audience, row.changed_at = State.PUBLISHED, audience, timezone.now()
    row.published_at = row.published_at or row.changed_at
    row.save(update_fields=["state", "audience", "published_at", "changed_at"])
    if is_public(row):
        keep(row)
    elif was_public:
        unshelve(kind=row.kind, keys=[row.key])
    return row


@transaction.atomic
def withdraw(*, resource: Resource, once: UUID | None, by: int) -> Resource:
    """Take it down, at once and everywhere. Its address says that it was there, if it was there for everyone."""
    note_deed(verb="withdraw", room="library", by=by, object_key=resource.key, once=once)
    row = _held(resource)
    if row.state != State.PUBLISHED:
        raise NotNow
    was_public = is_public(row)
    row.state, row.changed_at = State.WITHDRAWN, timezone.now()
    row.save(update_fields=["state", "changed_at"])
    if was_public:
        unshelve(kind=row.kind, keys=[row.key])
    return row


def is_public(resource: Resource) -> bool:
    return resource.state == State.PUBLISHED and resource.audience == Audience.EVERYONE


def seen_by_someone(resource: Resource, audience: int) -> bool:
    """A circle's thing may be for that circle, an organisation's for its people; a testimony of nobody's is for all."""
    if audience == Audience.CIRCLES:
        return resource.circle_id is not None and not resource.own
    return audience > Audience.ORGANISATIONS or (
        audience == Audience.ORGANISATIONS and resource.organisation_id is not None
    )


def keep(*resources: Resource) -> None:
    """On the shelf of the search, with what is said in them."""
    shelve(
        *map(found_of, resources), *(found for more in hooks.entries for found in more(resources))
    )


def found_of(resource: Resource) -> Found:
    """Its entry for the search."""
    authors = [
        name
        for author in resource.authors.all()
        for name in (author.name, author.affiliation)
        if name
    ]
    in_english = resource.language.startswith("en")
    return Found(
        kind=resource.kind,
        key=resource.key,
        path=resource.path,
        title_fr=resource.title_fr,
        title_en=resource.title_en,
        text_fr=f"{resource.summary_fr}\n{'' if in_english else resource.text}".strip(),
        text_en=f"{resource.summary_en}\n{resource.text if in_english else ''}".strip(),
        names=", ".join(filter(None, [*authors, resource.publisher])),
        language=resource.language,
        dated=resource.dated,
        series_id=resource.series_id,
        concepts=list(resource.subjects.values_list("concept_id", flat=True)),
    )


def _held(resource: Resource) -> Resource:
    """The row as it is now, kept from others until this is done. DoesNotExist for whoever may not change it."""
    return Resource.objects.select_for_update(of=("self",)).get(pk=resource.pk)


def _kept_by(person: int) -> int:
    """The number of a thing to come, which is this person's already."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence('library_resource', 'id'))")
        number = int(cursor.fetchone()[0])
    ResourceOwner.objects.create(resource_id=number, person_id=person)
    return number


def _say_who(resource: Resource, authors: Sequence[Name], by: int) -> None:
    """In that order. A name that its person linked to their page is that person's: it stays as it is, or goes."""
    known = {author.name: author for author in resource.authors.all()}
    resource.authors.exclude(name__in=[one.name for one in authors]).delete()
    for order, one in enumerate(authors):
        row = known.get(one.name) or Author(resource=resource, name=one.name)
        if row.person_id in (None, by):
            row.order, row.affiliation, row.country = order, one.affiliation, one.country
            row.save()


def _say_about(resource: Resource, concepts: Collection[int]) -> None:
    resource.subjects.exclude(concept__in=concepts).delete()
    known = set(resource.subjects.values_list("concept_id", flat=True))
    Subject.objects.bulk_create(
        Subject(resource=resource, concept_id=one) for one in concepts if one not in known
    )
