from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "entrepairs.teams"

    def ready(self) -> None:
        from entrepairs.core.private_paths import keep_private

        # The verbs of a room are declared beside its actions.
        from entrepairs.teams.actions import roles, teams  # noqa: F401
        from entrepairs.teams.hooks import join_rooms

        join_rooms()
        keep_private("/teams/")
