from django.apps import AppConfig


class RolesConfig(AppConfig):
    name = "entrepairs.roles"

    def ready(self) -> None:
        # The verbs of a room are declared beside its actions.
        from entrepairs.roles import actions  # noqa: F401
        from entrepairs.roles.hooks import join_rooms

        join_rooms()
