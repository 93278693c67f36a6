from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "entrepairs.events"

    def ready(self) -> None:
        from entrepairs.events.joining import join_organisers
        from entrepairs.people.models import Circle

        Circle.PATHS["event"] = "/events/"
        join_organisers()
