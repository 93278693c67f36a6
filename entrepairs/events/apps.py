from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "entrepairs.events"

    def ready(self) -> None:
        from entrepairs.events.hooks import join_organisers
        from entrepairs.events.queries import speakers_of
        from entrepairs.library import hooks as library
        from entrepairs.people import hooks
        from entrepairs.people.models import Circle
        from entrepairs.ui import nav

        Circle.PATHS["event"] = "/events/"
        nav.add("events", _("Events"), "events:list", icon="presentation", order=45, wide_only=True)
        nav.add_footer(_("Events"), "events:list", order=15)
        hooks.deed_words |= {("events", verb): words for verb, words in DEEDS.items()}
        library.speakers.append(speakers_of)
        join_organisers()


DEEDS = {
    "keep": (_("You kept a session in your programme"), ""),
    "let_go": (_("You took a session out of your programme"), ""),
}
