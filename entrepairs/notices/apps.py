from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "entrepairs.notices"

    def ready(self) -> None:
        from entrepairs.core.private_paths import keep_private, keep_secret
        from entrepairs.notices.actions.telling import REMEMBERED
        from entrepairs.ui.durations import add_duration

        add_duration("notices", _("notifications, after you saw them"), REMEMBERED)
        from django.urls import reverse
        from django.utils.module_loading import autodiscover_modules

        from entrepairs.accounts.hooks import device_actions
        from entrepairs.core.contributions import refuse_to_start
        from entrepairs.notices import kinds
        from entrepairs.people import hooks

        autodiscover_modules("notice_kinds")
        refuse_to_start(kinds.find_faults(kinds.known_kinds()))

        def on_my_page(request: Any, person: Any) -> Iterator[hooks.PageAction]:
            yield hooks.PageAction(_("Notifications"), reverse("notices:preferences"), icon="bell")

        hooks.me_actions.append(on_my_page)

        def on_my_devices() -> hooks.PageAction:
            url = reverse("notices:lost_phone")
            return hooks.PageAction(_("Turn off a lost device"), url, icon="smartphone")

        device_actions.append(on_my_devices)
        keep_private("/notices/")
        keep_secret("/notices/stop/")
