"""What pairs hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import (
    BOTH,
    ONLY_ME,
    THOSE_YOU_CHOSE,
    UNTIL_ERASED,
    UNTIL_REMOVED,
    WITH_THE_CIRCLE,
    Held,
    add,
    table,
)

add(
    Held(
        "pairs",
        "wishes",
        _("My searches for a peer"),
        THOSE_YOU_CHOSE,
        UNTIL_ERASED,
        (table("pairs_wish", "person"), table("pairs_roundoptin", "person")),
    ),
    Held(
        "pairs",
        "invitations",
        _("Invitations to a peer, sent and received"),
        BOTH,
        UNTIL_ERASED,
        (table("pairs_invitation", "by", "to"),),
    ),
    Held(
        "pairs",
        "refusals",
        _("Invitations I said no to, suggestions I left out"),
        ONLY_ME,
        UNTIL_REMOVED,
        (
            table("pairs_refusal", "person"),
            table("pairs_leftout", "person", unseen=("other_id",)),
        ),
    ),
    Held(
        "pairs",
        "pauses",
        _("Pauses I asked for with a peer"),
        BOTH,
        UNTIL_REMOVED,
        (table("pairs_pause", "person"),),
    ),
    Held(
        "pairs",
        "pair_agreements",
        _("Agreements with a peer that I suggested or accepted"),
        BOTH,
        WITH_THE_CIRCLE,
        (table("pairs_agreement", "proposed_by", "accepted_by"),),
        # Words that the other person never accepted are their author's alone.
        wipes=(
            "delete from pairs_agreement where proposed_by_id = %(person)s and accepted_at is null",
        ),
    ),
    Held(
        "pairs",
        "giving_mark",
        _("How much giving is much for me"),
        ONLY_ME,
        UNTIL_REMOVED,
        (table("pairs_givingmark", "person"),),
        page="pairs:mirror",
    ),
)
