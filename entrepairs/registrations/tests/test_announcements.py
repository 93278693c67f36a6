"""What organisers write to people who registered: to whom, shown before, sent once, followed."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.people.models import Person
from entrepairs.registrations import notifications
from entrepairs.registrations.models import Announcement, Delivery, Registration
from entrepairs.registrations.tests.registering import register
from entrepairs.tests.posting import As, once, text

WORDS = "Nous commençons à 10 h."


def send(client: Client, event: Event, to: str, **more: str) -> Any:
    form = {"to": to, "body": WORDS, **once(), **more}
    return client.post(f"{event.path}registrations/write/", form)


@pytest.fixture
def rows(client: Client, as_person: As, amel: Person, event: Event) -> dict[str, Registration]:
    """Amel came; Zoé has a place; Marc and Lin wait."""
    made = {
        "amel": register(as_person(amel), event, name="Amel"),
        "zoe": register(client, event, mail="zoe@mail.example"),
        "marc": register(client, event, name="Marc", mail="marc@mail.example"),
        "lin": register(client, event, name="Lin"),
    }
    with hats.system("test"):
        Registration.objects.filter(pk=made["amel"].pk).update(came_at=timezone.now())
    notifications.tell_registered()
    mail.outbox.clear()
    return made


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("all", {"amel", "zoe", "marc", "lin"}),
        ("waiting", {"marc", "lin"}),
        ("came", {"amel"}),
    ],
)
def test_it_goes_to_those_who_were_chosen_and_nobody_else_reads_it(
    client: Client,
    as_person: As,
    claire: Person,
    event: Event,
    rows: dict[str, Registration],
    to: str,
    told: set[str],
) -> None:
    assert send(as_person(claire), event, to, sure="yes").status_code == 302
    for _time in range(2):
        notifications.tell_announcements()
    mailed = {f"{name}@mail.example" for name in told & {"zoe", "marc"}}
    assert sorted(sent.to[0] for sent in mail.outbox) == sorted(mailed)
    assert {name for name, row in rows.items() if WORDS in text(client.get(row.path))} == told


def test_what_they_receive_is_shown_before_and_nothing_is_sent_yet(
    as_person: As, claire: Person, event: Event, rows: dict[str, Registration]
) -> None:
    organiser = as_person(claire)
    page = text(send(organiser, event, "all"))
    for shown in ("Send this message?", WORDS, "News of an event", "Send to 4 people"):
        assert shown in page
    assert "mail.example" not in page
    with hats.system("test"):
        assert not Announcement.objects.exists()
    back = text(send(organiser, event, "waiting", change="yes"))
    assert WORDS in back  # the form comes back filled
    assert "See it before sending" in back


def test_nobody_in_a_group_is_said_and_the_text_stays(
    as_person: As, claire: Person, event: Event
) -> None:
    answer = send(as_person(claire), event, "came", sure="yes")
    assert answer.status_code == 422
    assert "nobody is in this group yet" in text(answer)
    assert WORDS in text(answer)


def test_the_page_says_how_far_it_is(
    as_person: As, claire: Person, event: Event, rows: dict[str, Registration]
) -> None:
    organiser = as_person(claire)
    send(organiser, event, "all", sure="yes")
    address = f"{event.path}registrations/write/"
    assert "Sent: 1 of 4" in text(organiser.get(address))  # Lin reads it on their page
    notifications.tell_announcements()
    assert "Sent: 4 of 4" in text(organiser.get(address))


def test_who_left_meanwhile_hears_nothing(
    client: Client, as_person: As, claire: Person, event: Event, rows: dict[str, Registration]
) -> None:
    send(as_person(claire), event, "all", sure="yes")
    client.post(f"{rows['zoe'].path}cancel/", once())
    mail.outbox.clear()
    notifications.tell_announcements()
    assert [sent.to for sent in mail.outbox] == [["marc@mail.example"]]
    page = text(client.get(rows["zoe"].path))
    assert "This registration is cancelled" in page
    assert WORDS not in page


def test_a_person_here_finds_it_on_today_until_it_is_read(
    as_person: As, claire: Person, amel: Person, event: Event, rows: dict[str, Registration]
) -> None:
    send(as_person(claire), event, "came", sure="yes")
    notifications.tell_announcements()
    client, line = as_person(amel), "The organisers of an event wrote to you"
    assert line in text(client.get("/today/"))
    assert WORDS in text(client.get(rows["amel"].path))
    assert line not in text(client.get("/today/"))


def test_more_than_fit_in_one_go_all_hear_both_messages(
    as_person: As, claire: Person, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hats.system("test"):
        Event.objects.filter(pk=event.pk).update(capacity=None)
        for number in range(5):
            row = Registration.objects.create(event=event, name="N", mail=f"n{number}@mail.example")
            Registration.objects.filter(pk=row.pk).update(state="place", told="place")
    for _message in range(2):
        send(as_person(claire), event, "all", sure="yes")
    monkeypatch.setattr(notifications, "AT_ONCE", 3)
    while notifications.tell_announcements():
        pass
    assert len(mail.outbox) == 10
    with hats.system("test"):
        assert not Delivery.objects.filter(told_at=None).exists()


@pytest.mark.parametrize("rows_", [1, 30])
def test_writing_asks_as_much_for_thirty_as_for_one(
    as_person: As, claire: Person, event: Event, queries: Any, rows_: int
) -> None:
    with hats.system("test"):
        Event.objects.filter(pk=event.pk).update(capacity=None)
        Registration.objects.bulk_create(
            Registration(event=event, name="N", state="place") for _ in range(rows_)
        )
        for _ in range(min(rows_, 15)):
            Announcement.objects.create(event=event, by=claire, body=WORDS)
    client = as_person(claire)
    client.get(f"{event.path}registrations/write/")
    with queries() as asked:
        assert WORDS in text(client.get(f"{event.path}registrations/write/"))
    assert len(asked) == 7
