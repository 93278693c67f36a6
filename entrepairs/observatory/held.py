"""What the observatory holds about a person: one line, if they asked for it."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import ONLY_ME, UNTIL_REMOVED, Held, add, table

add(
    Held(
        "observatory",
        "uncounted",
        _("That I asked not to be counted in figures"),
        ONLY_ME,
        UNTIL_REMOVED,
        (table("observatory_uncounted", "person"),),
        page="observatory:counting",
    )
)
