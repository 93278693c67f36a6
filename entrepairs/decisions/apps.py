from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "entrepairs.decisions"

    def ready(self) -> None:
        # The verbs of a room are declared beside its actions.
        from entrepairs.decisions.actions import answers, polls, proposals  # noqa: F401
        from entrepairs.decisions.hooks import join_rooms

        join_rooms()
