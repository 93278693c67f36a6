from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class PairsConfig(AppConfig):
    name = "entrepairs.pairs"

    def ready(self) -> None:
        # The verbs of a room are declared beside its actions.
        from entrepairs.pairs.actions import agreements  # noqa: F401
        from entrepairs.pairs.hooks import register_hooks
        from entrepairs.pairs.queries.waiting import waiting_count
        from entrepairs.ui import nav

        nav.add(
            "pairs",
            pgettext_lazy("navigation", "My peers"),
            "pairs:list",
            icon="heart-handshake",
            order=20,
            count=waiting_count,
        )
        register_hooks()
