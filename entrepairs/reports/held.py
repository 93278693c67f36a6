"""What yearly reports hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import MEMBERS, WITH_THE_CIRCLE, Held, add, table

add(
    Held(
        "reports",
        "reports",
        _("Yearly reports of a group that I started"),
        MEMBERS,
        WITH_THE_CIRCLE,
        (table("reports_report", "started_by"),),
    )
)
