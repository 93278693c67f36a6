from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "entrepairs.library"

    def ready(self) -> None:
        from entrepairs.files import hooks as files
        from entrepairs.library import covers
        from entrepairs.library.actions import files as file_actions
        from entrepairs.library.indexing import all_entries
        from entrepairs.library.models import Resource
        from entrepairs.search.index import name_kind
        from entrepairs.search.rewriting import add_source
        from entrepairs.ui import nav

        for kind, label in Resource.Kind.choices:
            name_kind(kind, label)
        add_source("library", Resource.Kind.labels, all_entries)
        nav.add(nav.Place("library", _("Library"), "library:index", icon="library", order=50))
        nav.add_public(_("Library"), "library:index", icon="library", order=40)
        nav.add_footer(_("Library"), "library:index", order=5)
        nav.add_footer(_("Feeds and archives"), "library:feeds", order=60)
        files.ready.append(file_actions.keep_with_resource)
        files.own.append(file_actions.own_files)
        files.nightly.append(covers.draw_missing_covers)
