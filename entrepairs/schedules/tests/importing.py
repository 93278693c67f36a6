"""Imports as the tests make them: a file read for an event, and written."""

from typing import Any
from uuid import uuid4

from entrepairs.core import hats
from entrepairs.events.models import (
    Event,
    Material,
    Room,
    Session,
    Speaker,
    Talk,
    TalkSpeaker,
    Track,
)
from entrepairs.schedules import import_plan
from entrepairs.schedules.actions import import_programmes
from entrepairs.schedules.formats.read_model import Answers
from entrepairs.schedules.import_plan import Understood


def understood(
    event: Event, content: bytes, answers: Answers | None = None, *, without_gone: bool = False
) -> Understood:
    return import_plan.plan_for_event(content, event, answers, without_gone=without_gone)


def write(
    event: Event,
    content: bytes,
    by: Any,
    answers: Answers | None = None,
    *,
    without_gone: bool = False,
) -> Understood:
    with hats.person(by.pk):
        found = understood(event, content, answers, without_gone=without_gone)
        assert found.is_ready
        import_programmes(
            comparisons=found.comparisons,
            organisation=None,
            without_gone=without_gone,
            once=uuid4(),
            by=by,
        )
    return found


def picture() -> list[Any]:
    """Everything that was written, numbers of rows included."""
    with hats.system("test"):
        return [
            list(model.objects.order_by("pk").values())
            for model in (Room, Track, Session, Speaker, Talk, TalkSpeaker, Material)
        ]
