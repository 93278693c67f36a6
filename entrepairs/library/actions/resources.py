"""Actions on resources: prepared, changed, published, withdrawn by their owners."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrepairs.core.fields import new_key
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.models import Audience
from entrepairs.ledger.transactions import NotPossible, action, lock_row
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.library.indexing import index_resources
from entrepairs.library.models import Author, Resource, Subject
from entrepairs.people.models import Circle, Organisation

NOT_AGREED = _("It cannot be published before everyone heard in it is named, and has said yes.")


@dataclass(frozen=True, slots=True)
class Owner:
    """Who prepares a resource: a circle, the coordinators of an organisation, or one person."""

    circle: Circle | None = None
    organisation: Organisation | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class AuthorName:
    """An author as they want to be named."""

    name: str
    affiliation: str = ""
    country: str = ""
    family: str = ""
    orcid: str = ""


PREPARE = Verb("library", "prepare", _("You prepared an item for the library"), NOT_TOLD)


@action
def prepare_resource(
    *,
    owner: Owner,
    values: dict[str, Any],
    authors: Sequence[AuthorName],
    concepts: Collection[int],
    by: int,
    once: UUID | None = None,
) -> Resource:
    """Begins a draft. `values` are columns of Resource."""
    key = new_key()
    note_deed(PREPARE, by=by, object_key=key, once=once)
    resource = Resource.objects.create(
        pk=_reserve_own_row() if owner.own else None,
        key=key,
        own=owner.own,
        circle=owner.circle,
        organisation=owner.circle.organisation if owner.circle else owner.organisation,
        **values,
    )
    _write_authors(resource, authors, by)
    _write_subjects(resource, concepts)
    return resource


CHANGE = Verb("library", "change", _("You changed an item in the library"), NOT_TOLD)


@action
def change_resource(
    *,
    resource: Resource,
    values: dict[str, Any],
    authors: Sequence[AuthorName],
    concepts: Collection[int],
    by: int,
    once: UUID | None = None,
) -> Resource:
    """New values in place of the former ones, in the search too."""
    note_deed(CHANGE, by=by, object_key=resource.key, once=once)
    row = lock_row(Resource.objects.filter(pk=resource.pk))
    for column, value in values.items():
        setattr(row, column, value)
    row.changed_at = timezone.now()
    row.save(update_fields=[*values, "changed_at"])
    _write_authors(row, authors, by)
    _write_subjects(row, concepts)
    if row.is_public:
        index_resources(row)
    return row


PUBLISH = Verb("library", "publish", _("You published an item in the library"), NOT_TOLD)


@action
def publish_resource(
    *, resource: Resource, audience: int, by: int, once: UUID | None = None
) -> Resource:
    """Shows it to this audience from now on; what was withdrawn comes back at its address."""
    note_deed(PUBLISH, by=by, object_key=resource.key, once=once)
    row = lock_row(Resource.objects.filter(pk=resource.pk))
    if not row.yes_page:
        raise NotPossible(NOT_AGREED)
    if not is_seen_by_someone(row, audience):
        raise NotPossible
    row.state, row.audience, row.changed_at = Resource.State.PUBLISHED, audience, timezone.now()
    row.published_at = row.published_at or row.changed_at
    row.save(update_fields=["state", "audience", "published_at", "changed_at"])
    if row.is_public:
        index_resources(row)
    return row


WITHDRAW = Verb("library", "withdraw", _("You withdrew an item from the library"), NOT_TOLD)


@action
def withdraw_resource(*, resource: Resource, by: int, once: UUID | None = None) -> Resource:
    """Takes it down. The database takes it out of the index, and says at its address that it was
    withdrawn if it had been for everyone."""
    note_deed(WITHDRAW, by=by, object_key=resource.key, once=once)
    row = lock_row(Resource.objects.filter(pk=resource.pk))
    if row.state != Resource.State.PUBLISHED:
        raise NotPossible
    row.state, row.changed_at = Resource.State.WITHDRAWN, timezone.now()
    row.save(update_fields=["state", "changed_at"])
    return row


def is_seen_by_someone(resource: Resource, audience: int) -> bool:
    """A circle's resource may be for that circle, an organisation's for its people; one of neither
    is for the network or for everyone."""
    if audience == Audience.CIRCLES:
        return resource.circle_id is not None and not resource.own
    return audience > Audience.ORGANISATIONS or (
        audience == Audience.ORGANISATIONS and resource.organisation_id is not None
    )


def _reserve_own_row() -> int:
    """The number of a resource to come, already owned by who asks: policies ask the owner."""
    return int(call_function("reserve_own_resource"))


def _write_authors(resource: Resource, authors: Sequence[AuthorName], by: int) -> None:
    """In that order. A name linked to a person is theirs to change: it stays as it is, or goes."""
    known = {author.name: author for author in resource.authors.all()}
    resource.authors.exclude(name__in=[author.name for author in authors]).delete()
    for order, author in enumerate(authors):
        row = known.get(author.name) or Author(resource=resource, name=author.name)
        if row.person_id in (None, by):
            row.order, row.affiliation, row.country = order, author.affiliation, author.country
            row.family, row.orcid = author.family, author.orcid
            row.save()


def _write_subjects(resource: Resource, concepts: Collection[int]) -> None:
    resource.subjects.exclude(concept__in=concepts).delete()
    known = set(resource.subjects.values_list("concept_id", flat=True))
    Subject.objects.bulk_create(
        Subject(resource=resource, concept_id=concept) for concept in set(concepts) - known
    )
