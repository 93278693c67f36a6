"""What meetings hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import BOTH, MEMBERS, UNTIL_ERASED, WITH_THE_CIRCLE, Held, add, table

add(
    Held(
        "meetings",
        "meetings",
        _("Meetings I suggested, accepted or cancelled"),
        MEMBERS,
        WITH_THE_CIRCLE,
        (
            table(
                "meetings_meeting",
                *("asked_by", "proposed_by", "agreed_by", "cancelled_by", "uncounted_by"),
            ),
        ),
    ),
    Held(
        "meetings",
        "contributions",
        _("What I brought, and what I was brought"),
        BOTH,
        UNTIL_ERASED,
        (table("meetings_contribution", "giver", "receiver", "noted_by", "confirmed_by"),),
    ),
)
