"""What sittings hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import (
    ONLY_ME,
    UNTIL_ERASED,
    UNTIL_REMOVED,
    WITH_THE_CIRCLE,
    Held,
    Table,
    add,
    table,
)

MY_MANDATES = "select m.id from mandates_mandate m where m.person_id = (select me())"

add(
    Held(
        "sittings",
        "seats",
        _("Sittings: where I come, where I was, seats I was offered"),
        _("the delegation"),
        UNTIL_ERASED,
        (
            Table("sittings_seatanswer", mine=f"mandate_id in ({MY_MANDATES})"),
            Table("sittings_came", mine=f"mandate_id in ({MY_MANDATES})"),
            table("sittings_seatoffer", "person"),
            table("sittings_declinedoffer", "person"),
        ),
    ),
    Held(
        "sittings",
        "costs",
        _("What my mandates cost me, and my training"),
        ONLY_ME,
        UNTIL_REMOVED,
        (table("sittings_cost", "person"), table("sittings_training", "person")),
    ),
    Held(
        "sittings",
        "sittings",
        _("Sittings I added, their notes, papers I asked for, what I hand over"),
        _("the delegation"),
        WITH_THE_CIRCLE,
        (
            table("sittings_note", "written_by"),
            table("sittings_sitting", "added_by"),
            table("sittings_paperrequest", "by"),
            table("sittings_handover", "person"),
        ),
    ),
)
