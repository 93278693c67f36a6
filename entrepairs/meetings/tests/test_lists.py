"""Lists of meetings: their pages, their queries, and their pieces by htmx."""

from collections.abc import Callable
from typing import Any

import pytest

from entrepairs.meetings.tests.making import (
    DAY,
    TOMORROW,
    a_held_meeting,
    a_line,
    a_meeting,
)
from entrepairs.people.models import Circle, Person
from entrepairs.tests.posting import As

Counting = Callable[[], Any]
BUDGET = 10


def text(answer: Any) -> str:
    return str(answer.content.decode())


def many(pair: Circle, amel: Person, bruno: Person, number: int) -> None:
    for n in range(1, number + 1):
        a_meeting(pair, bruno, n * DAY, agreed_by=amel if n % 2 else None)
        a_line(a_held_meeting(pair, amel, bruno, -n * DAY), amel, bruno, bruno)
        a_meeting(pair, amel, -n * DAY, agreed_by=bruno)


@pytest.mark.parametrize("address", ["", "?when=note", "?when=past"])
def test_a_list_makes_the_same_queries_for_one_row_and_for_thirty(
    as_person: As, pair: Circle, amel: Person, bruno: Person, queries: Counting, address: str
) -> None:
    client = as_person(amel)
    made = []
    for number in (1, 29):
        many(pair, amel, bruno, number)
        with queries() as sql:
            client.get(f"/meetings/{address}")
        made.append(len(sql))
    assert made[0] == made[1] <= BUDGET, sql


@pytest.mark.parametrize("state", ["to_come", "held", "noted"])
@pytest.mark.parametrize("part", ["", "other-time/", "cancel/", "note/", "not-counted/"])
def test_a_page_keeps_to_its_budget(
    as_person: As,
    pair: Circle,
    amel: Person,
    bruno: Person,
    queries: Counting,
    state: str,
    part: str,
) -> None:
    many(pair, amel, bruno, 9)
    meeting = a_meeting(pair, bruno) if state == "to_come" else a_held_meeting(pair, amel, bruno)
    if state == "noted":
        a_line(meeting, amel, bruno, bruno)
    client = as_person(amel)
    client.get(meeting.path)
    with queries() as sql:
        client.get(f"{meeting.path}{part}")
    # After the answer, the hat is taken off again only because a test is one transaction.
    sql = [line for line in sql if "'role', 'none'" not in line]
    assert len(sql) <= BUDGET, "\n".join(line[:150] for line in sql)


def test_planning_keeps_to_its_budget(
    as_person: As, pair: Circle, amel: Person, bruno: Person, queries: Counting
) -> None:
    many(pair, amel, bruno, 9)
    client = as_person(amel)
    with queries() as sql:
        client.get(f"/meetings/new/?circle={pair.key}")
    assert len(sql) <= BUDGET, "\n".join(line[:150] for line in sql)


def test_lists_are_paged_by_fifty(as_person: As, pair: Circle, amel: Person, bruno: Person) -> None:
    for n in range(1, 53):
        a_held_meeting(pair, amel, bruno, -n * DAY)
    client = as_person(amel)
    pages = [text(client.get(f"/meetings/?when=past&page={number}")) for number in (1, 2)]
    assert [page.count('<li class="card') for page in pages] == [50, 2]
    assert ['rel="next"' in page for page in pages] == [True, False]
    assert ['rel="prev"' in page for page in pages] == [False, True]
    assert client.get("/meetings/?when=past&page=zero").status_code == 200


@pytest.mark.parametrize("address", ["?when=past", "?when=coming", "?when=past&page=2"])
def test_htmx_gets_the_same_as_the_page(
    as_person: As, pair: Circle, amel: Person, bruno: Person, address: str
) -> None:
    many(pair, amel, bruno, 20)
    client = as_person(amel)
    whole = text(client.get(f"/meetings/{address}"))
    part = text(client.get(f"/meetings/{address}", headers={"HX-Request": "true"}))
    assert part.strip().startswith('<div id="meetings"')
    assert part.strip() in whole


def test_going_back_with_htmx_gives_the_whole_page(as_person: As, amel: Person) -> None:
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in text(as_person(amel).get("/meetings/", headers=headers))


def test_the_group_s_meeting_is_in_the_list_under_its_name(
    as_person: As, group: Circle, amel: Person, claire: Person
) -> None:
    meeting = a_meeting(group, claire, TOMORROW)
    assert "Café du mardi" in text(as_person(amel).get("/meetings/"))
    assert "one of the others says yes" in text(as_person(amel).get(meeting.path))
