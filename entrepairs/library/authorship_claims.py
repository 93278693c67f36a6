"""An author who is somebody here: claimed by that person or asked of them, and true once the other side has said yes."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrepairs.core import hats
from entrepairs.ledger.actions import note_deed
from entrepairs.library.actions import NotNow, found_of, is_public
from entrepairs.library.models import Author, AuthorshipClaim, DeclinedClaim, Resource
from entrepairs.notices import actions as notices
from entrepairs.notices.models import Notice
from entrepairs.people.models import Affiliation, Membership, Person
from entrepairs.search.index import shelve


@transaction.atomic
def claim(
    *, author: Author, person: Person, name: str, once: UUID | None, by: int
) -> AuthorshipClaim:
    """This is me, or is it you? The other side is told."""
    row = AuthorshipClaim(author=author, person=person, by_id=by, name=_checked(name))
    mine = person.pk == by
    note_deed(verb="claim_author" if mine else "ask_author", room="library", by=by, about=None if mine else person.pk, object_key=row.key, once=once)  # fmt: skip
    if author.person_id or AuthorshipClaim.objects.filter(author=author, person=person).exists():
        raise NotNow
    row.save(force_insert=True)
    told = keepers(author.resource) if mine else [person.pk]
    notices.tell(person=told, kind=Notice.Kind.ASKED, about=row.key, path=row.path, by=by)
    return row


def keepers(resource: Resource) -> list[int]:
    """Those who may change it, told that somebody says they made it: its circle, or the coordinators of its organisation."""
    with hats.system("those who keep a thing are told that somebody says they made it"):
        if resource.circle_id:
            found = Membership.objects.filter(circle=resource.circle_id, until=None)
            return sorted({one.person_id for one in found})
        coordinators = Affiliation.objects.filter(
            organisation=resource.organisation_id, coordinator=True, until__isnull=True
        )
        return sorted({one.person_id for one in coordinators})


@transaction.atomic
def confirm(*, claim: AuthorshipClaim, name: str = "", once: UUID | None, by: int) -> None:
    """Yes. The name shown is the one that this person chose."""
    note_deed(verb="confirm_author", room="library", by=by, about=None if claim.person_id == by else claim.person_id, object_key=claim.key, once=once)  # fmt: skip
    author, key = claim.author_id, claim.key
    if not _did("select confirm_claim(%s, %s)", claim.pk, _checked(name or claim.name)):
        raise NotNow
    notices.withdraw(kinds=[Notice.Kind.ASKED], about=key)
    _named_anew(author)


@transaction.atomic
def refuse(*, claim: AuthorshipClaim, once: UUID | None, by: int) -> None:
    """No reason is asked, and nobody is told."""
    note_deed(verb="refuse_author", room="library", by=by, object_key=claim.key, once=once)
    DeclinedClaim.objects.create(claim=claim, person_id=by)
    notices.see(by=by, about=claim.key)


@transaction.atomic
def take_back(*, claim: AuthorshipClaim, once: UUID | None, by: int) -> None:
    note_deed(verb="take_back_claim", room="library", by=by, object_key=claim.key, once=once)
    if not AuthorshipClaim.objects.filter(pk=claim.pk).delete()[0]:
        raise NotNow
    notices.withdraw(kinds=[Notice.Kind.ASKED], about=claim.key)


@transaction.atomic
def say_of_myself(*, author: Author, name: str, linked: bool, once: UUID | None, by: int) -> None:
    """Another name, or no link any more: at once, and mine alone to say."""
    note_deed(verb="confirm_author" if linked else "unlink_author", room="library", by=by, object_key=author.resource.key, once=once)  # fmt: skip
    if not _did("select i_made(%s, %s, %s)", author.pk, _checked(name), linked):
        raise NotNow
    _named_anew(author.pk)


def _named_anew(author: int) -> None:
    """The search and the harvesters know the name that was chosen."""
    with hats.system("the name that an author chose is the one that is found"):
        row = Resource.objects.get(authors=author)
        Resource.objects.filter(pk=row.pk).update(changed_at=timezone.now())
        if is_public(row):
            shelve(found_of(row))


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not 0 < len(name) <= 300:
        raise ValidationError(_("A name of at most 300 characters, please."))
    return name


def _did(sql: str, *values: Any) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return bool(cursor.fetchone()[0])
