from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TodayConfig(AppConfig):
    name = "entrepairs.today"

    def ready(self) -> None:
        from entrepairs.ui import nav

        nav.add("today", _("Today"), "today", icon="sun", order=10)
