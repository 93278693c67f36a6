from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "entrepairs.groups"

    def ready(self) -> None:
        # The verbs of a room are declared beside its actions.
        from entrepairs.groups.actions import agreements, backings, entries, groups  # noqa: F401
        from entrepairs.groups.hooks import join_rooms

        join_rooms()
