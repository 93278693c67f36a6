"""A person's own ways: the devices and the number that they are reached by, and a phone that is
lost."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.lost_devices import stop_held
from entrepairs.core.fields import new_key
from entrepairs.core.identity import id_of
from entrepairs.core.jobs import defer
from entrepairs.core.secret_links import digest
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import jobs, texts
from entrepairs.notices.models import ChosenWays, Device, PhoneNumber
from entrepairs.notices.ways import PUSH, USUAL, Way
from entrepairs.people.models import Person

ROOM = "notices"
MOST_DEVICES = 8  # of one person: each is asked one after the other, while others wait
TURN_ON_DEVICE = Verb(
    ROOM, "turn_on_device", _("You turned on notifications on a device"), NOT_TOLD
)


@action
def turn_on_device(
    *, subscription: dict[str, Any], kind: str, mark: str, by: Person | int, once: UUID | None
) -> Device:
    """What a browser gave to be reached by. One browser is one device: who turned
    notifications on in it before no longer gets theirs there. Past a few, the oldest goes."""
    note_deed(TURN_ON_DEVICE, by=by, once=once)
    endpoint = digest(subscription["endpoint"])
    if not Device.objects.filter(person=id_of(by)).exists():
        put_first(PUSH, by)
    call_function("let_go_of_endpoint", endpoint)
    latest = Device.objects.filter(person=id_of(by)).order_by("-pk")[: MOST_DEVICES - 1]
    kept = list(latest.values_list("pk", flat=True))
    Device.objects.filter(person=id_of(by)).exclude(pk__in=kept).delete()
    return Device.objects.create(
        person_id=id_of(by),
        kind=kind,
        subscription=json.dumps(subscription),
        endpoint=endpoint,
        mark=mark,
    )


def put_first(way: Way, by: Person | int) -> None:
    """What somebody has just turned on is what they want first."""
    mine, _made = ChosenWays.objects.get_or_create(person_id=id_of(by), defaults={"ways": USUAL})
    mine.ways = [way.name, *(name for name in mine.ways if name != way.name)]
    mine.save(update_fields=["ways"])


TURN_OFF_DEVICE = Verb(
    ROOM, "turn_off_device", _("You turned off notifications on a device"), NOT_TOLD
)


@action
def turn_off_device(*, device: Device, by: Person | int, once: UUID | None) -> None:
    note_deed(TURN_OFF_DEVICE, by=by, once=once)
    device.delete()


GIVE_NUMBER = Verb(ROOM, "give_number", _("You gave a number for text messages"), NOT_TOLD)


@action
def give_number(*, number: str, by: Person | int, once: UUID | None) -> None:
    """A code goes there; until it has come back, nothing else does. It takes the place of the
    number that was there."""
    note_deed(GIVE_NUMBER, by=by, once=once)
    PhoneNumber.objects.filter(person=id_of(by)).delete()
    key = new_key()
    code = texts.digest_of(key, texts.code_of(key))
    PhoneNumber.objects.create(person_id=id_of(by), key=key, number=number, code=code)
    defer(jobs.text_code, person=id_of(by))


PROVE_NUMBER = Verb(ROOM, "prove_number", _("You confirmed your number"), NOT_TOLD)


@action
def prove_number(*, code: str, by: Person | int, once: UUID | None) -> None:
    note_deed(PROVE_NUMBER, by=by, once=once)
    waiting = PhoneNumber.objects.filter(person=id_of(by)).first()
    if waiting is None:
        raise NotPossible
    if not call_function("prove_my_number", texts.digest_of(waiting.key, code)):
        raise ValidationError(
            _("This is not the code, or it has expired. Check it, or ask for another one.")
        )


REMOVE_NUMBER = Verb(ROOM, "remove_number", _("You removed your number"), NOT_TOLD)


@action
def remove_number(*, by: Person | int, once: UUID | None) -> None:
    note_deed(REMOVE_NUMBER, by=by, once=once)
    PhoneNumber.objects.filter(person=id_of(by)).delete()


LOSE_PHONE = Verb(
    ROOM, "lose_phone", _("You turned off a device that you no longer have"), NOT_TOLD
)


@action
def lose_phone(
    *,
    sessions: Iterable[str],
    devices: Iterable[str],
    number: bool,
    held: Iterable[str] = (),
    by: Person | int,
    once: UUID | None,
) -> None:
    """These devices are signed out, and no longer told anything; nor is the number. What else they
    held opens no more."""
    note_deed(LOSE_PHONE, by=by, once=once)
    for session in sessions:
        call_function("end_my_session", session)
    Device.objects.filter(person=id_of(by), key__in=list(devices)).delete()
    if number:
        PhoneNumber.objects.filter(person=id_of(by)).delete()
    stop_held(held, id_of(by))
