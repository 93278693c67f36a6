from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from entrepairs.ui import nav


class VocabularyConfig(AppConfig):
    name = "entrepairs.vocabulary"

    def ready(self) -> None:
        nav.add_footer(_("Vocabulary"), "vocabulary:schemes")
        nav.add_to_pages("vocabulary/help_dialog.html")
        nav.add_to_pages("vocabulary/help_emergency.html", "emergency")
