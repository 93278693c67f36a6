"""What matching rounds hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import COORDINATORS, ONLY_ME, UNTIL_ERASED, Held, add, table

add(
    Held(
        "rounds",
        "round_suggestions",
        _("What matching rounds suggested about me"),
        COORDINATORS,
        _("until the round is over"),
        (table("rounds_suggestion", unseen=("one_id", "other_id")),),
    ),
    Held(
        "rounds",
        "hints",
        _("What would help a round find me someone"),
        ONLY_ME,
        _("until the next round"),
        (table("rounds_hint", "person"),),
    ),
    Held(
        "rounds",
        "rounds_opened",
        _("Matching rounds I started"),
        COORDINATORS,
        UNTIL_ERASED,
        (table("rounds_round", "opened_by"),),
    ),
)
