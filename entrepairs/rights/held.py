"""What this room holds about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import ONLY_ME, Held, add, table

add(
    Held(
        "rights",
        "departure",
        _("That I left, or asked for everything to be erased"),
        ONLY_ME,
        _("until it is done, or you come back"),
        (table("rights_departure", "person"),),
        page="rights:data",
    ),
    Held(
        "rights",
        "exports",
        _("Copies of my data that I asked for"),
        ONLY_ME,
        _("7 days, or until you delete them"),
        (table("rights_export", "person"),),
        page="rights:data",
    ),
    Held(
        "rights",
        "requests",
        _("What I asked about my data, or was asked for me on paper"),
        _("you, the administrators, and who noted it"),
        _("5 years after the answer, without its words after 1 year"),
        (
            # What a coordinator noted for somebody else is in that person's.
            table("rights_datarequest", "person", unseen=("noted_by_id",)),
        ),
        page="rights:requests",
        wipes=(
            "update rights_datarequest set words = '', extension = '', answer = '', openings = '[]'"
            " where person_id = %(person)s",
        ),
    ),
)
