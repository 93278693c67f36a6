from django.apps import AppConfig


class MandatesConfig(AppConfig):
    name = "entrepairs.mandates"

    def ready(self) -> None:
        from entrepairs.mandates.hooks import join_rooms

        join_rooms()
