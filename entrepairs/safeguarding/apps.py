from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "entrepairs.safeguarding"

    def ready(self) -> None:
        # The verbs of a room are declared beside its actions.
        from entrepairs.core.private_paths import keep_private, keep_secret
        from entrepairs.safeguarding.actions import (  # noqa: F401
            helps_me,
            on_call,
            reports,
            rota,
            rulings,
        )
        from entrepairs.safeguarding.hooks import join_rooms
        from entrepairs.safeguarding.reportable import add_kinds

        add_kinds()
        join_rooms()
        keep_private("/reports/")
        keep_private("/on-call/")
        keep_secret("/reports/door/")
