"""What this room asks of people: the texts of its lines on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind

CAME = DutyKind(
    "vacancies",
    "candidacy_came",
    title=_("Somebody offers to take a seat"),
    press=_("See the call"),
    url_name="vacancies:call",
    news=True,
)
ENDED = DutyKind(
    "vacancies",
    "call_ended",
    title=_("A call for a seat that you answered has ended"),
    press=_("See the call"),
    url_name="vacancies:call",
    news=True,
)
