"""Things that wait for somebody, and the page of today as they read it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from entrepairs.conversations.models import Message
from entrepairs.core import hats
from entrepairs.meetings.models import Meeting
from entrepairs.pairs.models import Invitation
from entrepairs.people.models import Circle, Person
from entrepairs.tests.posting import As

NOW = timezone.now()


def text(answer: Any) -> str:
    return str(answer.content.decode())


def see(as_person: As, person: Person) -> str:
    answer = as_person(person).get("/today/")
    assert answer.status_code == 200
    return text(answer)


def proposed(by: Person, to: Person, days_ago: float = 1, words: str = "Hello") -> Invitation:
    with hats.system("test"):
        return Invitation.objects.create(
            by=by,
            to=to,
            words=words,
            made_at=NOW - timedelta(days=days_ago),
            expires_at=NOW + timedelta(days=20),
        )


def wrote(circle: Circle, author: Person, days_ago: float = 1) -> Message:
    with hats.system("test"):
        return Message.objects.create(
            circle=circle,
            author=author,
            body="hello",
            once=uuid4(),
            sent_at=NOW - timedelta(days=days_ago),
        )


def planned(network: Any, by: Person, to: Person | None, days: float, **values: Any) -> Meeting:
    agreed = {"agreed_by": to, "agreed_at": NOW - timedelta(days=20)} if to else {}
    with hats.system("test"):
        return Meeting.objects.create(
            circle=network.pair,
            starts_at=NOW + timedelta(days=days),
            means="phone",
            asked_by=by,
            proposed_by=by,
            proposed_at=NOW - timedelta(days=21),
            **agreed,
            **values,
        )
