"""What roles hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import COORDINATORS, UNTIL_ERASED, Held, add, table

add(
    Held(
        "roles",
        "roles",
        _("My roles in organisations"),
        COORDINATORS,
        UNTIL_ERASED,
        (
            table("roles_heldrole", "person", "offered_by"),
            table("roles_declinedrole", "person"),
        ),
    )
)
