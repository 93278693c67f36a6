"""What calls for seats hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import COORDINATORS, UNTIL_REMOVED, Held, add, table

add(
    Held(
        "vacancies",
        "candidacies",
        _("My candidacies for seats"),
        COORDINATORS,
        UNTIL_REMOVED,
        (table("vacancies_candidacy", "person"),),
    )
)
