from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "entrepairs.drafts"

    def ready(self) -> None:
        from entrepairs.calendar import sources
        from entrepairs.drafts.pictures import find_small, picture_column
        from entrepairs.events.queries import event_lines, event_page

        event_page["picture"] = event_lines["picture"] = picture_column()
        sources.pictures.append(find_small)
