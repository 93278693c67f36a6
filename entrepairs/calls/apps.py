from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CallsConfig(AppConfig):
    name = "entrepairs.calls"

    def ready(self) -> None:
        from django.db.models import OuterRef, Subquery

        from entrepairs.calls.models import Call
        from entrepairs.events.queries import event_page
        from entrepairs.people import hooks

        hooks.deed_words |= {("calls", verb): words for verb, words in DEEDS.items()}
        event_page["call_until"] = Subquery(
            Call.objects.filter(event=OuterRef("pk")).values("closes_at")
        )


DEEDS = {
    "offer": (_("You sent a contribution to an event"), ""),
    "keep_offer": (_("You kept a draft of a contribution"), ""),
    "change_offer": (_("You changed a contribution"), ""),
    "withdraw_offer": (_("You withdrew a contribution"), ""),
    "confirm_offer": (_("You said that you come with your contribution"), ""),
    "agree_to_read": (_("You said yes to reading contributions"), ""),
    "decline_to_read": (_("You said no to reading contributions"), ""),
    "cannot_read": (_("You gave a contribution back unread"), ""),
    "review": (_("You reviewed a contribution"), ""),
}
