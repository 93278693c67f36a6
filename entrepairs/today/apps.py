from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TodayConfig(AppConfig):
    name = "entrepairs.today"

    def ready(self) -> None:
        from django.utils.module_loading import autodiscover_modules

        from entrepairs.core.contributions import refuse_to_start
        from entrepairs.core.private_paths import keep_private
        from entrepairs.people import my_organisation
        from entrepairs.ui import duties, nav

        nav.add(nav.Place("today", _("Today"), "today", icon="sun", order=10))
        autodiscover_modules("duties")
        refuse_to_start(duties.find_faults(duties.known_duties()))
        refuse_to_start(nav.find_faults(nav.known_places()))
        refuse_to_start(my_organisation.find_faults(my_organisation.known_tiles()))
        keep_private("/today/")
