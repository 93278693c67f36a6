from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "entrepairs.calls"

    def ready(self) -> None:
        from django.db.models import OuterRef, Subquery

        from entrepairs.calls.models import Call
        from entrepairs.events.queries import event_page

        event_page["call_until"] = Subquery(
            Call.objects.filter(event=OuterRef("pk")).values("closes_at")
        )
