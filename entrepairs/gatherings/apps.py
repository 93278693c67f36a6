from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "entrepairs.gatherings"

    def ready(self) -> None:
        # The verbs of a room are declared beside its actions.
        from entrepairs.gatherings.actions import rhythms  # noqa: F401
        from entrepairs.gatherings.hooks import join_rooms

        join_rooms()
