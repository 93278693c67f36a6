from django.apps import AppConfig


class SittingsConfig(AppConfig):
    name = "entrepairs.sittings"

    def ready(self) -> None:
        from entrepairs.core.private_paths import keep_private

        # The verbs of a room are declared beside its actions.
        from entrepairs.sittings.actions import (  # noqa: F401
            approvals,
            notes,
            own,
            papers,
            seats,
            sittings,
        )
        from entrepairs.sittings.hooks import join_rooms

        join_rooms()
        keep_private("/sittings/")
