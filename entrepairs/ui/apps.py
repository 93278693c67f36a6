from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from entrepairs.ui import nav


class UiConfig(AppConfig):
    name = "entrepairs.ui"

    def ready(self) -> None:
        nav.add_footer(_("How it works"), "about", order=10)
        nav.add_footer(_("Source code"), "source", order=90)
