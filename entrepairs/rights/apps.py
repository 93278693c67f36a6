from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RightsConfig(AppConfig):
    name = "entrepairs.rights"

    def ready(self) -> None:
        from django.utils.module_loading import autodiscover_modules

        from entrepairs.core.contributions import refuse_to_start
        from entrepairs.core.private_paths import keep_private, keep_secret
        from entrepairs.files import storage
        from entrepairs.ledger import held
        from entrepairs.people import hooks, my_organisation
        from entrepairs.rights import queries, retention
        from entrepairs.rights.actions import departures, exports, requests  # noqa: F401
        from entrepairs.rights.tile import TILE
        from entrepairs.ui import nav
        from entrepairs.ui.durations import add_duration, add_durations

        # What each room holds about a person, and what becomes of it when they leave.
        autodiscover_modules("held", "departures")
        refuse_to_start(held.find_faults(held.all_held()))
        hooks.me_sections.append(queries.section_of_me)
        my_organisation.add_tile(TILE)
        nav.add_to_pages("rights/_declarations.html", "privacy")
        storage.known_places.append(queries.places_of_exports)
        add_duration("exports", _("the copy of your data that you asked for"), exports.KEPT)
        add_durations(retention.durations)
        keep_private("/requests/", "/breaches/")
        keep_secret("/data/", "/erased/")
