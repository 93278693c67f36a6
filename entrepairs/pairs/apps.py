from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PairsConfig(AppConfig):
    name = "entrepairs.pairs"

    def ready(self) -> None:
        from entrepairs.core.private_paths import keep_private

        # The verbs of a room are declared beside its actions.
        from entrepairs.core.sql_files import function_of
        from entrepairs.pairs.actions import agreements, giving_marks  # noqa: F401
        from entrepairs.pairs.hooks import register_hooks
        from entrepairs.ui import nav

        nav.add(
            nav.Place(
                "circles",
                _("My circles"),
                "pairs:list",
                icon="heart-handshake",
                order=20,
                number=function_of("pairs", "queries/waiting.sql"),
                names=function_of("pairs", "queries/by_name.sql"),
            )
        )
        register_hooks()
        keep_private("/pairs/", "/mirror/")
