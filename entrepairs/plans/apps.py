from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "entrepairs.plans"

    def ready(self) -> None:
        from django.urls import reverse

        from entrepairs.core.private_paths import keep_private

        # The verbs of a room are declared beside its actions.
        from entrepairs.plans.actions import (  # noqa: F401
            commitments,
            copies,
            invitations,
            members,
            plans,
            sections,
            stays_out,
        )
        from entrepairs.plans.hooks import join_rooms
        from entrepairs.ui import offline

        join_rooms()
        keep_private("/plans/")
        offline.keep_page(lambda: reverse("plans:kept"))
        offline.keep_file("plans/kept.js")
