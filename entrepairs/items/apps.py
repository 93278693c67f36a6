from django.apps import AppConfig


class ItemsConfig(AppConfig):
    name = "entrepairs.items"

    def ready(self) -> None:
        from entrepairs.core.private_paths import keep_private

        # The verbs of a room are declared beside its actions.
        from entrepairs.items.actions import evidence, items, outcomes, stages  # noqa: F401
        from entrepairs.items.hooks import join_rooms

        join_rooms()
        keep_private("/items/")
