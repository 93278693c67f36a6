from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "entrepairs.safeguarding"

    def ready(self) -> None:
        from entrepairs.safeguarding.hooks import join_rooms

        join_rooms()
