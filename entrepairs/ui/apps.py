from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from entrepairs.core.private_paths import keep_private
from entrepairs.ui import nav


class UiConfig(AppConfig):
    name = "entrepairs.ui"

    def ready(self) -> None:
        keep_private("/offline/")
        nav.add_public(_("Home"), "home", icon="house", order=10)
        nav.add_footer(_("How it works"), "about", order=10)
        nav.add_footer(_("Legal notice"), "legal", order=70)
        nav.add_footer(_("What is kept about you"), "privacy", order=71)
        nav.add_footer(_("Accessibility"), "accessibility", order=72)
        nav.add_footer(_("Source code"), "source", order=90)
