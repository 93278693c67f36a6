"""What the circles of delegations hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import MEMBERS, WITH_THE_CIRCLE, Held, add, table

add(
    Held(
        "delegations",
        "drafts",
        _("Drafts I wrote with my delegations"),
        MEMBERS,
        WITH_THE_CIRCLE,
        (
            table("delegations_draftversion", "author"),
            table("delegations_draft", "begun_by"),
        ),
    )
)
