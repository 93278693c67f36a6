from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "entrepairs.drafts"
