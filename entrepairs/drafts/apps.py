from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "entrepairs.drafts"

    def ready(self) -> None:
        from entrepairs.drafts.pictures import picture_column
        from entrepairs.events.queries import event_lines, event_page

        event_page["picture"] = event_lines["picture"] = picture_column()
