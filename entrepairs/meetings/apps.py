from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "entrepairs.meetings"

    def ready(self) -> None:
        from django.urls import reverse

        from entrepairs.meetings.actions.planning import cancel_future_meetings
        from entrepairs.people import hooks
        from entrepairs.ui import nav

        def on_my_page(request: Any, person: Any) -> Iterator[hooks.PageAction]:
            yield hooks.PageAction(
                _("My meetings in my own calendar"), reverse("meetings:calendar"), icon="calendar"
            )

        nav.add(nav.Place("calendar", _("Calendar"), "meetings:list", icon="calendar", order=35))
        hooks.me_actions.append(on_my_page)
        hooks.on_close.append(cancel_future_meetings)
