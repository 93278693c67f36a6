from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "entrepairs.sharing"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from entrepairs.files import hooks as files
        from entrepairs.groups import page_hooks
        from entrepairs.sharing import actions, queries, tidying  # noqa: F401
        from entrepairs.ui.durations import add_duration

        tab = page_hooks.GroupTab("files", _("Files"), "sharing:list", stays=True)
        page_hooks.tabs.append(tab)
        files.own.append(queries.own_files)
        files.nightly.append(tidying.delete_removed)
        kept = tidying.BROUGHT_BACK_WITHIN
        add_duration("removed_files", _("a file that was removed from a group"), kept)
