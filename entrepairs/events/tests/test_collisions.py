"""What an import left in two places at one time: the organisers' list says so, and with what."""

from typing import Any

from django.utils.html import strip_tags

from entrepairs.core import hats
from entrepairs.events.models import Event, Room, Session, TalkSpeaker
from entrepairs.events.tests.making import a_session, a_speaker, a_talk
from entrepairs.events.tests.preparing import at
from entrepairs.events.tests.reading import read_page
from entrepairs.people.models import Person
from entrepairs.tests.posting import As

ROOM_TAKEN = "Its room is taken by another session at that time"


def take_twice(event: Event, pairs: int) -> None:
    """Of each pair, the second session has the room of the first, and the same speaker."""
    with hats.system("test"):
        for pair in range(pairs):
            room = Room.objects.create(event=event, name=f"Salle {pair}", order=pair)
            nour = a_speaker(event, f"Nour {pair}")
            for number, minute in enumerate((0, 30)):
                hours = {"starts_at": at(9, minute), "ends_at": at(10, minute)}
                marked = {"collides": number == 1}
                session = a_session(
                    event, title_fr=f"Séance {pair}-{number}", room=room, **hours, **marked
                )
                talk = a_talk(session, title_fr=f"Exposé {pair}-{number}", **hours)
                TalkSpeaker.objects.create(talk=talk, speaker=nour, **marked)


def plain(page: str) -> str:
    return " ".join(strip_tags(page).split())


def test_both_are_said_with_what_they_collide_with(
    event: Event, claire: Person, as_person: As
) -> None:
    take_twice(event, 1)
    page = plain(read_page(as_person(claire), f"{event.path}prepare/"))
    assert f"{ROOM_TAKEN}: Séance 0-0 ( 09:00 – 10:00 )" in page
    assert "Nour 0 also speaks in “Exposé 0-0” at that time ( 09:00 – 10:00 )" in page
    assert page.count("also speaks in") == page.count(ROOM_TAKEN) == 1


def test_nothing_is_said_of_what_does_not_collide(
    event: Event, claire: Person, as_person: As
) -> None:
    """Nor of what was moved since."""
    take_twice(event, 1)
    with hats.system("test"):
        session = event.sessions.get(collides=True)
        session.starts_at, session.ends_at = at(14), at(15)
        session.save()
        talk = session.talks.get()
        talk.starts_at, talk.ends_at = at(14), at(15)
        talk.save()
    page = read_page(as_person(claire), f"{event.path}prepare/")
    assert "Exposé 0-1" in page
    assert ROOM_TAKEN not in page
    assert "also speaks in" not in page


def test_it_asks_as_much_of_the_database_for_one_as_for_thirty(
    event: Event, claire: Person, as_person: As, queries: Any
) -> None:
    client, counts = as_person(claire), []
    for pairs in (1, 30):
        with hats.system("test"):
            Room.objects.all().delete()
            Session.objects.all().delete()
        take_twice(event, pairs)
        read_page(client, f"{event.path}prepare/")
        with queries() as made:
            page = read_page(client, f"{event.path}prepare/")
        assert page.count("also speaks in") == pairs
        counts.append(len(made))
    assert counts[0] == counts[1]
