"""Someone's own yes: to prepare an event with others, to be found from a name in its programme. And
their no."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.events.actions import invitations
from entrepairs.events.models import Event, EventInvitation
from entrepairs.events.tests.preparing import ask
from entrepairs.events.tests.reading import read_page
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.models import Deed
from entrepairs.notices.models import Notice
from entrepairs.people.models import Block, Membership, Person
from entrepairs.tests.posting import As, once


def preparing(event: Event) -> set[str]:
    with hats.system("test"):
        return {
            m.person.name
            for m in Membership.objects.filter(circle=event.circle_id, until=None).select_related(
                "person"
            )
        }


def test_somebody_prepares_it_too_once_they_say_yes(
    event: Event, claire: Person, david: Person, as_person: As
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


def test_a_no_is_told_to_nobody(event: Event, claire: Person, david: Person, as_person: As) -> None:
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
    event: Event, claire: Person, david: Person, amel: Person, as_person: As
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


def test_what_was_asked_is_taken_back(
    event: Event, claire: Person, david: Person, as_person: As
) -> None:
    hers = as_person(claire)
    asked = ask(hers, event, david)
    assert asked is not None
    hers.post(f"{event.path}prepare/asked/{asked.key}/", once())
    assert as_person(david).get(asked.path).status_code == 404
    with hats.person(david.pk):
        assert not Notice.objects.filter(seen_at=None).exists()


def test_nobody_is_asked_whom_one_may_not_see(
    event: Event, claire: Person, network: Any, as_person: As
) -> None:
    hers, eve, david = as_person(claire), network.people["Eve"], network.people["David"]
    assert ask(hers, event, eve) is None
    with hats.system("test"):
        Block.objects.create(person=david, blocked=claire)
    assert ask(hers, event, david) is None
    assert david.key not in read_page(hers, f"{event.path}prepare/organisers/?q=dav")


def test_the_last_one_hands_over_before_leaving_and_each_may_end_the_part_of_another(
    event: Event, claire: Person, david: Person, as_person: As
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
    event: Event, claire: Person, david: Person, as_person: As
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
