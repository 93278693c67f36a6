from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "entrepairs.complaints"

    def ready(self) -> None:
        # The verbs of a room are declared beside its actions.
        from entrepairs.complaints.actions import ledger, levels, year  # noqa: F401
        from entrepairs.complaints.hooks import join_rooms
        from entrepairs.core.private_paths import keep_private

        join_rooms()
        keep_private("/complaints/")
