from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TodayConfig(AppConfig):
    name = "entrepairs.today"

    def ready(self) -> None:
        from django.core.exceptions import ImproperlyConfigured
        from django.utils.module_loading import autodiscover_modules

        from entrepairs.ui import duties, nav

        autodiscover_modules("duties")
        if faults := list(duties.find_faults(duties.known_duties())):
            raise ImproperlyConfigured("\n".join(faults))
        nav.add("today", _("Today"), "today", icon="sun", order=10)
