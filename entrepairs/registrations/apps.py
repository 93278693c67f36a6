from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistrationsConfig(AppConfig):
    name = "entrepairs.registrations"

    def ready(self) -> None:
        from entrepairs.registrations.notifications import KEPT
        from entrepairs.ui.durations import add_duration

        add_duration(
            "registrations",
            _("what you need to come to an event, and your address, after it"),
            KEPT,
        )
