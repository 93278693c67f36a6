"""What groups hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import (
    MEMBERS,
    ONLY_ME,
    UNTIL_ERASED,
    WITH_THE_CIRCLE,
    Held,
    add,
    table,
)

add(
    Held(
        "groups",
        "entries",
        _("Groups I asked to join, or was invited to"),
        _("you and the members who keep the page"),
        UNTIL_ERASED,
        (table("groups_entry", "person", "by"),),
    ),
    Held(
        "groups",
        "group_refusals",
        _("Groups I said no to"),
        ONLY_ME,
        UNTIL_ERASED,
        (table("groups_refusal", "person"),),
    ),
    Held(
        "groups",
        "group_agreements",
        _("Agreements of a group that I wrote or said yes to"),
        MEMBERS,
        WITH_THE_CIRCLE,
        (
            table("groups_agreementyes", "person"),
            table("groups_agreement", "made_by"),
            table("groups_backing", "asked_by", "accepted_by"),
        ),
    ),
)
