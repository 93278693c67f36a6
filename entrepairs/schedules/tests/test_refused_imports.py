"""Imports that are refused, in part or whole, and those of other people."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from entrepairs.core import hats
from entrepairs.events import actions
from entrepairs.events.models import (
    Event,
    Session,
    Talk,
)
from entrepairs.events.tests.preparing import hours
from entrepairs.ledger.transactions import NotPossible
from entrepairs.schedules import import_plan
from entrepairs.schedules.actions import import_programmes
from entrepairs.schedules.tests.files import CSV, large
from entrepairs.schedules.tests.importing import picture, understood, write


def test_a_file_that_tells_no_event_begins_none(network: Any, claire: Any) -> None:
    with hats.person(claire.pk):
        found = import_plan.plan_for_organisation(
            CSV.encode(), network.escale, claire.pk, without_gone=False
        )
    assert "create the event first" in found.refusals[0].what


def test_what_fails_half_way_leaves_nothing(
    event: Event, claire: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from entrepairs.schedules.programme_writer import ProgrammeWriter

    with hats.person(claire.pk):
        found = understood(event, CSV.encode())

    def broken(self: ProgrammeWriter) -> None:
        raise ValidationError("no")

    monkeypatch.setattr(ProgrammeWriter, "write_talks", broken)
    with hats.person(claire.pk), pytest.raises(ValidationError):
        import_programmes(
            comparisons=found.comparisons,
            organisation=None,
            without_gone=False,
            once=uuid4(),
            by=claire,
        )
    assert not any(picture())


def test_hours_taken_meanwhile_are_refused_whole(event: Event, claire: Any) -> None:
    with hats.person(claire.pk):
        found = understood(event, CSV.encode())
        room = actions.add_room(event=event, name="Autre", once=uuid4(), by=claire)
        found.comparisons[0].here.rooms["Grande salle"] = room
        actions.add_session(
            event=event,
            told={"title_fr": "x", "room": room, **hours(9, 10)},
            once=uuid4(),
            by=claire,
        )
        with pytest.raises(ValidationError, match="in the meantime"):
            import_programmes(
                comparisons=found.comparisons,
                organisation=None,
                without_gone=False,
                once=uuid4(),
                by=claire,
            )
        assert Session.objects.count() == 1


@pytest.mark.parametrize("who", ["amel", "eve"])
def test_others_import_nothing(event: Event, network: Any, claire: Any, who: str) -> None:
    person = network.people[who.capitalize()]
    with hats.person(claire.pk):
        found = understood(event, CSV.encode())
    with hats.person(person.pk), pytest.raises(NotPossible):
        import_programmes(
            comparisons=found.comparisons,
            organisation=None,
            without_gone=False,
            once=uuid4(),
            by=person,
        )


def test_what_is_wrong_in_one_talk_of_many_keeps_its_hours_out_and_nothing_else(
    event: Event, claire: Any
) -> None:
    broken = large(40).replace(b"<duration>00:30</duration>", b"<duration>-1</duration>", 1)
    found = write(event, broken, claire)
    assert [note.what for note in found.read.notes] == ["it ends before it starts: no times"]
    with hats.person(claire.pk):
        assert (Talk.objects.count(), Talk.objects.filter(starts_at=None).count()) == (40, 1)
