"""What a person who is erased leaves in programmes."""

from entrepairs.events.actions.speakers import sessions_with
from entrepairs.events.models import Speaker
from entrepairs.events.search_entries import index_event
from entrepairs.people import hooks

TOLD = ("family", "orcid", "discipline", "position", "affiliation", "country")
ABOUT = ("about_fr", "about_en", "about_other", "other_language")
EMPTY = dict.fromkeys((*TOLD, *ABOUT), "")


def erase_traces(person: int, gone: str) -> None:
    """Their talk was given; nothing says any more by whom."""
    for speaker in Speaker.objects.filter(person=person).select_related("event"):
        Speaker.objects.filter(pk=speaker.pk).update(name=gone, person=None, **EMPTY)
        index_event(speaker.event, sessions_with(speaker))


hooks.on_erase.append(erase_traces)
