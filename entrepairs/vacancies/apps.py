from django.apps import AppConfig


class VacanciesConfig(AppConfig):
    name = "entrepairs.vacancies"

    def ready(self) -> None:
        # The verbs of a room are declared beside its actions.
        from entrepairs.core.private_paths import keep_private
        from entrepairs.vacancies.actions import calls, candidacies  # noqa: F401
        from entrepairs.vacancies.hooks import join_rooms

        join_rooms()
        keep_private("/candidacies/")
