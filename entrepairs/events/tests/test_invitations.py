"""Someone's own yes: to prepare an event with others, to be found from a name in its programme. And
their no."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.events import actions
from entrepairs.events.actions import invitations
from entrepairs.events.models import Event, EventInvitation, Speaker
from entrepairs.events.tests.preparing import hours
from entrepairs.events.tests.reading import read_page
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.models import Deed
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices.models import Notice
from entrepairs.people.models import Block, Membership, Person
from entrepairs.search.models import Entry

SignIn = Callable[[Person], Client]


def once(**more: str) -> dict[str, str]:
    return {"once": str(uuid4()), **more}


def ask(client: Client, event: Event, person: Person) -> EventInvitation | None:
    client.post(f"{event.path}prepare/organisers/", once(person=person.key))
    with hats.system("test"):
        return EventInvitation.objects.filter(event=event, person=person).first()


def preparing(event: Event) -> set[str]:
    with hats.system("test"):
        return {
            m.person.name
            for m in Membership.objects.filter(circle=event.circle_id, until=None).select_related(
                "person"
            )
        }


def test_somebody_prepares_it_too_once_they_say_yes(
    event: Event, claire: Person, david: Person, as_person: SignIn
) -> None:
    hers, his = as_person(claire), as_person(david)
    assert david.key in hers.get(f"{event.path}prepare/organisers/?q=dav").content.decode()
    asked = ask(hers, event, david)
    assert asked is not None
    with hats.person(david.pk):
        assert Notice.objects.get(kind="asked").path == asked.path
    assert asked.path in his.get("/today/").content.decode(), "it waits among what waits today"
    assert his.get(f"{event.path}prepare/").status_code == 404, "nothing is open before the yes"
    page = his.get(asked.path).content.decode()
    assert "Être pair aujourd’hui" in page
    answer = once()
    assert his.post(asked.path, answer)["Location"] == f"{event.path}prepare/"
    assert his.get(f"{event.path}prepare/").status_code == 200
    assert preparing(event) == {"Claire", "David"}
    assert his.get(asked.path).status_code == 404


def test_a_no_is_told_to_nobody(
    event: Event, claire: Person, david: Person, as_person: SignIn
) -> None:
    hers, his = as_person(claire), as_person(david)
    asked = ask(hers, event, david)
    assert asked is not None
    before = hers.get(f"{event.path}prepare/organisers/").content.decode()
    his.post(asked.path, once(answer="no"))
    assert his.get(asked.path).status_code == 404
    assert asked.path not in read_page(his, "/today/")
    assert "no answer yet" in before
    assert "no answer yet" in hers.get(f"{event.path}prepare/organisers/").content.decode()
    assert preparing(event) == {"Claire"}
    assert hers.post(f"{event.path}prepare/asked/{asked.key}/", once()).status_code == 302
    with hats.system("test"):
        assert not EventInvitation.objects.exists()
    assert ask(hers, event, david) is None, "not again for 30 days"


def test_after_a_taking_back_a_no_and_no_answer_read_the_same_for_30_days(
    event: Event, claire: Person, david: Person, amel: Person, as_person: SignIn
) -> None:
    hers = as_person(claire)
    said: dict[str, str] = {}
    for person, answer in ((david, "no"), (amel, "")):
        asked = ask(hers, event, person)
        assert asked is not None
        if answer:
            as_person(person).post(asked.path, once(answer=answer))
        hers.post(f"{event.path}prepare/asked/{asked.key}/", once())
        again = hers.post(
            f"{event.path}prepare/organisers/", once(person=person.key), follow=True
        ).text
        assert "less than 30 days ago" in again
        said[answer] = again[again.index("less than") - 200 :][:400]
        with hats.person(claire.pk):
            note_deed(invitations.ASK_ORGANISER, by=claire, about=person, object_key=event.key)
        with hats.person(claire.pk), pytest.raises(ProgrammingError), transaction.atomic():
            EventInvitation.objects.create(event=event, person=person, by=claire)
    assert said["no"] == said[""]
    with hats.system("test"):
        Deed.objects.filter(verb="ask_organiser").update(at=timezone.now() - timedelta(days=31))
    assert ask(hers, event, david) is not None


def test_a_speaker_written_twice_is_not_asked_twice(
    event: Event, speaker: Speaker, claire: Person, bruno: Person
) -> None:
    with hats.system("test"):
        other = Speaker.objects.create(event=event, name="Bruno M.")
    with hats.person(claire.pk):
        asked: dict[str, Any] = {"event": event, "person": bruno, "by": claire}
        first = invitations.send_invitation(speaker=speaker, once=uuid4(), **asked)
        invitations.take_back_invitation(invitation=first, once=uuid4(), by=claire)
        with pytest.raises(NotPossible, match="30 days"):
            invitations.send_invitation(speaker=other, once=uuid4(), **asked)
        prepares = invitations.send_invitation(speaker=None, once=uuid4(), **asked)
    assert prepares.speaker_id is None, "another question is another asking"


def test_what_was_asked_is_taken_back(
    event: Event, claire: Person, david: Person, as_person: SignIn
) -> None:
    hers = as_person(claire)
    asked = ask(hers, event, david)
    assert asked is not None
    hers.post(f"{event.path}prepare/asked/{asked.key}/", once())
    assert as_person(david).get(asked.path).status_code == 404
    with hats.person(david.pk):
        assert not Notice.objects.filter(seen_at=None).exists()


def test_nobody_is_asked_whom_one_may_not_see(
    event: Event, claire: Person, network: Any, as_person: SignIn
) -> None:
    hers, eve, david = as_person(claire), network.people["Eve"], network.people["David"]
    assert ask(hers, event, eve) is None
    with hats.system("test"):
        Block.objects.create(person=david, blocked=claire)
    assert ask(hers, event, david) is None
    assert david.key not in read_page(hers, f"{event.path}prepare/organisers/?q=dav")


def test_the_last_one_hands_over_before_leaving_and_each_may_end_the_part_of_another(
    event: Event, claire: Person, david: Person, as_person: SignIn
) -> None:
    hers, his = as_person(claire), as_person(david)
    leave = f"{event.path}prepare/organisers/{claire.key}/remove/"
    answer = hers.post(leave, once())
    assert answer.status_code == 422
    assert "Ask someone else first" in answer.content.decode()
    asked = ask(hers, event, david)
    assert asked is not None
    his.post(asked.path, once())
    assert "Stop organising this event?" in hers.get(leave).content.decode()
    assert hers.post(leave, once())["Location"] == "/events/prepare/"
    assert preparing(event) == {"David"}
    assert hers.get(f"{event.path}prepare/").status_code == 404
    assert (
        his.post(f"{event.path}prepare/organisers/{david.key}/remove/", once()).status_code == 422
    )
    assert preparing(event) == {"David"}


def test_the_person_who_is_removed_reads_who_did_it(
    event: Event, claire: Person, david: Person, as_person: SignIn
) -> None:
    hers, his = as_person(claire), as_person(david)
    asked = ask(hers, event, david)
    assert asked is not None
    his.post(asked.path, once())
    assert (
        hers.post(f"{event.path}prepare/organisers/{david.key}/remove/", once()).status_code == 302
    )
    assert preparing(event) == {"Claire"}
    assert (
        "Claire removed you from the organisers of an event"
        in his.get("/me/activity/").content.decode()
    )


# Speakers


@pytest.fixture
def speaker(event: Event, claire: Person) -> Speaker:
    """Of a published programme."""
    with hats.person(claire.pk):
        session = actions.add_session(
            event=event, told={"title_fr": "Ouverture", **hours(9, 11)}, once=uuid4(), by=claire
        )
        actions.add_talk(
            session=session,
            told={"title_fr": "Savoirs"},
            speakers=["B. Martin"],
            once=uuid4(),
            by=claire,
        )
        actions.publish_event(event=event, once=uuid4(), by=claire)
        return Speaker.objects.get()


def roads(event: Event, speaker: Speaker) -> list[str]:
    return [
        event.path,
        speaker.path,
        f"{event.path}schedule.xml",
        f"{event.path}schedule.json",
        f"{event.path}calendar.ics",
        "/library/",
        "/library/new.atom",
    ]


def said_to(client: Client, event: Event, speaker: Speaker) -> str:
    return "".join(client.get(road).content.decode() for road in roads(event, speaker))


def test_before_their_yes_nothing_leads_to_a_speaker_and_after_it_only_what_they_chose(
    event: Event,
    speaker: Speaker,
    claire: Person,
    bruno: Person,
    network: Any,
    as_person: SignIn,
    client: Client,
) -> None:
    hers, his = as_person(claire), as_person(bruno)
    link = f"{event.path}prepare/speakers/{speaker.key}/link/"
    hers.post(link, once(person=bruno.key))
    with hats.system("test"):
        asked = EventInvitation.objects.get()
    for reader in (client, hers, his, as_person(network.people["Amel"])):
        assert bruno.key not in said_to(reader, event, speaker).replace(
            f"/people/{bruno.key}/looks", ""
        )
    assert "B. Martin" in his.get(asked.path).content.decode()
    assert his.post(asked.path, once(name="")).status_code == 422
    assert his.post(asked.path, once(name="Bruno M."))["Location"] == speaker.path

    assert "Bruno M." in client.get(speaker.path).content.decode()
    assert bruno.key not in said_to(client, event, speaker), "a stranger is led to nobody"
    assert bruno.key in as_person(network.people["Amel"]).get(speaker.path).content.decode()
    with hats.person(None):
        assert Entry.objects.get(kind="talk").names == "Bruno M.", (
            "the search knows the chosen name"
        )

    form = once(
        name="Bruno",
        discipline="",
        position="",
        affiliation="",
        country="",
        about_fr="",
        about_en="",
    )
    assert hers.post(f"{event.path}prepare/speakers/{speaker.key}/", form).status_code == 302
    assert "Bruno M." in client.get(speaker.path).content.decode(), "nobody else changes that name"

    assert his.post(f"{speaker.path}me/", once(name="Bruno Martin")).status_code == 302
    assert "Bruno Martin" in client.get(speaker.path).content.decode()
    assert his.post(f"{speaker.path}me/", once(answer="no")).status_code == 302
    page = read_page(as_person(network.people["Amel"]), speaker.path)
    assert "Bruno Martin" in page
    assert bruno.key not in page
    assert his.get(f"{speaker.path}me/").status_code == 404


def test_an_organiser_who_speaks_says_so_in_one_press(
    event: Event, speaker: Speaker, claire: Person, as_person: SignIn
) -> None:
    as_person(claire).post(
        f"{event.path}prepare/speakers/{speaker.key}/link/", once(person=claire.key)
    )
    with hats.person(claire.pk):
        assert Speaker.objects.get().person_id == claire.pk


def test_a_no_leaves_the_programme_as_it_is(
    event: Event, speaker: Speaker, claire: Person, bruno: Person
) -> None:
    with hats.person(claire.pk):
        key = invitations.send_invitation(
            event=event, person=bruno, speaker=speaker, once=uuid4(), by=claire
        ).key
    with hats.person(bruno.pk):
        asked = invitations.find_received(key)
        assert asked is not None
        invitations.decline_invitation(invitation=asked, once=uuid4(), by=bruno)
        assert invitations.find_received(key) is None
    with hats.person(claire.pk):
        assert EventInvitation.objects.get().key == key
        assert Speaker.objects.get().person_id is None
