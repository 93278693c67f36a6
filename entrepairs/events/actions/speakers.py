"""Speakers and chairs: known in the event's programme already, or new to it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.core.person_names import read_name
from entrepairs.events import search_entries
from entrepairs.events.actions.events import touch_event
from entrepairs.events.models import Event, Speaker
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Person

COLUMNS = (
    *("name", "family", "orcid", "discipline", "position", "affiliation", "country"),
    *("about_fr", "about_en"),
)


def find_or_add_speakers(
    event: Event, names: Sequence[str], already: Sequence[Speaker] = ()
) -> list[Speaker]:
    """The speakers of these names, in this order, none twice.

    Those already here come first, then the event's, then new ones.
    """
    wanted = dict(read_name(name) for name in names if name.strip())
    known = {s.name.casefold(): s for s in Speaker.objects.filter(event=event).order_by("-pk")}
    known |= {s.name.casefold(): s for s in already}
    new = [
        Speaker(event=event, name=name, family=family)
        for name, family in wanted.items()
        if name.casefold() not in known
    ]
    known |= {s.name.casefold(): s for s in Speaker.objects.bulk_create(new)}
    return list(dict.fromkeys(known[name.casefold()] for name in wanted))


CHANGE_SPEAKER = Verb(
    "events", "change_speaker", gettext_lazy("You changed the description of a speaker"), NOT_TOLD
)


@action
def change_speaker(
    *, speaker: Speaker, told: Mapping[str, Any], once: UUID | None, by: Person | int
) -> Speaker:
    note_deed(CHANGE_SPEAKER, by=by, object_key=speaker.key, once=once)
    touch_event(speaker.event)
    for name in COLUMNS:
        setattr(speaker, name, told.get(name, "").strip())
    # The name of someone who said yes to the link is theirs alone to change.
    of_another = Speaker.objects.filter(pk=speaker.pk, person__isnull=False)
    if linked := of_another.exclude(person=id_of(by)).first():
        speaker.name, speaker.family, speaker.orcid = linked.name, linked.family, linked.orcid
    if not speaker.name:
        raise ValidationError(_("Enter a name."), code="name")
    try:
        speaker.save(update_fields=COLUMNS)
    except Speaker.NotUpdated as error:
        raise NotPossible from error
    search_entries.index_event(speaker.event, sessions_with(speaker))
    return speaker


REMOVE_SPEAKER = Verb(
    "events", "remove_speaker", gettext_lazy("You removed a speaker from a programme"), NOT_TOLD
)


@action
def remove_speaker(*, speaker: Speaker, once: UUID | None, by: Person | int) -> None:
    """Their talks stay, without them."""
    note_deed(REMOVE_SPEAKER, by=by, object_key=speaker.key, once=once)
    touch_event(speaker.event)
    sessions = sessions_with(speaker)
    speaker.delete()
    search_entries.index_event(speaker.event, sessions)


def sessions_with(speaker: Speaker) -> set[int]:
    """The sessions in which their name stands."""
    chaired = speaker.chairs.values_list("session", flat=True)
    return {*chaired, *speaker.speakings.values_list("talk__session", flat=True)}
