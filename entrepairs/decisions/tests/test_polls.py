"""A group finds a date: asked, answered under one's name, chosen, and there as a meeting."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import F
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.decisions.actions.polls import choose_date, say_dates
from entrepairs.decisions.models import Coming, Date, Poll
from entrepairs.decisions.tests.making import dates_asked, dates_said
from entrepairs.groups.tests.making import group_of, visiting
from entrepairs.ledger.transactions import NotPossible
from entrepairs.meetings.models import Meeting
from entrepairs.notices.models import Notice
from entrepairs.people.models import Membership, Person
from entrepairs.tests.posting import As, once

DAY = timedelta(days=1)


def close(poll: Poll) -> None:
    with hats.system("test"):
        Poll.objects.filter(pk=poll.pk).update(
            made_at=F("made_at") - 4 * DAY, closes_at=F("closes_at") - 4 * DAY
        )


def test_a_date_that_suits_two_becomes_a_meeting_of_the_group(
    amel: Person, david: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    today = timezone.localdate()
    said = {"title": "Sortie à la mer", "minutes": "120", "means": "in_person", "where": "Gare"}
    said |= {"day_1": (today + 9 * DAY).isoformat(), "clock_1": "10:00"}
    said |= {"day_2": (today + 10 * DAY).isoformat(), "clock_2": "10:00"}
    said |= {"closes_on": (today + 3 * DAY).isoformat()}
    answer = as_person(amel).post(f"{group.path}dates/new/", once(**said))
    assert answer.status_code == 302, answer.text
    path = answer["Location"]
    assert "Which dates suit you?" in as_person(david).get("/today/").text
    with hats.person(amel.pk):
        first, second = Date.objects.order_by("starts_at")
    for person, fits in ((amel, "maybe"), (david, "yes")):
        mine = {f"date_{first.pk}": "no", f"date_{second.pk}": fits}
        assert as_person(person).post(path, once(**mine)).status_code == 302
    page = as_person(amel).get(path).text
    assert "1 person can come" in page
    answer = as_person(amel).post(f"{path}choose/", once(date=str(second.pk)))
    assert answer.status_code == 302
    with hats.person(david.pk):
        meeting = Meeting.objects.get(circle=group.circle)
        assert meeting.starts_at == second.starts_at
        assert meeting.agreed_by_id == david.pk
        assert Poll.objects.get().meeting_id == meeting.pk
    assert "Sortie à la mer" in as_person(david).get(group.path).text
    assert "Chosen date" in as_person(david).get(path).text


def test_a_date_that_suits_nobody_else_waits_for_a_yes_like_any_meeting(
    amel: Person, david: Person
) -> None:
    poll = dates_asked(group_of(amel, david), amel)
    dates_said(poll, amel, "yes")
    dates_said(poll, david, "no")
    with hats.person(amel.pk):
        date = Date.objects.select_related("poll__circle")[0]
        assert choose_date(date=date, once=uuid4(), by=amel).agreed_at is None
        assert Meeting.objects.get(circle=poll.circle).agreed_at is None


def test_nobody_chooses_alone_before_the_end_nor_answers_after_it(
    amel: Person, david: Person, as_person: As
) -> None:
    poll = dates_asked(group_of(amel, david), amel)
    dates_said(poll, amel, "yes")
    with hats.person(amel.pk), pytest.raises(NotPossible, match="Not everybody"):
        choose_date(date=poll.dates.select_related("poll__circle")[0], once=uuid4(), by=amel)
    with hats.system("test"):
        assert not Meeting.objects.filter(circle=poll.circle).exists()
    close(poll)
    with pytest.raises(NotPossible, match="closed while you were writing"):
        dates_said(poll, david, "yes")
    with hats.person(david.pk):
        keys = {f"date_{one.pk}": "yes" for one in poll.dates.all()}
    answer = as_person(david).post(poll.path, once(**keys))
    assert answer.status_code == 422
    assert "checked" in answer.text
    with hats.person(david.pk):
        choose_date(date=poll.dates.select_related("poll__circle")[0], once=uuid4(), by=david)
        with pytest.raises(NotPossible):
            choose_date(date=poll.dates.select_related("poll__circle")[1], once=uuid4(), by=david)


def test_a_visitor_says_dates_and_others_do_not_find_it(
    amel: Person, david: Person, bruno: Person, eve: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    visiting(group, bruno, days=20)
    poll = dates_asked(group, amel)
    dates_said(poll, bruno, "yes")
    dates_said(poll, bruno, "maybe")
    with hats.person(david.pk):
        assert set(Coming.objects.values_list("person", "fits")) == {(bruno.pk, "maybe")}
    with hats.person(bruno.pk), pytest.raises(NotPossible):
        choose_date(date=poll.dates.select_related("poll__circle")[0], once=uuid4(), by=bruno)
    assert as_person(bruno).get(poll.path).status_code == 200
    assert as_person(eve).get(poll.path).status_code == 404
    with hats.person(eve.pk):
        assert not Poll.objects.exists()
        with pytest.raises(NotPossible):
            say_dates(poll=poll, answers={}, once=uuid4(), by=eve)


def test_only_the_silent_are_reminded_of_dates(amel: Person, david: Person, eve: Person) -> None:
    poll = dates_asked(group_of(amel, david, eve), amel)
    dates_said(poll, david, "no")
    with hats.system("test"):
        rows = Notice.objects.filter(kind="dates_soon", seen_at=None)
        assert [row.person_id for row in rows] == [eve.pk]


def test_a_poll_of_30_asks_as_much_as_that_of_2(
    amel: Person, david: Person, as_person: As, queries: Any
) -> None:
    group, reader = group_of(amel, david), as_person(amel)
    poll = dates_asked(group, amel)
    counts = []
    for number in (0, 28):
        with hats.system("test"):
            for count in range(number):
                person = Person.objects.create(name=f"Membre {count}")
                Membership.objects.create(circle=group.circle, person=person)
                for date in poll.dates.all():
                    Coming.objects.create(date=date, person=person, fits="yes")
        with queries() as made:
            assert reader.get(poll.path).status_code == 200
        counts.append(len(made))
    assert counts[0] == counts[1] <= 14  # of which 4 once the page has left
