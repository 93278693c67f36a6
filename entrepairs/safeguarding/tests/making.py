"""Reports and decisions for tests: who rules, a report of a message, a decision of two."""

import datetime as dt
from typing import Any
from uuid import uuid4

from django.utils import timezone

from entrepairs.accounts.models import Account
from entrepairs.conversations.models import Message
from entrepairs.core import hats
from entrepairs.people.models import Circle, Organisation, Person
from entrepairs.safeguarding import reportable
from entrepairs.safeguarding.actions import reports, rulings
from entrepairs.safeguarding.actions.reports import ReportWords
from entrepairs.safeguarding.actions.rulings import RulingWords
from entrepairs.safeguarding.models import Report, ReportReader, RotaPlace, Ruling


def strangers(*names: str) -> list[Person]:
    """People in no circle, who can sign in."""
    found = []
    with hats.system("test"):
        for name in names:
            found.append(Person.objects.create(name=name, welcomed_at=timezone.now()))
            account = Account(person=found[-1], username=name.lower())
            account.set_unusable_password()
            account.save()
    return found


def on_rota(person: Person, organisation: Organisation | None = None) -> RotaPlace:
    with hats.system("test"):
        return RotaPlace.objects.create(
            person=person, organisation=organisation, accepted_at=timezone.now()
        )


def said(circle: Circle, author: Person, words: str = "Je dirai tout devant eux") -> Message:
    with hats.system("test"):
        return Message.objects.create(circle=circle, author=author, body=words, once=uuid4())


def reported(message: Message, by: Person, **more: Any) -> Report:
    with hats.person(by.pk):
        found = reportable.find_message(message.once.hex)
        assert found is not None
        words = ReportWords("threat", **more)
        key = reports.file_report(reported=found, words=words, once=uuid4(), by=by.pk)
        return Report.objects.get(key=key)


def readings_of(report: Report, turn: int = 1) -> list[ReportReader]:
    with hats.system("test"):
        rows = ReportReader.objects.filter(report=report, turn=turn)
        return list(rows.select_related("person", "report").order_by("pk"))


def proposed(report: Report, outcome: str, turn: int = 1, days: int = 30) -> Ruling:
    one = readings_of(report, turn)[0]
    until = timezone.localdate() + dt.timedelta(days)
    dated = outcome in ("hide", "mute", "exclude", "suspend")
    words = RulingWords(outcome, "Le message menace.", until if dated else None, "equals")
    with hats.person(one.person_id):
        return rulings.propose_ruling(reading=one, words=words, once=uuid4(), by=one.person_id)


def decided(report: Report, outcome: str, turn: int = 1) -> Ruling:
    """One of the two proposes, the other agrees."""
    ruling = proposed(report, outcome, turn)
    other = readings_of(report, turn)[1]
    with hats.person(other.person_id):
        rulings.agree_ruling(ruling=ruling, once=uuid4(), by=other.person_id)
    with hats.system("test"):
        return Ruling.objects.select_related("report").get(pk=ruling.pk)


def appealed(ruling: Ruling, by: Person, words: str = "Je ne menaçais personne") -> None:
    with hats.person(by.pk):
        reports.appeal_ruling(ruling=ruling, words=words, once=uuid4(), by=by.pk)
