"""The pages of meetings, as the two of a pair open them."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from entrepairs.meetings.tests.making import a_held_meeting, a_line, a_meeting
from entrepairs.people.models import Person

As = Callable[[Person], Client]
PLAN = {"day": "2026-12-02", "clock": "14:00", "minutes": "60", "means": "in_person", "where": "Écluse", "title": ""}


def test_smoke(as_person: As, network: Any, amel: Person, bruno: Person) -> None:
    meeting = a_meeting(network.pair, bruno)
    for address in (
        "",
        "?when=note",
        "?when=past",
        "new/",
        f"new/?circle={network.pair.key}",
        "calendar/",
        f"{meeting.key}/",
        f"{meeting.key}/other-time/",
        f"{meeting.key}/cancel/",
    ):
        answer = as_person(amel).get(f"/meetings/{address}")
        assert answer.status_code in (200, 302), address
    done = a_held_meeting(network.pair, bruno, amel)
    assert as_person(amel).get(f"/meetings/{done.key}/note/").status_code == 200
    a_line(done, amel, bruno, bruno)
    assert as_person(amel).get(f"/meetings/{done.key}/").status_code == 200
    assert as_person(amel).get(f"/meetings/{done.key}/not-counted/").status_code == 200
