"""Writing in the ledger."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import connection
from django.db.models import Model
from django.db.models.functions import Now
from django.utils.translation import get_language

from entrepairs.core.identity import id_of
from entrepairs.ledger.idempotency import OtherWords, are_other_words, sent_words
from entrepairs.ledger.models import Consent, Deed
from entrepairs.ledger.verbs import Verb


class AlreadyDone(Exception):
    """This very form was already sent and saved: its deed is here."""

    def __init__(self, deed: Deed) -> None:
        super().__init__(f"{deed.room}.{deed.verb}")
        self.deed = deed


# A form that arrives twice at once waits here for the first one, and then adds nothing.
ADD_DEED = """
insert into ledger_deed (by_person, about_person, verb, room, object_key, once, digest)
values (%s::bigint, %s::bigint, %s::text, %s::text, %s::text, %s::uuid, %s::text)
on conflict (by_person, once) do nothing
returning id, at
"""


def note_deed(
    verb: Verb,
    *,
    by: Model | int | None,
    about: Model | int | None = None,
    object_key: str = "",
    once: UUID | None = None,
) -> Deed:
    """Writes the deed of an action. AlreadyDone when this person's form `once` was saved before."""
    deed = Deed(
        by_person=None if by is None else id_of(by),
        about_person=None if about is None else id_of(about),
        verb=verb.name,
        room=verb.room,
        object_key=object_key,
        once=once,
        digest=sent_words.get() if once else "",
    )
    columns = ("by_person", "about_person", "verb", "room", "object_key", "once", "digest")
    values = [getattr(deed, name) for name in columns]
    with connection.cursor() as cursor:
        cursor.execute(ADD_DEED, values)
        if (row := cursor.fetchone()) is None:
            raise_earlier(deed.by_person, once)
            raise Deed.DoesNotExist  # another's form can have no such key
    deed.pk, deed.at = row
    deed._state.adding, deed._state.db = False, connection.alias
    return deed


def raise_earlier(by: int | None, once: UUID | None) -> None:
    """Raises AlreadyDone when this person's form was saved before; OtherWords when with others."""
    earlier = Deed.objects.filter(by_person=by, once=once).first() if once else None
    if earlier is not None and are_other_words(earlier.digest):
        raise OtherWords
    if earlier is not None:
        raise AlreadyDone(earlier)


def give_consent(*, person: int, what: str, audience: int) -> Consent:
    """A receipt for showing `what` to `audience`; the former receipt for the same thing ends
    now."""
    return give_consents(person=person, audiences={what: audience})[0]


def give_consents(*, person: int, audiences: Mapping[str, int]) -> list[Consent]:
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
