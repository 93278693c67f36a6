from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "entrepairs.library"

    def ready(self) -> None:
        from entrepairs.base import nav
        from entrepairs.people import hooks

        nav.add("library", _("Library"), "library:index", icon="library", order=50)
        nav.add_footer(_("Library"), "library:index", order=5)
        hooks.deed_words |= {("library", verb): words for verb, words in DEEDS.items()}


# What I did; what was done about me: nothing here is about a person.
DEEDS = {
    "prepare": (_("You prepared something for the library"), ""),
    "change": (_("You changed something of the library"), ""),
    "publish": (_("You published something in the library"), ""),
    "begin_series": (_("You began a series"), ""),
    "change_series": (_("You changed the words about a series"), ""),
    "withdraw": (_("You withdrew something from the library"), ""),
}
