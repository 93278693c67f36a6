"""What the calendar holds about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import ONLY_ME, UNTIL_REMOVED, Held, add, table

add(
    Held(
        "calendar",
        "feed",
        _("The secret address of my calendar"),
        ONLY_ME,
        UNTIL_REMOVED,
        (table("calendar_feed", "person"),),
    )
)
