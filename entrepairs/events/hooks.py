"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.events import search_entries
from entrepairs.events.queries import speakers_of
from entrepairs.library import hooks as library
from entrepairs.library import series
from entrepairs.people import hooks as people
from entrepairs.people.hooks import PageAction
from entrepairs.people.models import Circle, Organisation
from entrepairs.search.index import name_kind
from entrepairs.ui import nav


def join_rooms() -> None:
    Circle.PATHS["event"] = "/events/"
    nav.add(
        nav.Place(
            "events", _("Events"), "events:list", icon="presentation", order=45, within="calendar"
        )
    )
    nav.add_public(_("Events"), "events:list", icon="calendar", order=30)
    nav.add_footer(_("Events"), "events:list", order=15)
    people.organisation_actions.append(actions_of_organisation)
    library.speakers.append(speakers_of)
    library.changed.append(search_entries.changed_at)
    series.FIRST.append("event")
    name_kind("event", _("event"))
    name_kind("session", _("session"))
    name_kind("talk", _("talk"))


def actions_of_organisation(
    request: HttpRequest, organisation: Organisation
) -> Iterable[PageAction]:
    """For those who coordinate it."""
    begin = reverse("events:begin", args=[organisation.key])
    return [
        PageAction(_("Organise an event"), begin, icon="calendar-plus"),
        PageAction(_("Events you organise"), reverse("events:preparing"), icon="calendar"),
    ]
