"""What teams hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import MEMBERS, UNTIL_ERASED, Held, add, table

add(
    Held(
        "teams",
        "team_roles",
        _("My roles in teams"),
        MEMBERS,
        UNTIL_ERASED,
        (
            table("teams_teamrole", "person", "offered_by"),
            table("teams_declinedteamrole", "person"),
        ),
    )
)
