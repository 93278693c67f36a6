from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordingsConfig(AppConfig):
    name = "entrepairs.recordings"

    def ready(self) -> None:
        from django.urls import reverse

        from entrepairs.library import hooks as library
        from entrepairs.people import hooks
        from entrepairs.recordings import player, podcast, queries, search_entries
        from entrepairs.search.index import name_kind

        name_kind("segment", _("moment of a recording"))
        library.entries.append(search_entries.found_in)
        library.page_parts.append(player.page_parts)
        library.spoken.append(queries.spoken_in)
        library.podcasts.append(podcast.has_episodes)
        hooks.me_actions.append(
            lambda request, person: [
                hooks.PageAction(
                    _("What I am heard in"), reverse("recordings:my_voices"), icon="ear"
                )
            ]
        )
        hooks.deed_words |= {("recordings", verb): words for verb, words in DEEDS.items()}


# What I did; what was done about me.
DEEDS: dict[str, tuple[Any, Any]] = {
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
}
