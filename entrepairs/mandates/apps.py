from django.apps import AppConfig


class MandatesConfig(AppConfig):
    name = "entrepairs.mandates"

    def ready(self) -> None:
        from entrepairs.core.private_paths import keep_private

        # The verbs of a room are declared beside its actions.
        from entrepairs.mandates.actions import bodies, mandates, terms  # noqa: F401
        from entrepairs.mandates.hooks import join_rooms

        join_rooms()
        keep_private("/mandates/")
