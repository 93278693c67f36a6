"""What events hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import (
    EVERYONE,
    ONLY_ME,
    UNTIL_ANSWERED,
    UNTIL_ERASED,
    UNTIL_REMOVED,
    Held,
    add,
    table,
)

add(
    Held(
        "events",
        "speaking",
        _("Events where I am named as a speaker"),
        EVERYONE,
        UNTIL_ERASED,
        (table("events_speaker", "person"),),
    ),
    Held(
        "events",
        "event_invitations",
        _("Invitations to speak at an event or to organise it"),
        _("you and the organisers"),
        UNTIL_ANSWERED,
        (
            table("events_eventinvitation", "person", "by"),
            table("events_declinedeventinvitation", "person"),
        ),
    ),
    Held(
        "events",
        "bookmarks",
        _("Sessions I saved"),
        ONLY_ME,
        UNTIL_REMOVED,
        (table("events_bookmark", "person"),),
    ),
)
