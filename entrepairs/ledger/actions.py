"""Writing in the ledger."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.db.models.functions import Now
from django.utils.translation import get_language

from entrepairs.core import hats
from entrepairs.core.identity import id_of
from entrepairs.ledger.models import Consent, Deed, Look
from entrepairs.ledger.verbs import Verb


class AlreadyDone(Exception):
    """This very form was already sent and saved: its deed is here."""

    def __init__(self, deed: Deed) -> None:
        super().__init__(f"{deed.room}.{deed.verb}")
        self.deed = deed


def note_deed(
    verb: Verb | str,
    *,
    room: str = "",  # until all verbs are declared
    by: Model | int | None,
    about: Model | int | None = None,
    object_key: str = "",
    once: UUID | None = None,
) -> Deed:
    """Writes the deed of an action. Raises AlreadyDone when this person's form `once` has been saved before."""
    doer = None if by is None else id_of(by)
    mine = Deed.objects.filter(by_person=doer, once=once) if once else Deed.objects.none()
    if once and (earlier := mine.first()):
        raise AlreadyDone(earlier)
    try:
        with transaction.atomic():
            return Deed.objects.create(
                verb=verb if isinstance(verb, str) else verb.name,
                room=room if isinstance(verb, str) else verb.room,
                by_person=doer,
                about_person=None if about is None else id_of(about),
                object_key=object_key,
                once=once,
            )
    except IntegrityError:
        # The same form arrived twice at once; the other one has just been saved.
        if once and (earlier := mine.first()):
            raise AlreadyDone(earlier) from None
        raise


def note_look(*, viewer: int, owner: int, what: str = "profile") -> None:
    """Somebody opened another person's page. In a transaction of its own, once the page has been sent."""
    if viewer != owner:
        with hats.person(viewer):
            Look.objects.create(viewer=viewer, owner=owner, what=what)


def give_consent(*, person: int, what: str, audience: int) -> Consent:
    """A receipt for showing `what` to `audience`; the former receipt for the same thing ends now."""
    return give_consents(person=person, audiences={what: audience})[0]


def give_consents(*, person: int, audiences: Mapping[str, int]) -> list[Consent]:
    """The same for several things at once."""
    withdraw_consents(person=person, what=audiences)
    language = get_language() or "fr"
    return Consent.objects.bulk_create(
        Consent(person=person, what=what, audience=audience, language=language)
        for what, audience in audiences.items()
    )


def withdraw_consent(*, person: int, what: str) -> None:
    withdraw_consents(person=person, what=[what])


def withdraw_consents(*, person: int, what: Iterable[str]) -> None:
    if names := list(what):
        standing = Consent.objects.filter(person=person, what__in=names, withdrawn_at__isnull=True)
        standing.update(withdrawn_at=Now())
