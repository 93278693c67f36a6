"""What regular meetings of groups hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import MEMBERS, UNTIL_REMOVED, WITH_THE_CIRCLE, Held, add, table

add(
    Held(
        "gatherings",
        "attending",
        _("When I come to a group, and my turns"),
        MEMBERS,
        UNTIL_REMOVED,
        (
            table("gatherings_attending", "person"),
            table("gatherings_turn", "person"),
            table("gatherings_turntaker", "person"),
            table("gatherings_swap", "by", "to"),
            table("gatherings_declinedswap", "person"),
            table("gatherings_noteanswer", "person", unseen=("noter_id",)),
        ),
    ),
    Held(
        "gatherings",
        "rhythms",
        _("Regular meetings I set up, attendance I filled in"),
        MEMBERS,
        WITH_THE_CIRCLE,
        (
            table("gatherings_rhythm", "made_by"),
            table("gatherings_headcount", "by"),
            table("gatherings_toldorganisation", "by"),
            table("gatherings_visit", "asked_by"),
            table("gatherings_declinedvisit", "person"),
        ),
    ),
)
