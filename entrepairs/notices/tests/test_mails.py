"""Mails say that something waits, no more; rarely, never at night, and they stop in one press."""

import datetime as dt
import re
import smtplib
from dataclasses import replace
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from entrepairs.accounts.models import Account
from entrepairs.conversations.notice_kinds import MESSAGE
from entrepairs.core import hats
from entrepairs.core.jobs import GivenUp
from entrepairs.ledger.models import Deed
from entrepairs.notices import actions, due, jobs, sending
from entrepairs.notices.actions import choices
from entrepairs.notices.models import ChosenWays, Mailing, Notice, Preference
from entrepairs.notices.tests.addresses import give_address
from entrepairs.people.models import Person

PATH = "/pairs/awycr8xvdxazjf/"
# The noon of yesterday: what was told before it is past for the database too, at any hour.
NOON = dt.datetime.now(dt.UTC).replace(hour=12, minute=0, second=0, microsecond=0) - dt.timedelta(
    days=1
)


@pytest.fixture(autouse=True)
def _origin(settings: Any) -> None:
    settings.ORIGIN = "https://pairs.example"


def tell(
    person: Person,
    about: str = "x",
    kind: str = "message",
    path: str = PATH,
    at: dt.datetime | None = None,
) -> None:
    at = at or NOON - dt.timedelta(minutes=10)
    with hats.system("test"):
        Notice.objects.create(
            person=person, kind=kind, about=about, path=path, told_at=at, due_at=at
        )


@pytest.fixture
def reachable(amel: Any) -> Person:
    give_address(amel)
    return amel  # type: ignore[no-any-return]


def test_a_mail_says_neither_what_nor_from_whom(reachable: Person, bruno: Any) -> None:
    tell(reachable)
    assert sending.send_due(NOON) == 1
    sent = mail.outbox[0]
    words = f"{sent.subject} {sent.body}"
    assert sent.to == ["amel@mail.example"]
    assert not any(word in words for word in ("Amel", "Bruno", "message", "écrit", "peer", "pair "))
    page, stop = re.findall(r"https://\S+", str(sent.body))
    assert page == "https://pairs.example/"  # an address of its own would tell
    assert stop.startswith("https://pairs.example/notices/stop/")


def test_it_speaks_the_language_of_the_person(reachable: Person) -> None:
    tell(reachable)
    sending.send_due(NOON)
    assert mail.outbox[0].subject == "Vous avez une nouvelle notification"
    assert mail.outbox[0].extra_headers["Content-Language"] == "fr"
    with hats.system("test"):
        Person.objects.filter(pk=reachable.pk).update(language="en")
    tell(reachable, "y")
    sending.send_due(NOON + dt.timedelta(hours=2))
    assert mail.outbox[1].subject == "You have a new notification"


def test_what_waits_is_grouped_and_leads_to_the_first_page(reachable: Person) -> None:
    tell(reachable, "x")
    tell(reachable, "y", path="/meetings/k3y/")
    assert sending.send_due(NOON) == 1
    assert re.findall(r"https://\S+", str(mail.outbox[0].body))[0] == "https://pairs.example/"


def test_at_most_one_mail_an_hour(reachable: Person) -> None:
    tell(reachable, "x")
    assert sending.send_due(NOON) == 1
    tell(reachable, "y")
    assert sending.send_due(NOON + dt.timedelta(minutes=59)) == 0
    assert sending.send_due(NOON + dt.timedelta(minutes=61)) == 1
    assert sending.send_due(NOON + dt.timedelta(hours=3)) == 0


@pytest.mark.parametrize(
    ("zone", "hour", "sent"),
    [
        ("Europe/Paris", 20, 1),
        ("Europe/Paris", 21, 0),
        ("Europe/Paris", 3, 0),
        ("Europe/Paris", 7, 0),
        ("Europe/Paris", 8, 1),
        ("Indian/Reunion", 21, 0),
        ("America/Cayenne", 12, 1),
        ("nowhere", 22, 0),
    ],
)
def test_no_mail_at_night_where_the_person_is(
    reachable: Person, zone: str, hour: int, sent: int
) -> None:
    from zoneinfo import ZoneInfo

    with hats.system("test"):
        Person.objects.filter(pk=reachable.pk).update(time_zone=zone)
    there = ZoneInfo(zone if zone != "nowhere" else "Europe/Paris")
    now = NOON.astimezone(there).replace(hour=hour)
    tell(reachable, at=now - dt.timedelta(minutes=10))
    assert sending.send_due(now) == sent


def test_what_was_seen_or_just_told_is_not_mailed(reachable: Person) -> None:
    tell(reachable, "seen")
    with hats.person(reachable.pk):
        actions.see(by=reachable)
    tell(reachable, "just told", at=NOON - dt.timedelta(minutes=2))
    tell(reachable, "a reminder to come", at=NOON + dt.timedelta(hours=2))
    tell(reachable, "long ago", at=NOON - dt.timedelta(days=8))
    assert sending.send_due(NOON) == 0
    assert sending.send_due(NOON + dt.timedelta(minutes=10)) == 1


def test_what_is_written_after_one_has_read_is_mailed_again_and_not_before(
    reachable: Person, bruno: Any
) -> None:
    def write() -> None:
        with hats.system("test"):
            actions.tell(
                person=reachable, kind=MESSAGE, about="pair", path=PATH, by=bruno, again=True
            )

    tomorrow = NOON + dt.timedelta(days=2)
    write()
    assert sending.send_due(tomorrow) == 1
    write()
    assert sending.send_due(tomorrow + dt.timedelta(hours=2)) == 0
    with hats.person(reachable.pk):
        actions.see(by=reachable, about="pair")
    assert sending.send_due(tomorrow + dt.timedelta(hours=2)) == 0
    write()
    assert sending.send_due(tomorrow + dt.timedelta(hours=2)) == 1


@pytest.mark.parametrize("refused", ["message", "all"])
def test_a_kind_that_is_not_wanted_is_not_mailed(reachable: Person, refused: str) -> None:
    with hats.system("test"):
        Preference.objects.create(person=reachable, kind=refused)
    tell(reachable)
    assert sending.send_due(NOON) == 0


def test_nobody_without_a_verified_address_or_on_a_pause_is_mailed(
    amel: Any, bruno: Any, claire: Any, david: Any
) -> None:
    give_address(bruno, verified=False)
    for person in (claire, david):
        give_address(person)
    with hats.system("test"):
        Person.objects.filter(pk=claire.pk).update(paused_at=NOON)
        Account.objects.filter(person=david).update(is_active=False)
    for person in (amel, bruno, claire, david):
        tell(person)
    assert sending.send_due(NOON) == 0


def test_when_the_mail_server_fails_the_mail_comes_later(
    reachable: Person, monkeypatch: Any
) -> None:
    def fail(*about: Any) -> None:
        raise smtplib.SMTPServerDisconnected

    tell(reachable)
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
        assert sending.send_due(NOON, again=jobs.tell_person) == 0
        assert (
            sending.send_due(NOON, again=jobs.tell_person) == 0
        )  # left to the job about her alone
        with pytest.raises(smtplib.SMTPException):
            sending.send_to(reachable.pk, NOON)
    sending.send_to(reachable.pk, NOON)
    assert len(mail.outbox) == 1


def test_an_address_that_is_refused_for_good_is_given_up_and_holds_up_nobody(
    reachable: Person, bruno: Any, monkeypatch: Any
) -> None:
    give_address(bruno)
    send = EmailBackend.send_messages

    def refuse_amel(self: Any, messages: Any) -> int:
        if messages[0].to == ["amel@mail.example"]:
            raise smtplib.SMTPRecipientsRefused({"amel@mail.example": (550, b"nobody")})
        return int(send(self, messages))

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse_amel)
    tell(reachable)
    tell(bruno)
    assert sending.send_due(NOON, again=jobs.tell_person) == 1
    assert sending.send_due(NOON + dt.timedelta(hours=2), again=jobs.tell_person) == 0
    with pytest.raises(GivenUp):
        sending.send_to(reachable.pk, NOON)


def test_an_address_that_is_refused_for_now_is_tried_again(
    reachable: Person, monkeypatch: Any
) -> None:
    """As servers do that make every stranger wait."""

    def wait(self: Any, messages: Any) -> int:
        raise smtplib.SMTPRecipientsRefused({"amel@mail.example": (451, b"later")})

    tell(reachable)
    with monkeypatch.context() as greylisting:
        greylisting.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", wait)
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            sending.send_to(reachable.pk, NOON)
    sending.send_to(reachable.pk, NOON)
    assert len(mail.outbox) == 1


def test_without_a_mail_server_nothing_is_marked_as_sent(reachable: Person, settings: Any) -> None:
    tell(reachable)
    settings.MAILS_LEAVE = False
    assert sending.send_due(NOON) == 0
    settings.MAILS_LEAVE = True
    assert sending.send_due(NOON) == 1


def test_two_workers_at_once_send_one_mail(reachable: Person) -> None:
    tell(reachable)
    found = due.find_due(NOON)
    assert [sending.claim(found[0], NOON), sending.claim(found[0], NOON)] == [True, False]
    tell(reachable, "y")
    with hats.system("test"):
        Mailing.objects.update(at=NOON - dt.timedelta(minutes=30))
        late = replace(found[0], notices=[Notice.objects.get(about="y").pk])
    assert not sending.claim(late, NOON)
    with hats.system("test"):
        assert Notice.objects.get(about="y").sent_at is None


def test_the_job_mails_what_is_due(reachable: Person, monkeypatch: Any) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    tell(reachable)
    jobs.send_notices(timestamp=0)
    assert len(mail.outbox) == 1


def stop_link(client: Any) -> str:
    headers = mail.outbox[-1].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return str(headers["List-Unsubscribe"]).strip("<>").removeprefix("https://pairs.example")


def test_the_link_of_a_mail_stops_all_mails_without_signing_in(
    reachable: Person, client: Any
) -> None:
    tell(reachable)
    sending.send_due(NOON)
    link = stop_link(client)
    assert client.get(link).status_code == 200
    with hats.system("test"):
        assert not ChosenWays.objects.exists()  # opening it, as mail filters do, changes nothing
    for _ in range(2):
        assert client.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    with hats.system("test"):
        assert list(ChosenWays.objects.values_list("person__name", "ways")) == [
            ("Amel", ["push", "sms"])
        ]
        assert Deed.objects.filter(verb="stop_mails").count() == 1
    tell(reachable, "y")
    assert sending.send_due(NOON + dt.timedelta(hours=2)) == 0


def test_the_link_needs_no_token_of_a_form(reachable: Person) -> None:
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert (
        strict.post(f"/notices/stop/{choices.sign_stop_token(reachable.key)}/").status_code == 200
    )


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_forged_link_is_absent(reachable: Person, client: Any, method: str) -> None:
    token = choices.sign_stop_token(reachable.key)
    for forged in (token[:-1] + ("A" if token[-1] != "A" else "B"), reachable.key, "x:y"):
        assert getattr(client, method)(f"/notices/stop/{forged}/").status_code == 404
