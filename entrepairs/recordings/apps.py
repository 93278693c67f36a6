from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordingsConfig(AppConfig):
    name = "entrepairs.recordings"

    def ready(self) -> None:
        from django.urls import reverse

        from entrepairs.core.private_paths import keep_secret
        from entrepairs.library import hooks as library
        from entrepairs.people import hooks
        from entrepairs.recordings import elsewhere, player, podcast, queries, search_entries
        from entrepairs.search.index import name_kind

        name_kind("segment", _("moment of a recording"))
        library.entries.append(search_entries.entries_in)
        library.page_parts.append(player.page_parts)
        library.page_parts.append(elsewhere.page_parts)
        library.heard.append(queries.names_heard)
        library.spoken.append(queries.resources_saying)
        library.podcasts.append(podcast.has_episodes)
        library.all_podcasts.append(podcast.all_podcasts)
        keep_secret("/library/voice/")
        hooks.me_actions.append(
            lambda request, person: [
                hooks.PageAction(
                    _("Recordings where I am heard"), reverse("recordings:my_voices"), icon="ear"
                )
            ]
        )
