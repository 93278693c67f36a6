from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class RegistrationsConfig(AppConfig):
    name = "entrepairs.registrations"

    def ready(self) -> None:
        from entrepairs.calendar import sources
        from entrepairs.core.private_paths import keep_secret
        from entrepairs.people import hooks
        from entrepairs.people.my_organisation import add_tile
        from entrepairs.registrations.notifications import CERTIFIED, KEPT
        from entrepairs.registrations.organisation_events import TILE, next_events
        from entrepairs.ui.durations import add_duration

        def on_my_page(request: Any, person: Any) -> Iterator[hooks.PageAction]:
            yield hooks.PageAction(
                _("My registrations"), reverse("registrations:mine"), icon="check-check"
            )

        def in_calendar(request: Any) -> Iterator[hooks.PageAction]:
            if request.person_id is not None:
                yield from on_my_page(request, None)

        hooks.me_actions.append(on_my_page)
        sources.actions.append(in_calendar)
        hooks.organisation_events.append(next_events)
        add_tile(TILE)
        add_duration(
            "registrations",
            _("what you need to come to an event, and your address, after it"),
            KEPT,
        )
        add_duration(
            "names_at_events", _("your name at an event, when you have no account"), CERTIFIED
        )
        keep_secret("/events/registration/")
