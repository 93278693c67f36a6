"""Following a series: told once, seen on Today and in the series, stopped in one press."""

from typing import Any
from uuid import uuid4

from django.test import Client

from entrepairs.core import hats
from entrepairs.library.actions import resources as actions
from entrepairs.library.models import Follower, Resource, Series
from entrepairs.library.tests.making import a_series, draft, published, withdraw
from entrepairs.library.tests.posting import body
from entrepairs.notices.models import Notice
from entrepairs.people.models import Person
from entrepairs.tests.posting import As

TOLD = "New in a series you follow"


def press(client: Client, series: Series, what: str) -> Any:
    return client.post(f"{series.path}{what}/", {"once": str(uuid4())}, follow=True)


def publish(claire: Person, one: Resource, audience: int = 5) -> Resource:
    with hats.person(claire.pk):
        return actions.publish_resource(resource=one, audience=audience, by=claire.pk)


def told(person: Person) -> list[str]:
    """What waits for this person, by what it is about."""
    with hats.person(person.pk):
        waiting = Notice.objects.filter(kind="published", seen_at=None)
        return list(waiting.values_list("about", flat=True))


def test_who_follows_is_told_once_sees_it_and_stops(
    amel: Person, claire: Person, network: Any, as_person: As
) -> None:
    series, hers = a_series(), as_person(amel)
    before = published(claire, network, series=series)
    assert "Follow this series" in body(hers.get(series.path))
    for _ in range(2):
        assert "You follow this series." in body(press(hers, series, "follow"))
    assert TOLD not in body(hers.get("/today/"))
    one = published(claire, network, series=series, title_fr="Épisode 2")
    assert told(amel) == [one.key]
    page = body(hers.get("/today/"))
    assert TOLD in page
    assert page.count(f'href="{series.path}"') == 1
    assert body(hers.get(series.path)).count(">new<") == 1
    assert told(amel) == []
    assert TOLD not in body(hers.get("/today/"))
    withdraw(one, claire)
    for again in (one, before):  # again, or changed: nothing new
        publish(claire, again)
    assert told(amel) == []
    assert "You no longer follow this series." in body(press(hers, series, "unfollow"))
    published(claire, network, series=series)
    assert told(amel) == []


def test_several_are_one_line_and_the_page_of_one_answers_for_it(
    amel: Person, claire: Person, network: Any, as_person: As
) -> None:
    series, hers = a_series(), as_person(amel)
    press(hers, series, "follow")
    rows = [published(claire, network, series=series, title_fr=f"N{n}") for n in range(3)]
    assert body(hers.get("/today/")).count(TOLD) == 1
    hers.get(rows[0].path)
    assert sorted(told(amel)) == sorted(row.key for row in rows[1:])
    withdraw(rows[1], claire)
    assert told(amel) == [rows[2].key]
    press(hers, series, "unfollow")
    assert told(amel) == []


def test_nobody_is_told_of_what_not_everyone_here_sees_nor_of_what_they_published(
    amel: Person, claire: Person, network: Any, as_person: As
) -> None:
    series = a_series()
    for person in (amel, claire):
        press(as_person(person), series, "follow")
    one = draft(claire, network, series=series)
    publish(claire, one, audience=3)
    assert told(amel) == []
    publish(claire, one, audience=4)
    assert told(amel) == [one.key]
    assert told(claire) == []


def test_what_is_moved_into_a_series_is_new_there(
    amel: Person, claire: Person, network: Any, as_person: As
) -> None:
    series, one = a_series(), published(claire, network)
    press(as_person(amel), series, "follow")
    with hats.person(claire.pk):
        actions.change_resource(
            resource=one, values={"series": series}, authors=[], concepts=[], by=claire.pk
        )
    assert told(amel) == [one.key]


def test_nobody_knows_who_follows(
    amel: Person, bruno: Person, claire: Person, as_person: As, client: Client
) -> None:
    series = a_series()
    press(as_person(amel), series, "follow")
    for person, count in ((amel, 1), (bruno, 0), (claire, 0)):
        with hats.person(person.pk):
            assert Follower.objects.count() == count
    page = body(client.get(series.path))
    assert "EXPEERTs" in page
    assert "ollow this series" not in page
