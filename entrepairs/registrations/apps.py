from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistrationsConfig(AppConfig):
    name = "entrepairs.registrations"

    def ready(self) -> None:
        from entrepairs.people import hooks

        hooks.deed_words |= {("registrations", verb): words for verb, words in DEEDS.items()}


DEEDS = {
    "register": (_("You registered for an event"), ""),
    "cancel_registration": (_("You cancelled a registration"), ""),
    "note_came": (_("You noted that %(who)s came"), _("%(who)s noted that you came")),
    "note_absent": (
        _("You noted that %(who)s did not come"),
        _("%(who)s noted that you did not come"),
    ),
}
