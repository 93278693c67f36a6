"""What shared files hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import MEMBERS, UNTIL_REMOVED, Held, add, table

add(
    Held(
        "sharing",
        "shared_files",
        _("Files I shared in my groups"),
        MEMBERS,
        UNTIL_REMOVED,
        (table("sharing_sharedfile", "shared_by", unseen=("removed_by_id",)),),
    )
)
