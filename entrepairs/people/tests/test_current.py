"""What is of the present moment: said in Python and in SQL, with the same rows."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.people.models import Circle, Membership, Person


def test_what_is_past_now_and_to_come_is_the_same_in_sql(amel: Person) -> None:
    now = timezone.now()
    before, after = now - timedelta(days=1), now + timedelta(days=1)
    spans = {
        "past": (before - timedelta(days=1), before),
        "since yesterday": (before, None),
        "until tomorrow": (before, after),
        "to come": (after, None),
        "to come and to end": (after, after + timedelta(days=1)),
    }
    with hats.system("test"):
        rows = {
            name: Membership.objects.create(
                circle=Circle.objects.create(kind="group", name=name),
                person=amel,
                since=since,
                until=until,
            ).pk
            for name, (since, until) in spans.items()
        }
    with hats.person(amel.pk), connection.cursor() as cursor:
        current = set(Membership.objects.current().values_list("pk", flat=True))
        cursor.execute("select id from people_membership where is_current(since, until)")
        assert {pk for (pk,) in cursor} == current
    assert {name for name, pk in rows.items() if pk in current} == {
        "since yesterday",
        "until tomorrow",
    }


def test_the_planner_writes_it_out(amel: Person) -> None:
    """A function that is called for each row uses no index."""
    with hats.person(amel.pk), connection.cursor() as cursor:
        cursor.execute("explain select from people_membership where is_current(since, until)")
        plan = "\n".join(line for (line,) in cursor)
    assert "statement_timestamp()" in plan
    assert "is_current" not in plan


def test_what_has_ended_cannot_be_prolonged(network: Any, amel: Person) -> None:
    later = timezone.now() + timedelta(days=400)
    with hats.person(amel.pk):
        for mine in (network.group.memberships.filter(person=amel), amel.affiliations.all()):
            assert mine.update(until=Now()) == 1
            assert mine.update(until=later) == 0
