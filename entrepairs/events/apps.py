from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "entrepairs.events"

    def ready(self) -> None:
        from entrepairs.events.hooks import join_rooms

        join_rooms()
