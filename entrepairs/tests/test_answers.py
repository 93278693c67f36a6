"""Answering anything anywhere closes what was told of it: no notice is open, no mail is due, and
Today asks no more."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.notices import due
from entrepairs.notices.kinds import known_kinds
from entrepairs.notices.models import Notice
from entrepairs.notices.tests.addresses import give_address
from entrepairs.people.models import Person
from entrepairs.tests import (
    answering_between_two,
    answering_brought,
    answering_codes,
    answering_decisions,
    answering_delegations,
    answering_in_groups,
    answering_in_library,
    answering_in_plans,
    answering_in_public,
    answering_in_teams,
    answering_items,
    answering_learning,
    answering_mandates,
    answering_rights,
    answering_roles,
    answering_safeguarding,
    answering_sittings,
    answering_turns,
    answering_vacancies,
)
from entrepairs.tests.answering import DOORS, Stage, Steps
from entrepairs.tests.posting import As
from entrepairs.ui import duties

__all__ = [
    "answering_between_two",
    "answering_brought",
    "answering_codes",
    "answering_decisions",
    "answering_delegations",
    "answering_in_groups",
    "answering_in_library",
    "answering_in_plans",
    "answering_in_public",
    "answering_in_teams",
    "answering_items",
    "answering_learning",
    "answering_mandates",
    "answering_rights",
    "answering_roles",
    "answering_safeguarding",
    "answering_sittings",
    "answering_turns",
    "answering_vacancies",
]
ALL = [
    pytest.param(kind, steps, id=f"{kind}-{steps.__name__}")
    for kind, doors in DOORS.items()
    for steps in doors
]
# Told now, due the day before, on its day, or at the end.
LATER = {"answer_soon", "dates_soon", "decided", "plan_review", "reminder"}


def open_notices(person: Person, kind: str) -> set[int]:
    with hats.system("test"):
        mine = Notice.objects.filter(person=person, kind=kind, seen_at=None)
        return set(mine.values_list("pk", flat=True))


def due_mails(person: Person) -> set[int]:
    """The notices that a mail to this person is due for, in ten minutes."""
    found = due.find_due(timezone.now() + timedelta(minutes=10))
    return {notice for due in found if due.person == person.pk for notice in due.notices}


def lines_of_today(person: Person) -> set[tuple[str, str]]:
    with hats.person(person.pk):
        lines = duties.read_lines(person.pk, *duties.rooms_with_duties())
        return {(line.kind.name, line.key) for line in lines}


@pytest.mark.parametrize(("kind", "door"), ALL)
def test_what_is_answered_waits_no_more(
    network: Network, as_person: As, client: Client, kind: str, door: Callable[[Stage], Steps]
) -> None:
    steps = door(Stage(network, as_person, client))
    person = next(steps)
    give_address(person)
    told = open_notices(person, kind)
    assert len(told) == 1
    lines = lines_of_today(person)
    assert (lines and told <= due_mails(person)) or kind in LATER
    assert next(steps, None) is None
    assert not told & open_notices(person, kind)
    assert not told & due_mails(person)
    assert not lines & lines_of_today(person)


def test_every_kind_of_notice_has_a_door_by_which_it_is_answered() -> None:
    assert set(DOORS) == {kind.name for kind in known_kinds()}
