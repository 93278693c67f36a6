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
    "withdraw": (_("You withdrew something from the library"), ""),
    "send_file": (_("You sent a file to the library"), ""),
    "name_file": (_("You named a file of the library"), ""),
    "order_files": (_("You put the files of something in order"), ""),
    "remove_file": (_("You deleted a file of the library"), ""),
}
