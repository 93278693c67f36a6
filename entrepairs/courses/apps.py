from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "entrepairs.courses"

    def ready(self) -> None:
        # The verbs of a room are declared beside its actions.
        from entrepairs.core.private_paths import keep_private, keep_secret
        from entrepairs.courses import actions  # noqa: F401
        from entrepairs.courses.hooks import join_rooms

        join_rooms()
        keep_private("/learning/courses/")
        keep_secret("/learning/kept/")
