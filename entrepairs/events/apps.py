from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "entrepairs.events"

    def ready(self) -> None:
        from entrepairs.events.hooks import join_organisers
        from entrepairs.events.queries import speakers_of
        from entrepairs.people import hooks
        from entrepairs.people.models import Circle
        from entrepairs.recordings import hooks as heard
        from entrepairs.ui import nav

        Circle.PATHS["event"] = "/events/"
        nav.add("events", _("Events"), "events:list", icon="presentation", order=45)
        nav.add_footer(_("Events"), "events:list", order=15)
        hooks.deed_words |= {("events", verb): words for verb, words in DEEDS.items()}
        heard.speakers.append(speakers_of)
        join_organisers()


DEEDS = {
    "register": (_("You registered for an event"), ""),
    "cancel_registration": (_("You cancelled a registration"), ""),
    "note_came": (_("You noted that %(who)s came"), _("%(who)s noted that you came")),
    "note_absent": (
        _("You noted that %(who)s did not come"),
        _("%(who)s noted that you did not come"),
    ),
    "offer": (_("You sent a contribution to an event"), ""),
    "keep_offer": (_("You kept a draft of a contribution"), ""),
    "change_offer": (_("You changed a contribution"), ""),
    "withdraw_offer": (_("You withdrew a contribution"), ""),
    "confirm_offer": (_("You said that you come with your contribution"), ""),
    "agree_to_read": (_("You said yes to reading contributions"), ""),
    "decline_to_read": (_("You said no to reading contributions"), ""),
    "cannot_read": (_("You gave a contribution back unread"), ""),
    "review": (_("You reviewed a contribution"), ""),
    "keep": (_("You kept a session in your programme"), ""),
    "let_go": (_("You took a session out of your programme"), ""),
}
