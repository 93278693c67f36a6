"""A session puts on the hat of its person as it is read; what the session says decides."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.accounts.models import Account, Session
from entrepairs.accounts.sessions import SessionStore
from entrepairs.core import hats
from entrepairs.people.models import Person
from entrepairs.ui.middleware import SESSION_PERSON


def session_of(account: Person | None, says: Person | None) -> str:
    """A session that belongs to the account of one, and says another."""
    with hats.gate():
        session = SessionStore()
        if says is not None:
            session[SESSION_PERSON] = says.pk
        session.create()
        if account is not None:
            row = Account.objects.get(person_id=account.pk)
            Session.objects.filter(session_key=session.session_key).update(account=row)
    return str(session.session_key)


def test_two_statements_tell_who_asks(amel: Person, client: Client, queries: Any) -> None:
    client.cookies["session"] = session_of(amel, amel)
    with queries() as made:
        assert client.get("/help/").status_code == 200
    assert len([sql for sql in made if "set_config('role', 'entrepairs" in sql]) == 2


@pytest.mark.parametrize("owned", [True, False])
def test_the_page_is_of_whom_the_session_says(
    amel: Person, bruno: Person, client: Client, owned: bool
) -> None:
    client.cookies["session"] = session_of(amel if owned else None, bruno)
    page = client.get("/me/")
    assert page.status_code == 200
    assert bruno.name in page.content.decode()


def test_an_account_without_a_word_of_whom_is_a_stranger(amel: Person, client: Client) -> None:
    client.cookies["session"] = session_of(amel, None)
    assert client.get("/me/").status_code == 302
    assert "stranger" in client.get("/help/").content.decode()


def test_a_session_that_is_over_opens_nothing(amel: Person, client: Client) -> None:
    client.cookies["session"] = key = session_of(amel, amel)
    with hats.gate():
        Session.objects.filter(session_key=key).update(
            expire_date=timezone.now() - dt.timedelta(seconds=1)
        )
    assert client.get("/me/").status_code == 302
