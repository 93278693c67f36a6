from datetime import timedelta
from typing import Any

import pytest
from django.db import Error
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.meetings.notice_kinds import MEETING as MEETING_KIND
from entrepairs.meetings.notice_kinds import REMINDER
from entrepairs.notices import actions, jobs
from entrepairs.notices.models import Notice
from entrepairs.people.models import Block

MEETING: dict[str, Any] = {
    "kind": MEETING_KIND,
    "about": "k3y:2026-11-25T14:00",
    "path": "/meetings/k3y/",
}


def tell(**values: Any) -> None:
    with hats.system("test"):
        actions.tell(**values)


def told() -> list[str]:
    with hats.system("test"):
        return sorted(Notice.objects.filter(seen_at=None).values_list("person__name", flat=True))


def test_the_same_is_told_once(amel: Any) -> None:
    for _ in range(2):
        tell(person=amel, **MEETING)
    assert told() == ["Amel"]


def test_several_are_told_at_once_but_not_who_tells(amel: Any, bruno: Any, claire: Any) -> None:
    tell(person=[amel, bruno.pk, claire], by=claire, **MEETING)
    assert told() == ["Amel", "Bruno"]


def test_nobody_at_all_can_be_told(amel: Any) -> None:
    tell(person=[], **MEETING)
    assert told() == []


@pytest.mark.parametrize("turned", [False, True])
def test_nobody_is_told_across_a_block(amel: Any, bruno: Any, claire: Any, turned: bool) -> None:
    one, other = (bruno, amel) if turned else (amel, bruno)
    with hats.system("test"):
        Block.objects.create(person=one, blocked=other)
    tell(person=[amel, claire], by=bruno, **MEETING)
    assert told() == ["Claire"]


def test_what_was_seen_is_told_again_only_when_asked(amel: Any) -> None:
    tell(person=amel, **MEETING)
    with hats.person(amel.pk):
        assert actions.see(by=amel, path=MEETING["path"]) == 1
    tell(person=amel, **MEETING)
    assert told() == []
    tell(person=amel, again=True, **MEETING)
    assert told() == ["Amel"]


def test_a_reminder_waits_for_its_time(amel: Any) -> None:
    tell(person=amel, due_at=timezone.now() + timedelta(days=1), **MEETING)
    with hats.person(amel.pk):
        assert actions.see(by=amel, path=MEETING["path"]) == 0
    tell(
        person=amel,
        kind=REMINDER,
        about="x",
        path="/",
        due_at=timezone.now() - timedelta(minutes=1),
    )
    with hats.person(amel.pk):
        assert actions.see(by=amel) == 1


def test_a_notice_is_seen_and_marked_by_its_person_only(amel: Any, bruno: Any) -> None:
    tell(person=amel, **MEETING)
    with hats.person(bruno.pk):
        assert not Notice.objects.exists()
        assert actions.see(by=amel, path=MEETING["path"]) == 0
    assert told() == ["Amel"]


def test_nobody_writes_a_notice_under_their_own_hat(amel: Any) -> None:
    with pytest.raises(Error), hats.person(amel.pk):
        Notice.objects.create(person=amel, **MEETING | {"kind": "meeting"})


def test_what_was_seen_half_a_year_ago_is_forgotten_and_nothing_else(amel: Any, bruno: Any) -> None:
    now = timezone.now()
    long_ago, lately = now - timedelta(days=181), now - timedelta(days=179)
    with hats.system("test"):
        for about, seen_at in (("old", long_ago), ("new", lately), ("unseen", None)):
            Notice.objects.create(
                person=amel,
                kind="message",
                about=about,
                path="/",
                told_at=long_ago,
                due_at=long_ago,
                seen_at=seen_at,
            )
    jobs.forget_notices(timestamp=0)
    with hats.system("test"):
        assert set(Notice.objects.values_list("about", flat=True)) == {"new", "unseen"}


def test_nobody_tells_others_of_what_they_have_not_done(amel: Any, bruno: Any) -> None:
    with pytest.raises(Error), hats.person(bruno.pk):
        actions.tell(person=amel, by=bruno, **MEETING)
    assert told() == []
