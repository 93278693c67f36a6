"""Ways in, as tests make and use them: forms sent, words and addresses given, mails read."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.core import mail
from django.db.models import F
from django.test import Client
from django.utils import timezone

from entrepairs.accounts.models import Account, EntryCode
from entrepairs.core import hats
from entrepairs.people.models import Person

FOR_STRANGERS = [
    "/enter/",
    "/enter/code/",
    "/enter/name/",
    "/account/login/",
    "/account/login/code/",
    "/account/signup/",
    "/account/signup/passkey/",
    "/account/inactive/",
]


def account_of(person: Person) -> Account:
    with hats.gate():
        return Account.objects.get(person=person.pk)


def send(client: Client, url: str, once: str = "", **data: Any) -> Any:
    """A form, with its key."""
    return client.post(url, {"once": once or str(uuid4()), **data})


def who(client: Client) -> int | None:
    """Whom the site takes this browser for."""
    with hats.gate():
        found = client.session.get("person")
    return None if found is None else int(found)


def give_words(person: Person, words: str = "abricot bateau cerise dragon") -> str:
    with hats.gate():
        account = Account.objects.get(person=person.pk)
        account.set_password(words)
        account.save()
    return words


def days_pass(person: Person, days: int) -> None:
    """The clock of the codes made for this person, moved by so many days."""
    with hats.system("test"):
        EntryCode.objects.filter(person=person).update(
            opens_at=F("opens_at") - timedelta(days=days)
        )


def code_mailed(at: int = -1) -> str:
    found = re.search(r"^ {4}(\d{4}-\d{4})$", mail_body(at), re.MULTILINE)
    assert found, mail_body(at)
    return found[1]


def mail_body(at: int = -1) -> str:
    return str(mail.outbox[at].body)


def give_address(person: Person, email: str = "amel@example.org") -> str:
    with hats.gate():
        account = Account.objects.get(person=person.pk)
        account.email = email
        account.last_login = timezone.now()
        account.save()
        EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    return email
