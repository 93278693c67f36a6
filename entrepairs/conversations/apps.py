from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "entrepairs.conversations"

    def ready(self) -> None:
        from entrepairs.core.private_paths import keep_private

        keep_private("/conversations/")
