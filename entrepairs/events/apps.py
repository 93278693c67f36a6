from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "entrepairs.events"

    def ready(self) -> None:
        from entrepairs.people.hooks import deed_words
        from entrepairs.people.models import Circle

        Circle.PATHS["event"] = "/events/"
        deed_words |= {
            ("events", "register"): (_("You registered for an event"), ""),
            ("events", "cancel_registration"): (_("You cancelled a registration"), ""),
            ("events", "note_came"): (_("You noted that %(who)s came"), _("%(who)s noted that you came")),
            ("events", "note_absent"): (
                _("You noted that %(who)s did not come"),
                _("%(who)s noted that you did not come"),
            ),
        }
