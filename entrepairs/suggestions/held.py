"""What suggestions hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import COORDINATORS, ONLY_ME, UNTIL_ERASED, Held, add, table

add(
    Held(
        "suggestions",
        "finder",
        _("How suggestions find me, worked out from what I share"),
        ONLY_ME,
        _("until you stop sharing it"),
        (table("suggestions_finderrow", "person"),),
    ),
    Held(
        "suggestions",
        "weights",
        _("Matching settings I changed for an organisation"),
        COORDINATORS,
        UNTIL_ERASED,
        (
            table("suggestions_weightschange", "by"),
            table("suggestions_weights", "changed_by"),
        ),
    ),
)
