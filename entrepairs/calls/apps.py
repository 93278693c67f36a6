from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CallsConfig(AppConfig):
    name = "entrepairs.calls"

    def ready(self) -> None:
        from entrepairs.calls.notifications import KEPT
        from entrepairs.core.private_paths import keep_secret
        from entrepairs.ui.durations import add_duration

        add_duration(
            "calls", _("your address, when you submitted a contribution, after the event"), KEPT
        )
        from django.db.models import OuterRef, Subquery

        from entrepairs.calls.models import Call
        from entrepairs.events.queries import event_page

        event_page["call_until"] = Subquery(
            Call.objects.filter(event=OuterRef("pk")).values("closes_at")
        )
        keep_secret("/events/contribution/")
