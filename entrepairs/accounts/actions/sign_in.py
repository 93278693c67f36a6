"""Changes of ways in: each one transaction, under the gate hat, and one deed a person."""

from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts import paper_codes
from entrepairs.accounts.models import Account, EntryCode, Session
from entrepairs.accounts.queries import Passkey, codes_by_others, living_codes
from entrepairs.core import hats
from entrepairs.ledger.actions import AlreadyDone, note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Person

ROOM = "accounts"
Purpose = EntryCode.Purpose
HOW_MANY_TO_PRINT = 10
OPENS_NOTHING = _(
    "This code does not work. Check for typing mistakes. It may have been used already, "
    "or be too old."
)

USE_ENTRY_CODE = Verb(
    ROOM, "use_entry_code", _("You signed in with a code from your association"), NOT_TOLD
)
USE_RECOVERY_CODE = Verb(ROOM, "use_recovery_code", _("You signed in with a backup code"), NOT_TOLD)


@action
def use_code(*, code: str) -> Account:
    """Once. Who holds the paper is that person: their account, made now if they have none.

    By nobody who is known yet: the deed is the person's whom the code lets in.
    """
    with hats.gate():
        digests = paper_codes.code_digests(code)
        found = living_codes().select_for_update().filter(digest__in=digests).first()
        if found is None:
            raise NotPossible(OPENS_NOTHING)
        account = account_for(found.person_id)
        if not account.is_active:
            raise NotPossible(OPENS_NOTHING)
        EntryCode.objects.filter(pk=found.pk).update(used_at=timezone.now())
        verb = USE_RECOVERY_CODE
        if found.purpose == Purpose.ENTRY:
            verb = USE_ENTRY_CODE
            # Other papers handed out for the same entry open nothing any more.
            codes_by_others(account).delete()
        _note(verb, account, account.person_id)
    return account


def account_for(person: int) -> Account:
    account = Account.objects.filter(person=person).first()
    if account is None:
        account = Account(person_id=person)
        account.set_unusable_password()
        account.save()
    return account


def _note(verb: Verb, account: Account, by: Person | int, once: UUID | None = None) -> None:
    note_deed(verb, by=by, about=account.person_id, once=once)


CANCEL_CODES = Verb(ROOM, "cancel_codes", _("You refused a code made for you"), NOT_TOLD)


@action
def cancel_codes(*, account: Account, by: Person | int, once: UUID | None = None) -> None:
    """Codes made for me by others that I did not ask for."""
    with hats.gate():
        _note(CANCEL_CODES, account, by, once)
        codes_by_others(account).delete()


def _name_taken() -> NotPossible:
    return NotPossible(_("Somebody has just taken that name. Here is another, with other words."))


NAME_TAKEN = dict.fromkeys(
    ("accounts_account_username_key", "account_username_any_case"), _name_taken
)


CHOOSE_WORDS = Verb(ROOM, "choose_words", _("You chose four secret words to sign in"), NOT_TOLD)


@action
def choose_words(
    *,
    account: Account,
    name: str,
    words: str,
    keep: str | None,
    by: Person | int,
    once: UUID | None = None,
) -> None:
    """A name and four words. They replace any former password, and end its sessions.

    The session to `keep` stays: the one in which they are chosen.
    """
    with hats.gate():
        _note(CHOOSE_WORDS, account, by, once)
        with refused_in_words(NAME_TAKEN):
            _set_password(account, name, words, keep)


def _set_password(account: Account, name: str | None, password: str, keep: str | None) -> None:
    account.username = name
    account.set_password(password)
    account.save(update_fields=["username", "password"])
    end_sessions(account=account, keep=keep)


CHOOSE_PASSWORD = Verb(ROOM, "choose_password", _("You chose a password"), NOT_TOLD)


@action
def choose_password(
    *,
    account: Account,
    password: str,
    keep: str | None,
    by: Person | int,
    once: UUID | None = None,
) -> None:
    """A password of one's own, used with one's address; it replaces the four words."""
    with hats.gate():
        _note(CHOOSE_PASSWORD, account, by, once)
        _set_password(account, None, password, keep)


ADD_PASSKEY = Verb(ROOM, "add_passkey", _("You added a passkey"), NOT_TOLD)


@action
def add_passkey(
    *,
    account: Account,
    name: str,
    credential: dict[str, Any],
    by: Person | int,
    once: UUID | None = None,
) -> Authenticator:
    with hats.gate():
        _note(ADD_PASSKEY, account, by, once)
        return WebAuthn.add(account, name[:60], credential).instance


REMOVE_PASSKEY = Verb(ROOM, "remove_passkey", _("You removed a passkey"), NOT_TOLD)


@action
def remove_passkey(
    *,
    account: Account,
    passkey: Passkey,
    keep: str | None,
    by: Person | int,
    once: UUID | None = None,
) -> None:
    """A way in that ends, ends the sessions that it may have opened, but the one to `keep`."""
    with hats.gate():
        _note(REMOVE_PASSKEY, account, by, once)
        passkey.row.delete()
        end_sessions(account=account, keep=keep)


REMOVE_ADDRESS = Verb(ROOM, "remove_address", _("You removed your email address"), NOT_TOLD)


@action
def remove_address(
    *, account: Account, keep: str | None, by: Person | int, once: UUID | None = None
) -> None:
    """The address, and the password that was used with it. Sessions end, but the one to `keep`."""
    with hats.gate():
        _note(REMOVE_ADDRESS, account, by, once)
        EmailAddress.objects.filter(user=account).delete()
        account.email = None
        if not account.username:
            account.set_unusable_password()
        account.save(update_fields=["email", "password"])
        end_sessions(account=account, keep=keep)


PRINT_RECOVERY_CODES = Verb(ROOM, "print_recovery_codes", _("You created backup codes"), NOT_TOLD)


@action
def print_recovery_codes(
    *,
    account: Account,
    seed: str,
    keep: str | None = None,
    by: Person | int,
    once: UUID | None = None,
) -> list[str]:
    """Ten codes, each opens once. They replace those printed before, and end their sessions.

    The same form sent twice gives the same ten. The session to `keep` stays.
    """
    printed = [
        paper_codes.derive_code(seed, account.pk, number) for number in range(HOW_MANY_TO_PRINT)
    ]
    with hats.gate():
        try:
            _note(PRINT_RECOVERY_CODES, account, by, once)
        except AlreadyDone:
            return printed
        mine = {"person_id": account.person_id, "purpose": Purpose.RECOVERY}
        if EntryCode.objects.filter(**mine).delete()[0]:
            end_sessions(account=account, keep=keep)
        EntryCode.objects.bulk_create(
            EntryCode(digest=paper_codes.code_digest(code), **mine) for code in printed
        )
    return printed


def end_sessions(*, account: Account, keep: str | None = None) -> None:
    """Signed out on every device, but in the session whose key is kept."""
    Session.objects.filter(account=account).exclude(session_key=keep or "").delete()


SIGN_OUT_EVERYWHERE = Verb(
    ROOM, "sign_out_everywhere", _("You signed out on all devices"), NOT_TOLD
)


@action
def sign_out_everywhere(*, account: Account, by: Person | int, once: UUID | None = None) -> None:
    with hats.gate():
        _note(SIGN_OUT_EVERYWHERE, account, by, once)
        end_sessions(account=account)
