"""What items hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import ONLY_ME, UNTIL_ERASED, WITH_THE_CIRCLE, Held, add, table

add(
    Held(
        "items",
        "said",
        _("Items that I said, or say too, and what I saw on the spot"),
        ONLY_ME,
        UNTIL_ERASED,
        (table("items_raiser", "person"), table("items_sighting", "person")),
    ),
    Held(
        "items",
        "carried",
        _("Items that I carried to a body: wordings, stages, outcomes, criteria"),
        _("the network"),
        WITH_THE_CIRCLE,
        (
            table("items_stage", "noted_by", "corrected_by"),
            table("items_version", "made_by"),
            table("items_outcome", "shared_by"),
            table("items_evidence", "added_by"),
        ),
    ),
)
