from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "entrepairs.people"

    def ready(self) -> None:
        from entrepairs.core.private_paths import keep_private
        from entrepairs.people import my_organisation, seen_by_coordinators, tiles
        from entrepairs.ui import nav
        from entrepairs.ui.nav import Place

        for tile in tiles.TILES:
            my_organisation.add_tile(tile)
        for part in seen_by_coordinators.PARTS:
            seen_by_coordinators.add_seen_part(part)

        nav.add(Place("me", _("Me"), "me", icon="user-round", order=60))
        nav.add(
            Place(
                "organisations",
                _("My organisation"),
                "my_organisation",
                icon="building",
                order=70,
                seen_if="my_coordinations() <> '{}'",
                wide_only=True,
            )
        )
        nav.add_footer(_("Organisations"), "organisations", order=20)
        keep_private("/me/", "/welcome/", "/organisations/mine/")
