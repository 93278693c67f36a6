from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class PairsConfig(AppConfig):
    name = "entrepairs.pairs"

    def ready(self) -> None:
        from entrepairs.pairs import hooks
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
        hooks.register()
