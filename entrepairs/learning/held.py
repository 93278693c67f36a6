"""What learning holds about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import UNTIL_REMOVED, Held, add, table

add(
    Held(
        "learning",
        "learned",
        _("What I learned and taught"),
        _("you, and the person whom you ask to confirm it"),
        UNTIL_REMOVED,
        (
            table("learning_step", "person", "asked_of"),
            table("learning_declinedstep", "person"),
        ),
        page="learning:mine",
        # Who confirmed something signed with their name: it goes, also out of signed badges. What
        # they saw stays, and a badge is made again.
        wipes=(
            "update learning_attestation a set credential = '' from learning_step s"
            " where s.id = a.step_id and s.asked_of_id = %(person)s",
            "update learning_step set confirmed_as = '' where asked_of_id = %(person)s",
        ),
    ),
    Held(
        "learning",
        "attestations",
        _("My attestations"),
        _("you, and people who have its code"),
        UNTIL_REMOVED,
        (table("learning_attestation", "person"),),
        page="learning:mine",
    ),
)
