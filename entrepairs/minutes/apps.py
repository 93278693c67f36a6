from django.apps import AppConfig


class MinutesConfig(AppConfig):
    name = "entrepairs.minutes"

    def ready(self) -> None:
        from entrepairs.core.private_paths import keep_private
        from entrepairs.files import hooks as files
        from entrepairs.minutes import actions, queries  # noqa: F401 (its verbs)
        from entrepairs.minutes.views import part_of_sitting
        from entrepairs.sittings import page_hooks

        page_hooks.sittings.append(part_of_sitting)
        files.own.append(queries.own_files)
        keep_private("/minutes/")
