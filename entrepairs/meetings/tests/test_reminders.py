"""Reminders of meetings: the day before, or two hours before, and none of what is off."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.meetings.actions import planning
from entrepairs.meetings.tests.making import DAY
from entrepairs.meetings.tests.planning import accept, cancel, move, plan, told
from entrepairs.people.models import Circle, Person


def reminders(person: Person) -> list[dt.datetime]:
    return [n.due_at for n in told(person, "reminder") if n.seen_at is None]


def test_both_are_reminded_the_day_before_at_nine_of_their_own_day(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    with hats.system("test"):
        Person.objects.filter(pk=bruno.pk).update(time_zone="America/Cayenne")
    day = (timezone.now() + 10 * DAY).replace(hour=13, minute=0, second=0, microsecond=0)
    accept(plan(pair, amel, day - timezone.now()), bruno)
    assert reminders(amel)[0].astimezone(ZoneInfo("Europe/Paris")).hour == 9
    assert reminders(bruno)[0].astimezone(dt.UTC).hour == 12
    assert {due.date() for due in reminders(amel) + reminders(bruno)} == {(day - DAY).date()}


def test_a_meeting_agreed_late_is_reminded_two_hours_before(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = accept(plan(pair, amel, dt.timedelta(hours=5)), bruno)
    [due] = reminders(amel)
    assert due <= meeting.starts_at - dt.timedelta(hours=2)


def test_a_meeting_in_an_hour_reminds_nobody(pair: Circle, amel: Person, bruno: Person) -> None:
    accept(plan(pair, amel, dt.timedelta(hours=1)), bruno)
    assert reminders(amel) == []


def test_a_reminder_moves_with_the_meeting_and_goes_when_it_is_cancelled(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = accept(plan(pair, amel, 5 * DAY), bruno)
    assert len(reminders(amel)) == len(reminders(bruno)) == 1
    move(meeting, bruno, 9 * DAY)
    assert reminders(amel) == reminders(bruno) == []
    accept(meeting, amel)
    [due] = reminders(amel)
    assert due > timezone.now() + 6 * DAY
    cancel(meeting, amel)
    assert reminders(amel) == reminders(bruno) == []


def test_nobody_is_reminded_of_a_meeting_that_a_pause_or_an_end_cancelled(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    agreed, asked = accept(plan(pair, amel, 5 * DAY), bruno), plan(pair, amel, 6 * DAY)
    assert len(reminders(amel)) == len(reminders(bruno)) == 1
    with hats.person(bruno.pk):
        planning.cancel_future_meetings(circle=pair, by=bruno)
    assert reminders(amel) == reminders(bruno) == []
    waiting = {notice.path for notice in told(bruno) if notice.seen_at is None}
    assert not waiting & {agreed.path, asked.path}  # nothing is left to answer either
