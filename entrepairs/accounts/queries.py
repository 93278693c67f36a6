"""Reading accounts, ways in, codes and sessions. All of it under the gate hat."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from entrepairs.accounts import paper_codes
from entrepairs.accounts.models import Account, EntryCode, Session
from entrepairs.accounts.passphrases import login_name
from entrepairs.core.sql_functions import call_function
from entrepairs.people.models import Person

SHOWN = ("id", "key", "name", "language", "welcomed_at")  # of a person, to the gate


def person_shown(person: int) -> Person:
    return Person.objects.only(*SHOWN).get(pk=person)


def person_of(account: Account) -> Person:
    return person_shown(account.person_id)


def people_shown(persons: Iterable[int]) -> dict[int, Person]:
    return Person.objects.only(*SHOWN).in_bulk(list(persons))


def living_codes() -> QuerySet[EntryCode]:
    """Those that open today."""
    now = timezone.now()
    past, early = Q(expires_at__lte=now), Q(opens_at__gt=now)
    return EntryCode.objects.filter(used_at=None).exclude(past).exclude(early)


def codes_by_others(account: Account) -> QuerySet[EntryCode]:
    """Those made by others to come in as this account, open already or not, that nobody used."""
    return EntryCode.objects.filter(
        person=account.person_id, used_at=None, purpose=EntryCode.Purpose.ENTRY
    )


def maker_of(code: EntryCode | None) -> str:
    """The name of who made it; nothing when the command line did, or the gate may not see them."""
    if code is None or code.issued_by_id is None:
        return ""
    found = Person.objects.only(*SHOWN).filter(pk=code.issued_by_id).first()
    return found.name if found else ""


def code_would_wait(person: int) -> bool:
    """Whether a code made for this person would open after three days only.

    Asked by who coordinates them: the rule itself is in SQL.
    """
    return bool(call_function("code_would_wait", person))


def code_like(typed: str) -> EntryCode | None:
    """The unused code of this paper.

    Found by its digest: how long it takes tells nothing of how near one was.
    """
    return living_codes().filter(digest__in=paper_codes.code_digests(typed)).first()


def account_named(login: str) -> Account | None:
    """By a confirmed address, or by the name one signs in with."""
    known = Account.objects.filter(is_active=True)
    if "@" in login:
        return known.filter(
            emailaddress__email=login.strip().lower(), emailaddress__verified=True
        ).first()
    return known.filter(username=login_name(login)).first() if login_name(login) else None


def free_name(wanted: str) -> str:
    """The name to sign in with: their own, with figures when another account has it.

    Given, never typed: trying names would tell who is here.
    """
    first = login_name(wanted.split()[0] if wanted.split() else "") or "pair"
    name, figures = first, 100
    while Account.objects.filter(username=name).exists():
        name, figures = f"{first}{secrets.randbelow(figures):02}", figures * 2
    return name


@dataclass(frozen=True, slots=True)
class Passkey:
    key: str  # its name in addresses
    name: str
    row: Authenticator


def passkeys_of(account: Account) -> list[Passkey]:
    rows = Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN).order_by(
        "created_at"
    )
    return [Passkey(_passkey_key(row), row.wrap().name, row) for row in rows]


def _passkey_key(row: Authenticator) -> str:
    return salted_hmac("entrepairs.accounts.passkey", str(row.pk), algorithm="sha256").hexdigest()[
        :14
    ]


@dataclass(frozen=True, slots=True)
class Ways:
    """How this account can come back."""

    name: str  # with four words
    email: str
    password: bool  # chosen, with the address
    passkeys: list[Passkey]
    codes_left: int

    @property
    def any(self) -> bool:
        return bool(self.name or self.email or self.passkeys or self.codes_left)

    @property
    def provable(self) -> bool:
        """Can be shown again without being used up."""
        return bool(self.name or self.email or self.passkeys)

    @property
    def count(self) -> int:
        return bool(self.name) + bool(self.email) + len(self.passkeys) + bool(self.codes_left)


def ways_of(account: Account) -> Ways:
    usable = account.has_usable_password()
    address = EmailAddress.objects.filter(user=account, verified=True).order_by("-primary").first()
    return Ways(
        name=(account.username or "") if usable else "",
        email=address.email if address else "",
        password=bool(address and usable and not account.username),
        passkeys=passkeys_of(account),
        codes_left=living_codes()
        .filter(person=account.person_id, purpose=EntryCode.Purpose.RECOVERY)
        .count(),
    )


def sessions_of(account: Account) -> QuerySet[Session]:
    return Session.objects.filter(account=account, expire_date__gt=timezone.now()).order_by(
        "-signed_in_at"
    )
