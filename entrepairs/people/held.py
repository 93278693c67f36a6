"""What people, and the ledger below them, hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import (
    COORDINATORS,
    MEMBERS,
    ONLY_ME,
    THOSE_YOU_CHOSE,
    UNTIL_ERASED,
    UNTIL_REMOVED,
    Held,
    Table,
    add,
    table,
)

add(
    Held(
        "people",
        "person",
        _("My name, language and time zone"),
        THOSE_YOU_CHOSE,
        UNTIL_ERASED,
        (Table("people_person", ("id",)),),
        page="me",
    ),
    Held(
        "people",
        "facets",
        _("What I share"),
        THOSE_YOU_CHOSE,
        UNTIL_REMOVED,
        (table("people_facet", "person"), table("people_searchterm", "person")),
        page="me",
    ),
    Held(
        "people",
        "restrictions",
        _("What a decision keeps me from, and until when"),
        ONLY_ME,
        UNTIL_ERASED,
        (table("people_restriction", "person"),),
    ),
    Held(
        "people",
        "affiliations",
        _("My organisations"),
        COORDINATORS,
        UNTIL_ERASED,
        (
            table("people_affiliation", "person"),
            Table(
                "people_coordinationrefusal",
                mine="affiliation_id in (select a.id from people_affiliation a"
                " where a.person_id = (select me()))",
            ),
        ),
        page="me_coordinators",
    ),
    Held(
        "people",
        "memberships",
        _("My circles: with whom, since when"),
        MEMBERS,
        UNTIL_ERASED,
        (table("people_membership", "person"),),
    ),
    Held(
        "people",
        "blocks",
        _("People I blocked"),
        ONLY_ME,
        UNTIL_REMOVED,
        (table("people_block", "person", unseen=("blocked_id",)),),
        page="me_blocks",
    ),
    Held(
        "ledger",
        "looks",
        _("Profile views: who viewed mine, whose I viewed"),
        _("you and the person who viewed"),
        UNTIL_ERASED,
        (Table("ledger_look", ("owner", "viewer"), numbers=True),),
        page="me_looks",
        wipes=("delete from ledger_look where %(person)s in (owner, viewer)",),
    ),
    Held(
        "ledger",
        "consents",
        _("My sharing choices"),
        ONLY_ME,
        UNTIL_ERASED,
        (Table("ledger_consent", ("person",), numbers=True),),
        page="me_receipts",
        wipes=("delete from ledger_consent where person = %(person)s",),
    ),
    Held(
        "ledger",
        "deeds",
        _("My activity"),
        _("you, and the person each entry is about"),
        UNTIL_ERASED,
        (Table("ledger_deed", ("by_person", "about_person"), numbers=True),),
        page="me_deeds",
        # What another did stays in their activity, and is about nobody: 0 is no person's number.
        wipes=(
            "delete from ledger_deed where by_person = %(person)s",
            "update ledger_deed set about_person = 0, digest = '', object_key = ''"
            " where about_person = %(person)s",
            "update ledger_deed set object_key = '' where object_key = %(key)s",
        ),
    ),
)
