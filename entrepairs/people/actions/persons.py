"""A person: made, named, set up, out of sight for a while."""

import unicodedata
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.core import hats
from entrepairs.core.identity import id_of
from entrepairs.core.plain_text import plain_line
from entrepairs.ledger.actions import give_consent, note_deed
from entrepairs.ledger.models import Audience, Consent
from entrepairs.ledger.transactions import action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people import hooks
from entrepairs.people.models import Person


def clean_name(name: str) -> str:
    """One way to write each letter, nothing that nobody sees, single spaces."""
    seen = (letter for letter in plain_line(name) if unicodedata.category(letter)[0] != "C")
    return " ".join("".join(seen).split())


MAKE_PERSON = Verb(
    "people",
    "make_person",
    _("You added %(who)s to the network"),
    _("You were added to the network"),
)


@action
def make_person(
    *, name: str, language: str = "fr", by: Person | int | None = None, once: UUID | None = None
) -> Person:
    """A person whose name only they and their coordinators see, until they say otherwise."""
    with hats.system("a person who signs up is not there yet to write"):
        person = Person.objects.create(
            name=clean_name(name), language=language, audience=Audience.ME
        )
        note_deed(MAKE_PERSON, by=by, about=person, object_key=person.key, once=once)
    return person


RENAME = Verb("people", "rename", _("You changed your name"), NOT_TOLD)


@action
def rename_person(*, by: Person | int, name: str, audience: int, once: UUID | None = None) -> None:
    """What I want to be called, and who may see it."""
    me = id_of(by)
    note_deed(RENAME, by=me, once=once)
    before = Person.objects.select_for_update(no_key=True).get(pk=me)
    Person.objects.filter(pk=me).update(name=clean_name(name), audience=audience)
    if before.audience != audience or not _has_receipt(me):
        give_consent(person=me, what="name", audience=audience)


def _has_receipt(person: int) -> bool:
    return Consent.objects.filter(person=person, what="name", withdrawn_at__isnull=True).exists()


SET_UP = Verb("people", "set_up", _("You chose your language and time zone"), NOT_TOLD)


@action
def set_up(*, by: Person | int, language: str, time_zone: str, once: UUID | None = None) -> None:
    """In which language mails and papers come, and by which clock times are shown."""
    note_deed(SET_UP, by=by, once=once)
    Person.objects.filter(pk=id_of(by)).update(language=language, time_zone=time_zone)


PAUSE = Verb("people", "pause", _("You paused and hid your profile"), NOT_TOLD)


@action
def pause_person(*, by: Person | int, once: UUID | None = None) -> None:
    """I am not to be found for now. My circles go on."""
    note_deed(PAUSE, by=by, once=once)
    if Person.objects.filter(pk=id_of(by), paused_at__isnull=True).update(paused_at=Now()):
        for put_aside in hooks.on_pause:
            put_aside(id_of(by))


RESUME = Verb("people", "resume", _("You made your profile visible again"), NOT_TOLD)


@action
def resume_person(*, by: Person | int, once: UUID | None = None) -> None:
    note_deed(RESUME, by=by, once=once)
    if Person.objects.filter(pk=id_of(by), paused_at__isnull=False).update(paused_at=None):
        for put_back in hooks.on_resume:
            put_back(id_of(by))


HIDE_STEPS = Verb("people", "hide_steps", _("You hid your first steps"), NOT_TOLD)


@action
def hide_first_steps(*, by: Person | int, once: UUID | None = None) -> None:
    """The list of first steps is not shown to me again; each of them stays where it is."""
    note_deed(HIDE_STEPS, by=by, once=once)
    mine = Person.objects.filter(pk=id_of(by), first_steps_hidden_at__isnull=True)
    mine.update(first_steps_hidden_at=Now())


def pass_welcome_step(*, by: Person | int, step: int, last: bool = False) -> None:
    """A bookmark in the first conversation. No deed: what was told there has its own."""
    mine = Person.objects.filter(pk=id_of(by))
    mine.filter(welcome_step__lt=step).update(welcome_step=step)
    if last:
        mine.filter(welcomed_at__isnull=True).update(welcomed_at=Now())
