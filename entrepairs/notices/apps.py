from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "entrepairs.notices"

    def ready(self) -> None:
        from django.core.exceptions import ImproperlyConfigured
        from django.urls import reverse
        from django.utils.module_loading import autodiscover_modules

        from entrepairs.notices.kinds import find_faults, known_kinds
        from entrepairs.people import hooks

        def on_my_page(request: Any, person: Any) -> Iterator[hooks.PageAction]:
            yield hooks.PageAction(
                _("Notices by mail"), reverse("notices:preferences"), icon="mail"
            )

        hooks.me_actions.append(on_my_page)
        autodiscover_modules("notice_kinds")
        if faults := list(find_faults(known_kinds())):
            raise ImproperlyConfigured("\n".join(faults))
