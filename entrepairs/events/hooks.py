"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.calendar import sources
from entrepairs.events import search_entries
from entrepairs.events.models import Event, Session
from entrepairs.events.organiser_queries import events_prepared_by
from entrepairs.events.queries import speakers_of
from entrepairs.library import hooks as library
from entrepairs.library import series
from entrepairs.people.hooks import PageAction
from entrepairs.people.models import Circle
from entrepairs.people.queries import coordinations_of
from entrepairs.safeguarding import reportable
from entrepairs.safeguarding.reportable import Kind, Reported
from entrepairs.search.index import name_kind
from entrepairs.search.rewriting import add_source
from entrepairs.ui import nav


def join_rooms() -> None:
    Circle.PATHS["event"] = "/events/"
    nav.add(
        nav.Place(
            "events", _("Events"), "events:list", icon="presentation", order=45, within="calendar"
        )
    )
    nav.add_footer(_("Events"), "events:list", order=15)
    sources.actions.append(links_to_organise)
    library.speakers.append(speakers_of)
    library.changed.append(search_entries.changed_at)
    series.FIRST.append("event")
    name_kind("event", _("event"))
    name_kind("session", _("session"))
    name_kind("talk", _("talk"))
    reportable.add(Kind("event", _("an event"), find_event, index=search_entries.index_event_named))
    add_source("events", [*Event.Kind.labels, *Session.Kind.labels], search_entries.all_entries)


def links_to_organise(request: Any) -> Iterable[PageAction]:
    """For those who coordinate an organisation, and those who prepare an event."""
    if (me := request.person_id) is None:
        return
    found = list(coordinations_of(me))
    for one in found:
        words = str(_("Organise an event"))
        if len(found) > 1:
            words = f"{words} – {one.organisation.name}"
        begin = reverse("events:begin", args=[one.organisation.key])
        yield PageAction(words, begin, icon="presentation")
    if events_prepared_by(me).exists():
        yield PageAction(_("Events you organise"), reverse("events:preparing"), icon="calendar")


def find_event(key: str) -> Reported | None:
    """A published event, as who reports it reads it; its organisation answers for it."""
    found = Event.objects.filter(key=key).exclude(state="draft").first()
    if found is None:
        return None
    text = "\n\n".join(filter(None, (str(found.title), str(found.about))))
    return Reported(
        "event",
        key,
        f"/events/{key}/",
        str(found.title),
        text,
        said_at=found.published_at,
    )
