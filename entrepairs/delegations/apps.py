from django.apps import AppConfig


class DelegationsConfig(AppConfig):
    name = "entrepairs.delegations"

    def ready(self) -> None:
        from entrepairs.core.private_paths import keep_private

        # The verbs of a room are declared beside its actions.
        from entrepairs.delegations.actions import circles, drafts  # noqa: F401
        from entrepairs.delegations.hooks import join_rooms

        join_rooms()
        keep_private("/delegations/")
