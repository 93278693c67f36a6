from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "entrepairs.reports"

    def ready(self) -> None:
        from entrepairs.core.private_paths import keep_private

        # The verbs of a room are declared beside its actions.
        from entrepairs.reports.actions import reports  # noqa: F401
        from entrepairs.reports.hooks import join_rooms

        join_rooms()
        keep_private("/reports/")
