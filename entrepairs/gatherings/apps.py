from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "entrepairs.gatherings"

    def ready(self) -> None:
        from entrepairs.core.private_paths import keep_private

        # The verbs of a room are declared beside its actions.
        from entrepairs.gatherings.actions import (  # noqa: F401
            bringing,
            coming,
            reflections,
            rhythms,
            turns,
            visits,
        )
        from entrepairs.gatherings.hooks import join_rooms

        join_rooms()
        keep_private("/gatherings/")
