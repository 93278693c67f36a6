"""A code by which another could come in as somebody waits, is told, and can be refused."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core import mail
from django.db import Error, connection, transaction
from django.test import Client
from django.utils import timezone

from entrepairs.accounts.actions.code_issuing import issue_codes
from entrepairs.accounts.models import EntryCode
from entrepairs.accounts.tests.ways_in import days_pass, give_address, give_words, send, who
from entrepairs.core import hats
from entrepairs.notices import sending
from entrepairs.notices.actions.choices import stop_mails
from entrepairs.notices.models import Notice
from entrepairs.notices.notice_kinds import CODE
from entrepairs.people.models import Block, Person

URL = "/enter/code/"
SAID = "to sign in as you"
NOON = dt.datetime(2027, 1, 12, 12, tzinfo=dt.UTC)


@pytest.fixture
def at_home(nadia: Person, paper: Callable[..., str]) -> Client:
    """The browser of Nadia, who came in once with a code on paper and has no other way in."""
    browser = Client(headers={"accept-language": "en"})
    send(browser, URL, code=paper(nadia), yes="1")
    assert who(browser) == nadia.pk
    return browser


def opens(code: str) -> bool:
    """Whether it opens for a browser that was never here."""
    return bool(send(Client(), URL, code=code, yes="1").status_code == 302)


def notices_of(person: Person) -> int:
    with hats.person(person.pk):
        return Notice.objects.filter(kind=CODE, seen_at=None).count()


def test_a_person_who_came_in_by_paper_alone_is_not_entered_for_three_days(
    nadia: Person, at_home: Client, paper: Callable[..., str]
) -> None:
    code = paper(nadia)
    assert not opens(code)
    days_pass(nadia, 2)
    assert not opens(code)
    days_pass(nadia, 1)
    assert opens(code)


def test_who_never_came_in_opens_theirs_at_once_and_is_told_nothing(
    nadia: Person, paper: Callable[..., str]
) -> None:
    code = paper(nadia)
    assert notices_of(nadia) == 0
    assert opens(code)


def test_it_is_told_on_the_next_page_whichever_and_on_today(
    nadia: Person, at_home: Client, paper: Callable[..., str]
) -> None:
    pages = ("/today/", "/me/", "/me/activity/", "/library/", "/account/")
    for page in pages:
        answer = at_home.get(page)
        assert answer.status_code == 200
        assert SAID not in answer.text
    paper(nadia)
    for page in pages:
        assert at_home.get(page).text.count(SAID) == 1
    assert f"Claire created a paper code {SAID}" in at_home.get("/today/").text
    assert notices_of(nadia) == 1


def test_one_press_refuses_it_and_nothing_tells_it_any_more(
    nadia: Person, at_home: Client, paper: Callable[..., str]
) -> None:
    codes = [paper(nadia), paper(nadia)]
    assert at_home.get("/today/").text.count(SAID) == 1
    assert send(at_home, "/account/codes/cancel/").status_code == 302
    page = at_home.get("/me/")
    assert page.status_code == 200
    assert SAID not in page.text
    assert notices_of(nadia) == 0
    days_pass(nadia, 4)
    assert [opens(code) for code in codes] == [False, False]


def test_it_is_refused_also_when_it_opens_already(
    nadia: Person, at_home: Client, paper: Callable[..., str]
) -> None:
    code = paper(nadia)
    days_pass(nadia, 4)
    assert SAID in at_home.get("/me/").text
    send(at_home, "/account/codes/cancel/")
    assert not opens(code)


def test_coming_in_by_another_way_ends_it_open_or_not(
    amel: Person, client: Client, paper: Callable[..., str]
) -> None:
    words = give_words(amel)
    code = paper(amel)
    days_pass(amel, 4)
    send(client, "/enter/name/", login="amel", secret=words)
    assert who(client) == amel.pk
    assert (
        "A paper code to sign in as you was created while you were away"
        in client.get("/today/").text
    )
    assert not opens(code)


def test_coming_in_where_no_code_waits_tells_of_none(amel: Person, client: Client) -> None:
    words = give_words(amel)
    send(client, "/enter/name/", login="amel", secret=words)
    assert who(client) == amel.pk
    assert "Hello Amel" in client.get("/today/").text
    assert "A paper code" not in client.get("/today/").text


def test_it_is_mailed_to_who_wants_no_mail_and_has_paused(
    amel: Person, paper: Callable[..., str], settings: Any
) -> None:
    give_address(amel)
    with hats.person(amel.pk):
        stop_mails(by=amel, once=None)
        Person.objects.filter(pk=amel.pk).update(paused_at=timezone.now())
    paper(amel)
    with made_at(amel, NOON):
        assert sending.send_due(NOON + dt.timedelta(minutes=10)) == 1
    assert mail.outbox[-1].to == ["amel@example.org"]
    assert "/notices/stop/" in str(mail.outbox[-1].body)
    assert "/account/" not in str(mail.outbox[-1].body)


@contextmanager
def made_at(person: Person, moment: dt.datetime) -> Iterator[None]:
    with hats.system("test"):
        Notice.objects.filter(person=person).update(told_at=moment, due_at=moment)
    yield


def test_what_is_refused_is_mailed_no_more(amel: Person, paper: Callable[..., str]) -> None:
    give_address(amel)
    paper(amel)
    with made_at(amel, NOON), hats.gate():
        EntryCode.objects.filter(person=amel).delete()
    assert sending.send_due(NOON + dt.timedelta(minutes=10)) == 0


def test_the_command_line_waits_as_well(nadia: Person, at_home: Client) -> None:
    (code,) = issue_codes(people=[nadia], by=None)
    assert not opens(code)
    assert SAID in at_home.get("/me/").text


def test_under_no_hat_is_it_made_to_open_sooner(nadia: Person, at_home: Client) -> None:
    with hats.system("test"):
        EntryCode.objects.create(
            person=nadia, digest="sooner", purpose="entry", opens_at=timezone.now()
        )
        made = EntryCode.objects.get(digest="sooner")
    assert made.opens_at is not None
    assert made.opens_at > timezone.now() + dt.timedelta(days=2, hours=23)


def test_when_it_opens_is_not_for_a_coordinator_to_say(nadia: Person, claire: Person) -> None:
    with (
        hats.person(claire.pk),
        pytest.raises(Error, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "insert into accounts_entrycode (person_id, digest, purpose, issued_by_id, opens_at)"
            " values (%s, 'x', 'entry', %s, now())",
            [nadia.pk, claire.pk],
        )


def test_across_a_block_it_is_told_without_the_name(
    nadia: Person, at_home: Client, claire: Person, paper: Callable[..., str]
) -> None:
    with hats.person(nadia.pk):
        Block.objects.create(person=nadia, blocked=claire)
    paper(nadia)
    page = at_home.get("/today/").text
    assert f"A paper code {SAID} was created" in page
    assert "Claire" not in page


def test_that_who_made_it_blocked_me_since_changes_nothing_of_what_is_told(
    nadia: Person, at_home: Client, claire: Person, paper: Callable[..., str]
) -> None:
    paper(nadia)
    assert "Claire" in at_home.get("/today/").text
    with hats.person(claire.pk):
        Block.objects.create(person=claire, blocked=nadia)
    page = at_home.get("/today/").text
    assert SAID in page
    assert "Claire" in page


def test_nobody_else_learns_of_it(
    nadia: Person, at_home: Client, claire: Person, as_person: Any, paper: Callable[..., str]
) -> None:
    paper(nadia)
    page = as_person(claire).get("/today/")
    assert page.status_code == 200
    assert SAID not in page.text
    for other in (claire.pk, None):
        with hats.person(other), connection.cursor() as cursor:
            cursor.execute("select count(*) from codes_made_for_me()")
            assert cursor.fetchone() == (0,)
