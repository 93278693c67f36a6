"""What conversations hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import MEMBERS, UNTIL_ERASED, UNTIL_REMOVED, Held, add, table

TO_ME = (
    "circle_id in (select c.id from people_circle c join people_membership m on m.circle_id = c.id"
    " where c.kind = 'pair' and m.person_id = (select me()))"
)

add(
    Held(
        "conversations",
        "messages",
        _("My messages"),
        MEMBERS,
        UNTIL_ERASED,
        (
            table("conversations_message", "author", more=TO_ME),
            table("conversations_reading", "person"),
        ),
    ),
    Held(
        "conversations",
        "journal",
        _("My journal entries"),
        MEMBERS,
        UNTIL_REMOVED,
        (table("conversations_journalentry", "author", more=TO_ME),),
    ),
)
