"""What mandates hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import UNTIL_ERASED, Held, add, table

add(
    Held(
        "mandates",
        "mandates",
        _("My mandates"),
        _("the network"),
        UNTIL_ERASED,
        (
            table("mandates_mandate", "person", "proposed_by"),
            table("mandates_declinedmandate", "person"),
        ),
        page="mandates:mine",
    )
)
