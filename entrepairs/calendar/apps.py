from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarConfig(AppConfig):
    name = "entrepairs.calendar"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.module_loading import autodiscover_modules

        from entrepairs.accounts import lost_devices
        from entrepairs.calendar import actions, queries, sources
        from entrepairs.core.contributions import refuse_to_start
        from entrepairs.core.private_paths import keep_private, keep_secret
        from entrepairs.people import hooks
        from entrepairs.ui import nav

        def on_my_page(request: Any, person: Any) -> Iterator[hooks.PageAction]:
            yield hooks.PageAction(
                _("My calendar on my phone"), reverse("calendar:address"), icon="smartphone"
            )

        nav.add(
            nav.Place("calendar", _("Calendar"), "calendar:calendar", icon="calendar", order=35)
        )
        nav.add_public(_("Calendar"), "calendar:calendar", icon="calendar", order=30)
        nav.add_footer(_("Calendar"), "calendar:calendar", order=14)
        hooks.me_actions.append(on_my_page)
        label = _("Also stop the private address of my calendar")
        lost_devices.add_held(
            lost_devices.Held("calendar", label, queries.has_feed, actions.forget_address)
        )
        autodiscover_modules("calendar_entries")
        refuse_to_start(sources.find_faults(sources.known_sources()))
        keep_private("/calendar/address/")
        keep_secret("/calendar/feed/")
