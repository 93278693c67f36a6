from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "entrepairs.people"

    def ready(self) -> None:
        from entrepairs.ui import nav

        nav.add("me", _("Me"), "me", icon="user-round", order=60)
        nav.add_footer(_("Organisations"), "organisations", order=20)
