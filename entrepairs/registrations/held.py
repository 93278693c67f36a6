"""What registrations to events hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import WITH_THE_CIRCLE, Held, add, table

add(
    Held(
        "registrations",
        "registrations",
        _("My registrations for events"),
        _("you and the organisers"),
        _("what you need: 30 days after the event; the rest, until you erase everything"),
        (table("registrations_registration", "person", "added_by"),),
        page="registrations:mine",
    ),
    Held(
        "registrations",
        "announcements",
        _("Messages I sent to everyone registered for an event"),
        _("you, the organisers and the people registered"),
        WITH_THE_CIRCLE,
        (table("registrations_announcement", "by"),),
    ),
)
