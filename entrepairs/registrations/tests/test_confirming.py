"""A name alone takes no place: it is confirmed by the mail's link, or by those who prepare."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from entrepairs.accounts import throttling
from entrepairs.core import hats
from entrepairs.core.jobs import SomeFailed
from entrepairs.events.models import Event
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Person
from entrepairs.registrations import actions, notifications
from entrepairs.registrations.models import Registration
from entrepairs.registrations.tests.registering import ask, state
from entrepairs.tests.posting import once, text
from entrepairs.ui import mails


def confirm_link(sent: Any) -> str:
    link = next(word for word in str(sent.body).split() if "/confirm/" in word)
    return f"/{link.split('/', 3)[3]}"


def test_invented_names_take_no_place(
    client: Client, bruno: Person, as_person: Any, event: Event
) -> None:
    for number in range(5):
        invented = ask(client, event, name=f"Nom {number}")
        assert state(invented) == "asked"
    assert "One more step" in text(client.get(invented.path))
    assert state(ask(as_person(bruno), event, name="Bruno")) == "place"
    assert "All places are taken" not in text(client.get(f"{event.path}register/"))


def test_the_link_of_the_mail_confirms_and_the_next_mail_tells_how_to_cancel(
    client: Client, event: Event
) -> None:
    one = ask(client, event, mail="zoe@mail.example")
    notifications.tell_registered()
    link = confirm_link(mail.outbox[0])
    assert mail.outbox[0].to == ["zoe@mail.example"]
    assert event.title_fr not in mail.outbox[0].body  # who reads over a shoulder learns nothing
    assert client.get(link).status_code == 200  # programs that read mails open links: nothing yet
    assert state(one) == "asked"
    assert client.post(link).status_code == 302
    assert state(one) == "place"
    notifications.tell_registered()
    assert one.path in mail.outbox[1].body
    assert "how to cancel" in mail.outbox[1].body
    assert notifications.tell_registered() == 0
    assert client.post(link).status_code == 302  # pressed twice
    assert state(one) == "place"


def test_who_has_the_page_but_not_the_mail_confirms_nothing(client: Client, event: Event) -> None:
    one = ask(client, event, mail="zoe@mail.example")
    assert "/confirm/" not in text(client.get(one.path))
    for secret in ("x", "a" * 20, one.key):
        assert client.post(f"{one.path}confirm/{secret}/").status_code == 404
    assert state(one) == "asked"
    with hats.person(None), pytest.raises(NotPossible):  # the database asks for it too
        actions.confirm_registration(registration=one, secret="x")
    assert state(one) == "asked"


def test_the_last_place_goes_to_who_confirms_first(client: Client, event: Event) -> None:
    three = [ask(client, event, mail=f"n{n}@mail.example") for n in range(3)]
    for one in reversed(three):
        assert client.post(one.confirm_path).status_code == 302
    assert [state(one) for one in three] == ["waiting", "place", "place"]


def test_those_who_prepare_confirm_a_name_without_an_address(
    client: Client, claire: Person, as_person: Any, event: Event
) -> None:
    one = ask(client, event)
    organiser = as_person(claire)
    assert "to be confirmed" in text(organiser.get(f"{event.path}registrations/"))
    assert organiser.post(f"{one.door_path}accept/", once()).status_code == 302
    assert state(one) == "place"


@pytest.mark.parametrize("who", ["amel", "eve", "farid", None])
def test_nobody_else_confirms_cancels_adds_writes_or_exports(
    client: Client, network: Any, as_person: Any, event: Event, who: str | None
) -> None:
    one = ask(client, event)
    other = as_person(network.people[who.title()]) if who else client
    refused = 404 if who else 302  # to the door
    for path in (f"{one.door_path}accept/", f"{one.door_path}remove/"):
        assert other.post(path, once()).status_code == refused
    for page in ("add/", "write/", "list.csv"):
        assert other.get(f"{event.path}registrations/{page}").status_code == refused
    assert state(one) == "asked"


def test_those_who_prepare_cancel_and_the_person_is_told_and_forgotten(
    client: Client, claire: Person, bruno: Person, as_person: Any, event: Event
) -> None:
    stranger = ask(client, event, mail="zoe@mail.example", needs="Une chaise", agreed="on")
    client.post(stranger.confirm_path)
    mine = ask(as_person(bruno), event, name="Bruno")
    waits = ask(client, event, mail="n@mail.example")
    client.post(waits.confirm_path)
    assert state(waits) == "waiting"
    notifications.tell_registered()
    mail.outbox.clear()
    organiser = as_person(claire)
    assert "Zoé" in text(organiser.get(f"{stranger.door_path}remove/"))
    assert state(stranger) == "place"
    for one in (stranger, mine):
        assert organiser.post(f"{one.door_path}remove/", once()).status_code == 302
        assert state(one) == "cancelled"
    assert state(waits) == "place"  # the place goes to who waits
    notifications.tell_registered()
    assert ["zoe@mail.example"] in [sent.to for sent in mail.outbox]
    with hats.system("test"):
        kept = Registration.objects.get(pk=stranger.pk)
    assert (kept.mail, kept.needs, kept.told) == ("", "", "cancelled")
    assert "is cancelled" in text(as_person(bruno).get(mine.path))


def test_who_telephones_is_registered_by_those_who_prepare(
    claire: Person, as_person: Any, event: Event
) -> None:
    organiser = as_person(claire)
    sent = {"name": "Zoé", "mail": "zoe@mail.example", "needs": "", **once()}
    for _ in range(2):
        assert organiser.post(f"{event.path}registrations/add/", sent).status_code == 302
    with hats.system("test"):
        [one] = Registration.objects.filter(event=event)
    assert state(one) == "place"
    notifications.tell_registered()
    assert "You have a place" in mail.outbox[0].body
    refused = organiser.post(f"{event.path}registrations/add/", {"name": "", **once()})
    assert refused.status_code == 422


def test_what_is_written_to_all_reaches_each_once(
    client: Client, claire: Person, bruno: Person, as_person: Any, event: Event
) -> None:
    stranger = ask(client, event, mail="zoe@mail.example")
    client.post(stranger.confirm_path)
    unconfirmed = ask(client, event, mail="x@mail.example")
    mine = ask(as_person(bruno), event, name="Bruno")
    notifications.tell_registered()
    mail.outbox.clear()
    words = {"to": "all", "body": "Nous commençons à 10 h.", "sure": "yes", **once()}
    assert as_person(claire).post(f"{event.path}registrations/write/", words).status_code == 302
    for _ in range(2):
        notifications.tell_announcements()
    assert [sent.to for sent in mail.outbox] == [["zoe@mail.example"]]
    assert "Nous commençons à 10 h." in mail.outbox[0].body
    assert "Nous commençons" in text(client.get(stranger.path))
    assert "Nous commençons" in text(as_person(bruno).get(mine.path))
    assert "Nous commençons" not in text(client.get(unconfirmed.path))


def test_one_address_that_fails_stops_nobody(
    client: Client, claire: Person, as_person: Any, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2):
        one = ask(client, event, mail=f"n{number}@mail.example")
        client.post(one.confirm_path)
    words = {"to": "all", "body": "Nous commençons à 10 h.", "sure": "yes", **once()}
    as_person(claire).post(f"{event.path}registrations/write/", words)
    plain = mails.send_mail

    def send(message: Any, server: Any) -> None:
        if message.to == ["n0@mail.example"]:
            raise OSError("552")
        plain(message, server)

    monkeypatch.setattr(mails, "send_mail", send)
    with pytest.raises(SomeFailed):
        notifications.tell_announcements()
    assert [sent.to for sent in mail.outbox] == [["n1@mail.example"]]
    monkeypatch.undo()
    assert notifications.tell_announcements() == 1  # and is tried again


@pytest.mark.parametrize("name", ["=1+1", "+33", "-2", "@x", "  =cmd()", "\u00a0=1"])
def test_no_word_of_the_table_is_a_formula(
    client: Client, claire: Person, as_person: Any, event: Event, name: str
) -> None:
    ask(client, event, name=name, needs="=HYPERLINK(1)", agreed="on")
    answer = as_person(claire).get(f"{event.path}registrations/list.csv")
    assert answer["Content-Type"].startswith("text/csv")
    table = answer.content.decode("utf-8-sig")
    assert name.strip() in table
    cells = [cell.strip('"') for line in table.splitlines() for cell in line.split(",")]
    assert not [cell for cell in cells if cell.strip(" \u00a0")[:1] in {"=", "+", "-", "@"}]


def test_what_nobody_confirms_is_forgotten_after_three_days(client: Client, event: Event) -> None:
    asked = ask(client, event, mail="x@mail.example")
    without = ask(client, event)
    confirmed = ask(client, event, mail="zoe@mail.example")
    client.post(confirmed.confirm_path)
    assert notifications.forget_unconfirmed() == 0
    assert notifications.forget_unconfirmed(timezone.now() + dt.timedelta(days=4)) == 1
    with hats.system("test"):
        left = set(Registration.objects.values_list("pk", flat=True))
    assert {without.pk, confirmed.pk} <= left
    assert asked.pk not in left


def test_nobody_is_written_to_all_day_by_one_or_by_many(
    client: Client, claire: Person, as_person: Any, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a stranger and by those who prepare: one count for the address, and none for another."""
    few = (throttling.Limit("name", 3, throttling.DAY),)
    monkeypatch.setitem(throttling.LIMITS, "mail_to", few)
    organiser, given = as_person(claire), once(name="Zoé", mail="zoe@mail.example")
    register, add = f"{event.path}register/", f"{event.path}registrations/add/"
    assert [client.post(register, given).status_code for _ in range(2)] == [302, 302]
    assert organiser.post(add, once(name="Zoé", mail="Zoe@mail.example")).status_code == 302
    assert client.post(register, given).status_code == 429
    assert organiser.post(add, once(name="Zoé", mail="zoe@mail.example")).status_code == 429
    assert organiser.post(add, once(name="Léa", mail="lea@mail.example")).status_code == 302


@pytest.mark.parametrize("name", ["Go http://evil.example/0", "www.evil.example", "a@b.example"])
def test_a_name_brings_no_link_into_a_mail(client: Client, event: Event, name: str) -> None:
    page = client.post(f"{event.path}register/", once(name=name, mail="zoe@mail.example"))
    assert page.status_code == 422
    assert "Write a name only" in text(page)
    assert name in text(page), "what was typed is still there"
