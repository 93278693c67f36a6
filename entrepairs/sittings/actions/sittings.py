"""Sittings: added, moved, called off and erased by who sits in the body."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.mandates.models import Body, Seat
from entrepairs.mandates.queries import vacancies_of
from entrepairs.notices import actions as notices
from entrepairs.people.models import Person
from entrepairs.sittings import queries
from entrepairs.sittings.models import Sitting
from entrepairs.sittings.notice_kinds import SEAT_OFFER, SITTING

HAS_ITEMS = "sitting_has_items"  # a constraint of the room of items
HAS_FILES = "sitting_has_files"  # and one of the room of minutes


@dataclass(frozen=True, slots=True)
class SittingFacts:
    """When a sitting is, how long it lasts, and where."""

    starts_at: dt.datetime
    minutes: int
    place: str = ""


def _refuse_day() -> NotPossible:
    return NotPossible(_("This day is in no term of the body. Choose another day."))


def _refuse_changed() -> NotPossible:
    return NotPossible(_("This sitting is cancelled, or something was written after it: it stays."))


def _refuse_files() -> NotPossible:
    return NotPossible(_("This sitting has files. Delete them first, or cancel the sitting."))


def _refuse_items() -> NotPossible:
    return NotPossible(
        _("Items are on its agenda, or were answered there. Withdraw these steps first.")
    )


def tell_delegation(sitting: Sitting, what: str, by: Person | int) -> None:
    """Of what is to come. The others of the delegation, once."""
    if sitting.starts_at > timezone.now():
        rows = queries.delegation_on(sitting.body, sitting.day).values_list("person", flat=True)
        about = f"{sitting.key}:{what}"
        notices.tell(person=set(rows), kind=SITTING, about=about, path=sitting.path, by=by)


def offer_seat(sitting: Sitting, seat: int, chosen: int | None, by: Person | int) -> int:
    """To deputies, each told when they are asked. How many are."""
    with connection.cursor() as cursor:
        cursor.execute("select * from offer_seat(%s, %s, %s)", [sitting.pk, seat, chosen])
        asked = cursor.fetchall()
    for person, opens_at in asked:
        notices.tell(
            person=person,
            kind=SEAT_OFFER,
            about=f"{sitting.key}:seat",
            path=sitting.path,
            due_at=opens_at,
            by=by,
            again=True,
        )
    return len(asked)


def offer_empty_seats(sitting: Sitting, by: Person | int) -> None:
    """A seat without a holder is its deputies' to take."""
    empty: Iterable[int] = vacancies_of([sitting.body], sitting.day)
    full = Seat.objects.filter(pk__in=list(empty), order=0, deputies__isnull=False).distinct()
    for seat in full.values_list("pk", flat=True):
        offer_seat(sitting, seat, None, by)


ADD_SITTING = Verb("sittings", "add_sitting", gettext_lazy("You added a sitting"), NOT_TOLD)


@action
def add_sitting(*, body: Body, facts: SittingFacts, once: UUID | None, by: Person | int) -> Sitting:
    """By who holds a seat of the body. The others are told; an empty seat goes to its deputies."""
    sitting = Sitting(
        body=body,
        starts_at=facts.starts_at,
        time_zone=time_zone_of(body),
        minutes=facts.minutes,
        place=facts.place,
        added_by_id=id_of(by),
    )
    note_deed(ADD_SITTING, by=by, object_key=sitting.key, once=once)
    with refused_in_words({"sitting_in_a_term": _refuse_day}):
        sitting.save(force_insert=True)
    tell_delegation(sitting, "added", by)
    if sitting.starts_at > timezone.now():
        offer_empty_seats(sitting, by)
    return sitting


def time_zone_of(body: Body) -> str:
    """That of its town; else that of the site."""
    return body.place.time_zone if body.place else timezone.get_default_timezone_name()


MOVE_SITTING = Verb("sittings", "move_sitting", gettext_lazy("You changed a sitting"), NOT_TOLD)


@action
def move_sitting(
    *, sitting: Sitting, facts: SittingFacts, once: UUID | None, by: Person | int
) -> None:
    """At another hour nobody has said yet whether they come. It counts in the year of its day."""
    note_deed(MOVE_SITTING, by=by, object_key=sitting.key, once=once)
    with refused_in_words({"sitting_in_a_term": _refuse_day, HAS_ITEMS: _refuse_items}):
        values = (facts.starts_at, facts.minutes, facts.place)
        moved = call_function("move_sitting", sitting.pk, *values)
    if moved is None:
        raise _refuse_changed()
    now = Sitting.objects.select_related("body").get(pk=sitting.pk)
    tell_delegation(now, f"moved{now.sequence}", by)
    if moved and now.starts_at > timezone.now():
        offer_empty_seats(now, by)


CANCEL_SITTING = Verb(
    "sittings", "cancel_sitting", gettext_lazy("You cancelled a sitting"), NOT_TOLD
)


@action
def cancel_sitting(*, sitting: Sitting, once: UUID | None, by: Person | int) -> None:
    """It stays in the list, cancelled."""
    note_deed(CANCEL_SITTING, by=by, object_key=sitting.key, once=once)
    open_ = Sitting.objects.filter(pk=sitting.pk, cancelled_at=None, note=None)
    with refused_in_words({HAS_ITEMS: _refuse_items}):
        if not open_.update(cancelled_at=Now(), changed_at=Now()):
            raise _refuse_changed()
    tell_delegation(sitting, "cancelled", by)


ERASE_SITTING = Verb("sittings", "erase_sitting", gettext_lazy("You deleted a sitting"), NOT_TOLD)


@action
def erase_sitting(*, sitting: Sitting, once: UUID | None, by: Person | int) -> None:
    """One of which nothing is written: added by mistake."""
    note_deed(ERASE_SITTING, by=by, object_key=sitting.key, once=once)
    with refused_in_words({HAS_ITEMS: _refuse_items, HAS_FILES: _refuse_files}):
        if not call_function("erase_sitting", sitting.pk):
            raise NotPossible(_("Something was written after this sitting: it stays."))
