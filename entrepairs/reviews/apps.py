from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "entrepairs.reviews"

    def ready(self) -> None:
        from entrepairs.core.private_paths import keep_private

        # The verbs of a room are declared beside its actions.
        from entrepairs.reviews import actions  # noqa: F401
        from entrepairs.reviews.hooks import join_rooms

        join_rooms()
        keep_private("/reviews/")
