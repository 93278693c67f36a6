"""The mirror's pages: when they draw, that their sums agree, and the times that both can."""

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.meetings.tests.making import DAY, a_held_meeting, a_line
from entrepairs.people import slots
from entrepairs.people.models import Facet, Person
from entrepairs.tests.posting import As

TUESDAY_EVENING, FRIDAY_MORNING = slots.slot_bit(1, 2), slots.slot_bit(4, 0)


@pytest.fixture
def note(network: Any, amel: Person, bruno: Person) -> Callable[..., None]:
    """`note(3)`: three meetings noted and confirmed, each a month before the last."""

    def make(number: int) -> None:
        for ago in range(number):
            meeting = a_held_meeting(network.pair, amel, bruno, -(30 * ago + 2) * DAY)
            a_line(meeting, amel, bruno, amel, minutes=40 + ago, confirmed_by=bruno)
            a_line(meeting, bruno, amel, amel, minutes=20, kind="laughter", confirmed_by=bruno)

    return make


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def totals(page: str) -> list[str]:
    return re.findall(
        r"<td[^>]*>([^<]*)</td>", "".join(re.findall(r"<tfoot>.*?</tfoot>", page, re.S))
    )


@pytest.mark.parametrize("path", ["/mirror/", "mirror/"], ids=["own", "of the pair"])
def test_under_three_noted_meetings_a_sentence_stands_for_the_picture(
    path: str, network: Any, amel: Person, as_person: As, note: Callable[..., None]
) -> None:
    path = path if path.startswith("/") else network.pair.path + path
    client = as_person(amel)
    note(2)
    page = read(client, path)
    assert "There is no picture yet" in page
    assert '<svg class="flow"' not in page
    assert 'class="butterfly"' not in page
    assert 'class="track"' not in page
    assert "1\u00a0h\u00a021" in page  # 40 + 41 minutes given: told, not drawn
    note(1)
    page = read(client, path)
    assert "There is no picture yet" not in page
    assert page.count('<svg class="flow"') == page.count('class="butterfly"') == 1


def test_months_kinds_and_the_whole_say_the_same_to_both(
    network: Any, amel: Person, bruno: Person, as_person: As, note: Callable[..., None]
) -> None:
    note(4)
    for person, ways in (
        (amel, ["2\u00a0h\u00a046", "1\u00a0h\u00a020"]),
        (bruno, ["1\u00a0h\u00a020", "2\u00a0h\u00a046"]),
    ):
        client = as_person(person)
        for path in ("/mirror/?period=year", f"{network.pair.path}mirror/?period=year"):
            page = read(client, path)
            assert totals(page) == ways * 2
            assert f"given · {ways[0]}" in page
            assert f"received · {ways[1]}" in page
            assert "Only you can see this page" in page or "Nobody else sees them" in page


@pytest.fixture
def told(network: Any, amel: Person, bruno: Person) -> Callable[..., None]:
    def make(person: Person, times: int, audience: int = 4) -> None:
        with hats.system("test"):
            Facet.objects.update_or_create(
                person=person,
                kind="availability",
                defaults={"slots": times, "audience": audience},
            )

    return make


def test_a_time_at_which_both_can_is_pressed_to_plan_a_meeting(
    network: Any, amel: Person, bruno: Person, as_person: As, told: Callable[..., None]
) -> None:
    told(amel, TUESDAY_EVENING | FRIDAY_MORNING)
    told(bruno, TUESDAY_EVENING)
    client = as_person(amel)
    address = f"/meetings/new/?circle={network.pair.key}&at=1-2"
    for path in (
        "/mirror/",
        f"{network.pair.path}mirror/",
        f"/meetings/new/?circle={network.pair.key}",
    ):
        assert f'href="{address}"' in read(client, path)
    page = read(client, address)
    assert "Next possible time: Tuesday evening" in page
    day = timezone.localdate() + timedelta(days=1)
    while day.weekday() != 1:
        day += timedelta(days=1)
    assert f'value="{day.isoformat()}"' in page
    assert 'value="18:30"' in page
    assert "Next possible time" not in read(client, f"{address[:-3]}7-1")


def test_a_week_that_is_not_told_to_me_is_not_drawn(
    network: Any, amel: Person, bruno: Person, as_person: As, told: Callable[..., None]
) -> None:
    told(amel, TUESDAY_EVENING)
    told(bruno, TUESDAY_EVENING | FRIDAY_MORNING, audience=0)
    for path in (
        "/mirror/",
        f"{network.pair.path}mirror/",
        f"/meetings/new/?circle={network.pair.key}",
    ):
        page = read(as_person(amel), path)
        assert "at=1-2" not in page
        assert 'class="week"' not in page


def test_a_time_that_a_limit_leaves_out_is_offered_to_neither(
    network: Any, amel: Person, bruno: Person, as_person: As, told: Callable[..., None], tell: Any
) -> None:
    told(amel, TUESDAY_EVENING | FRIDAY_MORNING)
    told(bruno, TUESDAY_EVENING | FRIDAY_MORNING)
    tell(bruno, "limit", "no_evenings")
    for person in (amel, bruno):
        page = read(as_person(person), f"{network.pair.path}mirror/")
        assert "at=4-0" in page
        assert "at=1-2" not in page
