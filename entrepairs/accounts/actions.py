"""What changes ways in. Each is one transaction, under the gate hat, and one deed for each person it is about."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg.errors
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from entrepairs.accounts import paper_codes
from entrepairs.accounts.models import Account, EntryCode, Session
from entrepairs.accounts.queries import Passkey, living_codes, waiting_codes
from entrepairs.core import hats
from entrepairs.ledger.actions import AlreadyDone, note_deed
from entrepairs.ledger.models import Deed
from entrepairs.people.models import Person

ROOM = "accounts"
Purpose = EntryCode.Purpose
HOW_MANY_TO_PRINT = 10
UNCONFIRMED = timedelta(days=1)
MEMORY_OF_CODES = timedelta(days=30)


class Refused(Exception):
    """The database's guard, or the state of things, says no."""


def id_of(someone: Person | int) -> int:
    return someone if isinstance(someone, int) else someone.pk


def issue_codes(
    *,
    people: Iterable[Person | int],
    purpose: str = Purpose.ENTRY,
    by: Person | int | None,
    valid_days: int | None = 90,
    seed: str = "",
    once: UUID | None = None,
) -> list[str]:
    """One code on paper for each of these persons, in their order. This is the only time the codes can be read.

    `by` coordinates each of them (else Refused), or it is the command line (None). From a coordinator, the code of
    somebody who has a way in of their own opens after three days: time for them to cancel it. With a `seed` (random,
    from the form), the same form sent twice gives the same codes.
    """
    ids = list(map(id_of, people))
    issued = {pk: paper_codes.derived(seed, pk) if seed else paper_codes.new_code() for pk in ids}
    maker = None if by is None else id_of(by)
    expires = None if valid_days is None else timezone.now() + timedelta(days=valid_days)
    try:
        with hats.gate() if maker is None else hats.person(maker):
            if once and Deed.objects.filter(by_person=maker, once=once).exists():
                return [issued[pk] for pk in ids]
            _insert(issued, purpose, maker, expires)
            _note_all(list(issued), maker, once)
    except DatabaseError as error:
        if isinstance(error.__cause__, psycopg.errors.InsufficientPrivilege):
            raise Refused("not theirs to give") from error
        raise
    return [issued[pk] for pk in ids]


def _insert(issued: dict[int, str], purpose: str, maker: int | None, expires: Any) -> None:
    """Without reading anything back: whoever hands out a code has no right to."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into accounts_entrycode (person_id, digest, purpose, issued_by_id, opens_at, expires_at)"
            " select person, digest, %s, %s, case when %s and has_a_way_in(person) then now() + interval '3 days' end, %s"
            " from unnest(%s::bigint[], %s::text[]) as t(person, digest)",
            [
                purpose,
                maker,
                maker is not None,
                expires,
                list(issued),
                [paper_codes.digest(c) for c in issued.values()],
            ],
        )


def _note_all(ids: list[int], maker: int | None, once: UUID | None) -> None:
    """A deed for each person: each sees that a code was made for them."""
    deeds = [Deed(verb="issue_code", room=ROOM, by_person=maker, about_person=pk) for pk in ids]
    if deeds:
        deeds[0].once = once
    Deed.objects.bulk_create(deeds, batch_size=1000)


@transaction.atomic
def use_code(*, code: str) -> Account:
    """Once. Whoever holds the paper is that person: their account, made now if they have none."""
    with hats.gate():
        found = (
            living_codes().select_for_update().filter(digest__in=paper_codes.digests(code)).first()
        )
        if found is None:
            raise Refused("no such code")
        account = account_for(found.person_id)
        if not account.is_active:
            raise Refused("closed")
        EntryCode.objects.filter(pk=found.pk).update(used_at=timezone.now())
        # Other papers handed out for the same first entry open nothing any more.
        living_codes().filter(person=found.person_id, purpose=Purpose.ENTRY).delete()
        note_deed(
            verb=f"use_{found.purpose}_code",
            room=ROOM,
            by=account.person_id,
            about=account.person_id,
        )
    return account


@transaction.atomic
def cancel_codes(*, account: Account, once: UUID | None) -> None:
    """Codes made for me by others that I did not ask for."""
    with hats.gate():
        _note(account, "cancel_codes", once)
        waiting_codes(account).delete()


def account_for(person: int) -> Account:
    account = Account.objects.filter(person=person).first()
    if account is None:
        account = Account(person_id=person)
        account.set_unusable_password()
        account.save()
    return account


def _note(account: Account, verb: str, once: UUID | None) -> None:
    note_deed(verb=verb, room=ROOM, by=account.person_id, about=account.person_id, once=once)


@transaction.atomic
def choose_words(
    *, account: Account, name: str, words: str, keep: str | None, once: UUID | None
) -> None:
    """A name and four words replace any former password, and end the sessions it opened, but the one to `keep`."""
    with hats.gate():
        _note(account, "choose_words", once)
        account.username = name
        account.set_password(words)
        try:
            with transaction.atomic():
                account.save(update_fields=["username", "password"])
        except IntegrityError as error:
            raise Refused("name taken meanwhile") from error
        end_sessions(account=account, keep=keep)


@transaction.atomic
def choose_password(
    *, account: Account, password: str, keep: str | None, once: UUID | None
) -> None:
    """A password of one's own, used with one's address; it replaces the four words."""
    with hats.gate():
        _note(account, "choose_password", once)
        account.username = None
        account.set_password(password)
        account.save(update_fields=["username", "password"])
        end_sessions(account=account, keep=keep)


@transaction.atomic
def add_passkey(
    *, account: Account, name: str, credential: dict[str, Any], once: UUID | None
) -> Authenticator:
    with hats.gate():
        _note(account, "add_passkey", once)
        return WebAuthn.add(account, name[:60], credential).instance


@transaction.atomic
def remove_passkey(*, account: Account, passkey: Passkey, once: UUID | None) -> None:
    with hats.gate():
        _note(account, "remove_passkey", once)
        passkey.row.delete()


@transaction.atomic
def remove_address(*, account: Account, once: UUID | None) -> None:
    """The address, and the password that was used with it."""
    with hats.gate():
        _note(account, "remove_address", once)
        EmailAddress.objects.filter(user=account).delete()
        account.email = None
        if not account.username:
            account.set_unusable_password()
        account.save(update_fields=["email", "password"])


@transaction.atomic
def print_recovery_codes(*, account: Account, seed: str, once: UUID | None) -> list[str]:
    """Ten codes, each opens once. They replace those printed before. The same form sent twice gives the same ten."""
    printed = [paper_codes.derived(seed, account.pk, number) for number in range(HOW_MANY_TO_PRINT)]
    with hats.gate():
        try:
            _note(account, "print_recovery_codes", once)
        except AlreadyDone:
            return printed
        EntryCode.objects.filter(person=account.person_id, purpose=Purpose.RECOVERY).delete()
        EntryCode.objects.bulk_create(
            EntryCode(
                person_id=account.person_id,
                digest=paper_codes.digest(code),
                purpose=Purpose.RECOVERY,
            )
            for code in printed
        )
    return printed


def end_sessions(*, account: Account, keep: str | None = None) -> None:
    """Signed out on every device, but in the session whose key is kept."""
    Session.objects.filter(account=account).exclude(session_key=keep or "").delete()


@transaction.atomic
def sign_out_everywhere(*, account: Account, once: UUID | None) -> None:
    with hats.gate():
        _note(account, "sign_out_everywhere", once)
        end_sessions(account=account)


def forget_unconfirmed(*, email: str) -> None:
    """A sign-up that was never confirmed gives way to the next one: nobody can sit on somebody else's address."""
    with hats.system(
        "a sign-up that was never confirmed leaves nothing of the person it would have made"
    ):
        _forget(Account.objects.filter(emailaddress__email=email.lower()))


def sweep() -> None:
    """Every night: what was never confirmed, what is used or past."""
    now = timezone.now()
    with hats.system(
        "sign-ups never confirmed, used codes and past sessions are forgotten every night"
    ):
        _forget(
            Account.objects.filter(created_at__lt=now - UNCONFIRMED, emailaddress__isnull=False)
        )
        EntryCode.objects.filter(used_at__lt=now - MEMORY_OF_CODES).delete()
        EntryCode.objects.filter(expires_at__lt=now - MEMORY_OF_CODES).delete()
        Session.objects.filter(expire_date__lt=now).delete()


def _forget(accounts: QuerySet[Account]) -> None:
    """Those among them whose person never got in and who have confirmed nothing."""
    never = accounts.filter(last_login=None).exclude(emailaddress__verified=True)
    Person.objects.filter(account__in=never).delete()
