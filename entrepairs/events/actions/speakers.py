"""Who speaks and who chairs: somebody of that name, there already or new."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from entrepairs.events import search_entries
from entrepairs.events.actions.events import touch
from entrepairs.events.models import Event, Speaker
from entrepairs.events.steps import NotNow, deed, id_of, one_step
from entrepairs.people.models import Person

TOLD = ("name", "discipline", "position", "affiliation", "country", "about_fr", "about_en")


def named(event: Event, names: Sequence[str], already: Sequence[Speaker] = ()) -> list[Speaker]:
    """The speakers of these names, in this order, none twice: those already here first, then the event's, then new ones."""
    wanted = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    known = {s.name.casefold(): s for s in Speaker.objects.filter(event=event).order_by("-pk")}
    known |= {s.name.casefold(): s for s in already}
    new = [Speaker(event=event, name=name) for name in wanted if name.casefold() not in known]
    known |= {s.name.casefold(): s for s in Speaker.objects.bulk_create(new)}
    return list(dict.fromkeys(known[name.casefold()] for name in wanted))


@one_step
def change_speaker(
    *, speaker: Speaker, told: Mapping[str, Any], once: UUID | None, by: Person | int
) -> Speaker:
    deed(verb="change_speaker", key=speaker.key, once=once, by=by)
    touch(speaker.event)
    for name in TOLD:
        setattr(speaker, name, told[name].strip())
    linked = (
        Speaker.objects.filter(pk=speaker.pk, person__isnull=False)
        .exclude(person=id_of(by))
        .first()
    )
    speaker.name = (
        linked.name if linked else speaker.name
    )  # chosen by whoever it is, and theirs alone to change
    if not speaker.name:
        raise ValidationError(_("Give it a name."), code="name")
    try:
        speaker.save(update_fields=TOLD)
    except Speaker.NotUpdated as error:
        raise NotNow from error
    search_entries.keep(speaker.event, _sessions_of(speaker))
    return speaker


@one_step
def remove_speaker(*, speaker: Speaker, once: UUID | None, by: Person | int) -> None:
    """Their talks stay, without them."""
    deed(verb="remove_speaker", key=speaker.key, once=once, by=by)
    touch(speaker.event)
    sessions = _sessions_of(speaker)
    speaker.delete()
    search_entries.keep(speaker.event, sessions)


def _sessions_of(speaker: Speaker) -> set[int]:
    """Where their name stands."""
    chaired = speaker.chairs.values_list("session", flat=True)
    return {*chaired, *speaker.speakings.values_list("talk__session", flat=True)}
