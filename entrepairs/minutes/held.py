"""What the files of sittings hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import WITH_THE_CIRCLE, Held, add, table

add(
    Held(
        "minutes",
        "sitting_files",
        _("Files I added to sittings"),
        _("the delegation"),
        WITH_THE_CIRCLE,
        (table("minutes_sittingfile", "sent_by"),),
    )
)
