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
    "claim_author": (_("You said that you made something of the library"), ""),
    "ask_author": (
        _("You asked %(who)s whether they made something"),
        _("%(who)s asked you whether you made something"),
    ),
    "confirm_author": (_("You confirmed who made something"), _("%(who)s confirmed that you made something")),
    "refuse_author": (_("You said no to what you were asked"), ""),
    "take_back_claim": (_("You took back what you had asked"), ""),
    "unlink_author": (_("You took back the link from something of the library to you"), ""),
    "begin_series": (_("You began a series"), ""),
    "change_series": (_("You changed the words about a series"), ""),
    "withdraw": (_("You withdrew something from the library"), ""),
}
