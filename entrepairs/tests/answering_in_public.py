"""Doors of what waits around events, recordings and the library."""

from typing import Any

from entrepairs.calls.actions.decisions import tell_authors
from entrepairs.calls.actions.reviews import ask_reader, release_reader
from entrepairs.calls.models import Call, Reader, ReviewAssignment
from entrepairs.calls.tests.calling import a_decision, a_reader, a_submission, an_open_call
from entrepairs.calls.tests.calling import share_out as press_share_out
from entrepairs.core import hats
from entrepairs.events.actions.invitations import send_invitation
from entrepairs.events.models import Event, EventInvitation
from entrepairs.events.tests.making import a_speaker
from entrepairs.registrations import notifications as registrations
from entrepairs.registrations.actions import ask_person
from entrepairs.registrations.models import Registration
from entrepairs.registrations.tests.registering import register
from entrepairs.tests.answering import Stage, Steps, door


def reading_for(stage: Stage) -> Reader:
    """Claire asks Amel to read contributions to her event."""
    call = an_open_call(stage.network)
    made: Reader = stage.act("Claire", ask_reader, call=call, person=stage.person("Amel"))
    return made


@door("read")
def saying_yes_to_reading(stage: Stage) -> Steps:
    reader = reading_for(stage)
    yield stage.person("Amel")
    stage.post("Amel", f"{reader.path}answer/", answer="yes")


@door("read")
def saying_no_to_reading(stage: Stage) -> Steps:
    reader = reading_for(stage)
    yield stage.person("Amel")
    stage.post("Amel", f"{reader.path}answer/", answer="no")


@door("read")
def no_longer_asked_to_read(stage: Stage) -> Steps:
    reader = reading_for(stage)
    yield stage.person("Amel")
    stage.act("Claire", release_reader, reader=reader)


def given_to_read(stage: Stage) -> tuple[Call, ReviewAssignment]:
    call = an_open_call(stage.network)
    one, reader = a_submission(call), a_reader(call, stage.person("Amel"))
    press_share_out(stage.as_person(stage.person("Claire")), call)
    with hats.system("test"):
        given = ReviewAssignment.objects.select_related("submission")
        return call, given.get(submission=one, reader=reader)


@door("read")
def reviewing_what_was_given(stage: Stage) -> Steps:
    _call, given = given_to_read(stage)
    yield stage.person("Amel")
    stage.post("Amel", given.path, advice="accept", for_authors="Oui", for_organisers="")


@door("read")
def giving_it_back_unread(stage: Stage) -> Steps:
    _call, given = given_to_read(stage)
    yield stage.person("Amel")
    stage.post("Amel", f"{given.path}cannot/")


@door("read")
def decided_meanwhile(stage: Stage) -> Steps:
    call, given = given_to_read(stage)
    yield stage.person("Amel")
    a_decision(given.submission, "refused", told=False)
    stage.act("Claire", tell_authors, call=call)


@door("decision")
def saying_that_they_come(stage: Stage) -> Steps:
    call = an_open_call(stage.network)
    one = a_submission(call, stage.person("Amel"))
    a_decision(one, told=False)
    stage.act("Claire", tell_authors, call=call)
    yield stage.person("Amel")
    stage.post("Amel", f"/events/contribution/{one.key}/comes/")


@door("decision")
def reading_the_answer(stage: Stage) -> Steps:
    call = an_open_call(stage.network)
    one = a_submission(call, stage.person("Amel"))
    a_decision(one, "refused", told=False)
    stage.act("Claire", tell_authors, call=call)
    yield stage.person("Amel")
    amel = stage.as_person(stage.person("Amel"))
    assert amel.get(f"/events/contribution/{one.key}/").status_code == 200


def asked_to_prepare(stage: Stage, speaker: bool = False) -> EventInvitation:
    """Claire asks Bruno to prepare her event, or whether its speaker is him."""
    event = an_open_call(stage.network).event
    who: Any = a_speaker(event, "B. Martin") if speaker else None
    made: EventInvitation = stage.act(
        "Claire", send_invitation, event=event, person=stage.person("Bruno"), speaker=who
    )
    return made


@door("asked")
def preparing_it_too(stage: Stage) -> Steps:
    made = asked_to_prepare(stage)
    yield stage.person("Bruno")
    stage.post("Bruno", made.path)


@door("asked")
def not_preparing_it(stage: Stage) -> Steps:
    made = asked_to_prepare(stage)
    yield stage.person("Bruno")
    stage.post("Bruno", made.path, answer="no")


@door("asked")
def being_that_speaker(stage: Stage) -> Steps:
    made = asked_to_prepare(stage, speaker=True)
    yield stage.person("Bruno")
    stage.post("Bruno", made.path, name="Bruno Martin")


@door("asked")
def taken_back_by_who_asked(stage: Stage) -> Steps:
    made = asked_to_prepare(stage)
    yield stage.person("Bruno")
    stage.post("Claire", f"{made.event.path}prepare/asked/{made.key}/")


def moved_up(stage: Stage) -> Registration:
    """Amel waited for a place at an event, and has it."""
    event = an_open_call(stage.network).event
    with hats.system("test"):
        Event.objects.filter(pk=event.pk).update(registers=True, capacity=1, state="published")
    first = register(stage.stranger, event)
    made = register(stage.as_person(stage.person("Amel")), event)
    registrations.tell_registered()
    assert stage.stranger.post(f"{first.path}cancel/").status_code == 302
    registrations.tell_registered()
    return made


@door("place")
def giving_the_place_back(stage: Stage) -> Steps:
    made = moved_up(stage)
    yield stage.person("Amel")
    stage.post("Amel", f"{made.path}cancel/")


@door("place")
def looking_at_the_place(stage: Stage) -> Steps:
    made = moved_up(stage)
    yield stage.person("Amel")
    assert stage.as_person(stage.person("Amel")).get(made.path).status_code == 200


@door("place")
def it_takes_place_after_all(stage: Stage) -> Steps:
    made = moved_up(stage)
    event = Event.objects.filter(registrations=made.pk)
    with hats.system("test"):
        event.update(state="cancelled")
    registrations.tell_registered()
    yield stage.person("Amel")
    with hats.system("test"):
        event.update(state="published")


def asked_to_come(stage: Stage) -> Registration:
    """Claire asks Amel whether she comes to an event."""
    event = an_open_call(stage.network).event
    with hats.system("test"):
        Event.objects.filter(pk=event.pk).update(registers=True, state="published")
    stage.act("Claire", ask_person, event=event, person=stage.person("Amel"))
    registrations.tell_registered()
    with hats.system("test"):
        return Registration.objects.get(event=event)


@door("place")
def saying_yes_to_organisers(stage: Stage) -> Steps:
    made = asked_to_come(stage)
    yield stage.person("Amel")
    stage.post("Amel", f"{made.path}yes/")


@door("place")
def saying_no_to_organisers(stage: Stage) -> Steps:
    made = asked_to_come(stage)
    yield stage.person("Amel")
    stage.post("Amel", f"{made.path}cancel/")
