from pathlib import Path

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.ui import nav, offline


class VocabularyConfig(AppConfig):
    name = "entrepairs.vocabulary"

    def ready(self) -> None:
        nav.add_footer(_("Vocabulary"), "vocabulary:schemes")
        nav.add_to_pages("vocabulary/help_dialog.html")
        here = Path(__file__).resolve().parent
        offline.keep_page(lambda: reverse("help"))
        offline.keep_page(lambda: reverse("easy", args=["help"]))
        offline.keep_fresh(
            here / "data" / "help_numbers.yaml",
            here / "data" / "easy.yaml",
            *sorted((here / "templates" / "vocabulary").glob("*.html")),
        )
        nav.add_to_pages("vocabulary/help_emergency.html", "emergency")
