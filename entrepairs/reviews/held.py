"""What the review of a year holds about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import UNTIL_ERASED, Held, add, table

add(
    Held(
        "reviews",
        "review_answers",
        _("What I said when we looked back on a year"),
        _("the people in that plan who answered too"),
        UNTIL_ERASED,
        (table("reviews_reviewanswer", "person"),),
    )
)
