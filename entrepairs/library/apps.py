from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "entrepairs.library"

    def ready(self) -> None:
        from django.urls import reverse

        from entrepairs.people import hooks
        from entrepairs.search.index import name_kind
        from entrepairs.ui import nav

        name_kind("segment", _("moment of a recording"))
        hooks.me_actions.append(
            lambda request, person: [
                hooks.PageAction(
                    _("What I am heard in"), reverse("recordings:my_voices"), icon="ear"
                )
            ]
        )
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
    "name_voice": (_("You named someone heard in a recording"), ""),
    "change_voice": (_("You changed how someone is named in a recording"), ""),
    "remove_voice": (_("You removed someone named by mistake in a recording"), ""),
    "ask_voice": (
        _("You asked %(who)s whether they may be heard in a recording"),
        _("%(who)s asked you whether you may be heard in a recording"),
    ),
    "new_address": (_("You made a new private address for someone heard in a recording"), ""),
    "answer_voice": (_("You answered whether you may be heard in a recording"), ""),
    "not_my_voice": (_("You said that a voice is not yours"), ""),
    "note_paper": (_("You noted a yes given on paper"), ""),
    "note_cut": (_("You noted that something was cut from a recording"), ""),
    "write_captions": (_("You wrote what is said in a recording"), ""),
    "remove_captions": (_("You removed what is said in a recording"), ""),
    "write_chapters": (_("You wrote the chapters of a recording"), ""),
    "send_file": (_("You sent a file to the library"), ""),
    "name_file": (_("You named a file of the library"), ""),
    "order_files": (_("You put the files of something in order"), ""),
    "remove_file": (_("You deleted a file of the library"), ""),
}
