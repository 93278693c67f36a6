from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "entrepairs.library"

    def ready(self) -> None:
        from entrepairs.library.models import Resource
        from entrepairs.people import hooks
        from entrepairs.search.index import name_kind
        from entrepairs.ui import nav

        for kind, label in Resource.Kind.choices:
            name_kind(kind, label)
        nav.add("library", _("Library"), "library:index", icon="library", order=50)
        nav.add_footer(_("Library"), "library:index", order=5)
        hooks.deed_words |= {("library", verb): words for verb, words in DEEDS.items()}


# What I did; what was done about me.
DEEDS: dict[str, tuple[Any, Any]] = {
    "prepare": (_("You prepared something for the library"), ""),
    "change": (_("You changed something of the library"), ""),
    "publish": (_("You published something in the library"), ""),
    "claim_author": (_("You said that you made something of the library"), ""),
    "ask_author": (
        _("You asked %(who)s whether they made something"),
        _("%(who)s asked you whether you made something"),
    ),
    "confirm_author": (
        _("You confirmed who made something"),
        _("%(who)s confirmed that you made something"),
    ),
    "refuse_author": (_("You said no to what you were asked"), ""),
    "take_back_claim": (_("You took back what you had asked"), ""),
    "unlink_author": (_("You took back the link from something of the library to you"), ""),
    "begin_series": (_("You began a series"), ""),
    "change_series": (_("You changed the words about a series"), ""),
    "withdraw": (_("You withdrew something from the library"), ""),
    "send_file": (_("You sent a file to the library"), ""),
    "name_file": (_("You named a file of the library"), ""),
    "order_files": (_("You put the files of something in order"), ""),
    "remove_file": (_("You deleted a file of the library"), ""),
}
