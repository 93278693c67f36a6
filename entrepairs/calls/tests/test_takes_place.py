"""What a call asks of people waits until they answer, and while its event is to take place."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone

from entrepairs.calls import notifications
from entrepairs.calls.actions import decisions, reviews, submissions
from entrepairs.calls.models import Call, Reader, ReviewAssignment
from entrepairs.calls.tests.calling import a_decision, a_reader, a_review, a_submission, at, fresh
from entrepairs.core import hats
from entrepairs.events.actions.events import cancel_event, publish_event
from entrepairs.events.models import Event
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices import due
from entrepairs.notices.models import Notice
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once, text

ASKED, ANSWERED = "contributions to review for an event", "has been answered"


def end_event(call: Call, how: str) -> None:
    with hats.system("test"):
        rows = Event.objects.filter(pk=call.event_id)
        if how == "over":
            day = timezone.localdate() - dt.timedelta(days=2)
            rows.update(starts_on=day, ends_on=day)
        else:
            rows.update(state="cancelled")


def ask_amel(call: Call, claire: Person, amel: Person) -> Reader:
    with hats.person(claire.pk):
        return reviews.ask_reader(call=call, person=amel, once=uuid4(), by=claire.pk)


def test_being_asked_to_read_waits_on_today_until_one_answers(
    as_person: As, call: Call, claire: Person, amel: Person
) -> None:
    reader, client = ask_amel(call, claire, amel), as_person(amel)
    for _time in range(2):
        assert ASKED in text(client.get("/today/"))
        assert "Yes, I will review" in text(client.get(reader.path))
    client.post(f"{reader.path}answer/", {"answer": "yes", **once()})
    page = text(client.get("/today/"))
    assert "Today" in page
    assert ASKED not in page


def test_what_is_given_waits_until_it_is_reviewed_or_given_back(
    as_person: As, call: Call, amel: Person
) -> None:
    one, two = a_submission(call), a_submission(call)
    reader, client = a_reader(call, amel), as_person(amel)
    with hats.system("test"):
        for each in (one, two):
            ReviewAssignment.objects.create(submission=each, reader=reader)
    client.get(reader.path)
    assert ASKED in text(client.get("/today/"))
    a_review(one, reader)
    assert ASKED in text(client.get("/today/"))
    with hats.system("test"):
        ReviewAssignment.objects.filter(submission=two).update(refused_at=timezone.now())
    assert ASKED not in text(client.get("/today/"))


def test_being_accepted_waits_until_one_says_that_one_comes_and_a_refusal_until_it_is_seen(
    as_person: As, call: Call, amel: Person, bruno: Person
) -> None:
    accepted, refused = a_submission(call, amel), a_submission(call, bruno)
    a_decision(accepted)
    a_decision(refused, "refused")
    with hats.system("test"):
        about = {"kind": "decision", "path": f"/events/contribution/{refused.key}/"}
        Notice.objects.create(person=bruno, about=f"{refused.key}:refused", **about)
    path = f"/events/contribution/{accepted.key}/"
    client = as_person(amel)
    for _time in range(2):
        assert ANSWERED in text(client.get("/today/"))
        client.get(path)
    client.post(f"{path}comes/", once())
    assert ANSWERED not in text(client.get("/today/"))
    client = as_person(bruno)
    assert ANSWERED in text(client.get("/today/"))
    assert "refused" in text(client.get(about["path"]))
    assert ANSWERED not in text(client.get("/today/"))


@pytest.mark.parametrize("how", ["over", "cancelled"])
def test_nothing_more_is_asked_of_anybody_for_what_is_cancelled_or_over(
    as_person: As, call: Call, claire: Person, amel: Person, eve: Person, bruno: Person, how: str
) -> None:
    accepted, to_read = a_submission(call, amel), a_submission(call)
    a_decision(accepted)
    for person in (eve, amel):
        a_reader(call, person)
    asked = a_reader(call, claire, accepted_at=None)
    assert "Yes, I will review" in text(as_person(claire).get(asked.path))
    end_event(call, how)
    assert "Yes, I will review" not in text(as_person(claire).get(asked.path))
    page = text(as_person(claire).get(at(call, "readers/")))
    assert {"over": "This event is over", "cancelled": "This event is cancelled"}[how] in page
    assert "Ask someone" not in page
    assert "Share out the waiting contributions" not in page
    page = text(as_person(amel).get(f"/events/contribution/{accepted.key}/"))
    assert "accepted" in page
    assert "I will come" not in page
    for person in (amel, claire):
        assert ASKED not in text(as_person(person).get("/today/"))
        assert ANSWERED not in text(as_person(person).get("/today/"))
    with hats.person(claire.pk):
        with pytest.raises(NotPossible):
            reviews.share_out(call=call, once=uuid4(), by=claire.pk)
        with pytest.raises(NotPossible):
            reviews.ask_reader(call=call, person=bruno, once=uuid4(), by=claire.pk)
    with hats.person(amel.pk), pytest.raises(NotPossible):
        submissions.confirm_coming(submission=accepted, linked=False, once=None, by=amel.pk)
    with hats.system("test"):
        assert ReviewAssignment.objects.filter(submission=to_read).count() == 0
    assert fresh(accepted).comes_at is None


def test_cancelling_an_event_closes_what_was_told_of_its_call(
    call: Call, claire: Person, amel: Person
) -> None:
    ask_amel(call, claire, amel)
    tomorrow: Any = timezone.now() + dt.timedelta(days=1)
    noon = tomorrow.replace(hour=10, minute=0)
    with hats.system("test"):
        assert Notice.objects.filter(person=amel, seen_at=None).count() == 1
    with hats.person(claire.pk):
        cancel_event(event=call.event, once=uuid4(), by=claire)
    with hats.system("test"):
        assert Notice.objects.filter(person=amel, seen_at=None).count() == 0
    assert [one for one in due.find_due(noon) if one.person == amel.pk] == []


@pytest.mark.parametrize("how", ["over", "cancelled"])
def test_nobody_is_told_that_they_are_in_for_what_is_cancelled_or_over(
    as_person: As, call: Call, claire: Person, amel: Person, how: str
) -> None:
    mine, by_mail = a_submission(call, amel), a_submission(call)
    for one in (mine, by_mail):
        a_decision(one, told=False)
    end_event(call, how)
    with hats.person(claire.pk), pytest.raises(NotPossible, match="cancelled, or it is over"):
        decisions.tell_authors(call=Call.objects.get(), once=uuid4(), by=claire.pk)
    assert "cancelled, or it is over" in text(
        as_person(claire).post(at(call, "contributions/tell/"), once(), follow=True)
    )
    notifications.tell_submitters()
    assert "accepted" not in text(as_person(amel).get(f"/events/contribution/{mine.key}/"))
    assert ANSWERED not in text(as_person(amel).get("/today/"))
    assert not [sent for sent in mail.outbox if "réponse" in sent.subject]


def test_an_answer_that_was_still_to_be_mailed_is_not_once_the_event_is_cancelled(
    call: Call, claire: Person
) -> None:
    one = a_submission(call)
    notifications.tell_submitters()
    a_decision(one)
    mail.outbox.clear()
    with hats.person(claire.pk):
        cancel_event(event=call.event, once=uuid4(), by=claire)
    for _time in range(2):
        notifications.tell_submitters()
    assert [sent.subject for sent in mail.outbox] == [
        f"L’événement est annulé : {call.event.title_fr}"
    ]
    with hats.person(claire.pk):
        publish_event(event=call.event, once=uuid4(), by=claire)
    notifications.tell_submitters()
    assert "annulé" not in mail.outbox[-1].subject
    assert len(mail.outbox) == 2


def test_those_who_were_to_speak_learn_that_it_is_cancelled_and_refused_ones_hear_nothing_more(
    as_person: As, call: Call, claire: Person, amel: Person, bruno: Person, eve: Person
) -> None:
    comes, refused = a_submission(call, amel, comes_at=timezone.now()), a_submission(call, bruno)
    waits = a_submission(call, eve)
    a_decision(comes)
    a_decision(refused, "refused")
    with hats.person(claire.pk):
        cancel_event(event=call.event, once=uuid4(), by=claire)
    assert notifications.tell_submitters() == 2
    assert notifications.tell_submitters() == 0
    off = "An event you sent a contribution for is cancelled"
    assert "Today" in text(as_person(bruno).get("/today/"))
    assert off not in text(as_person(bruno).get("/today/"))
    for person, one in ((amel, comes), (eve, waits)):
        assert off in text(as_person(person).get("/today/"))
        page = text(as_person(person).get(f"/events/contribution/{one.key}/"))
        assert "This event is cancelled." in page
        assert "You will come" not in page
        assert off not in text(as_person(person).get("/today/"))
    with hats.person(claire.pk):
        event = publish_event(event=call.event, once=uuid4(), by=claire)
        notifications.tell_submitters()
        cancel_event(event=event, once=uuid4(), by=claire)
    assert notifications.tell_submitters() == 2  # and again when it is cancelled again
