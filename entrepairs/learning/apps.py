from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "entrepairs.learning"

    def ready(self) -> None:
        # The verbs of a room are declared beside its actions.
        from entrepairs.core.private_paths import keep_private, keep_secret
        from entrepairs.learning.actions import attestations, confirming, steps  # noqa: F401
        from entrepairs.learning.hooks import join_rooms

        join_rooms()
        keep_private("/learning/mine/", "/learning/asked/")
        keep_secret("/learning/verify/")
