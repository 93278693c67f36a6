from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "entrepairs.meetings"

    def ready(self) -> None:
        from django.urls import reverse

        from entrepairs.calendar import sources
        from entrepairs.core.private_paths import keep_private, keep_secret
        from entrepairs.meetings.actions.planning import cancel_future_meetings
        from entrepairs.people import hooks
        from entrepairs.ui import nav

        def in_calendar(request: Any) -> Iterator[hooks.PageAction]:
            if request.person_id is not None:
                plan = reverse("meetings:plan")
                yield hooks.PageAction(_("Plan a meeting"), plan, quiet=False, icon="calendar-plus")

        nav.add(
            nav.Place(
                "meetings",
                _("My meetings"),
                "meetings:list",
                icon="users",
                order=36,
                within="calendar",
            )
        )
        sources.actions.append(in_calendar)
        hooks.on_close.append(cancel_future_meetings)
        keep_private("/meetings/")
        keep_secret("/meetings/calendar/")
