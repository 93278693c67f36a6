"""What complaints hold about a person: how they take part, and nothing else."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import ONLY_ME, UNTIL_ERASED, Held, add, table

add(
    Held(
        "complaints",
        "levels",
        _("How I take part in bodies: the level claimed, the level felt"),
        ONLY_ME,
        UNTIL_ERASED,
        (table("complaints_levelanswer", "person"),),
    )
)
