"""What is told to those who registered: the texts of its lines on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind

PLACE = DutyKind(
    "registrations",
    "place",
    title=_("A place came free: it is yours"),
    press=_("See my registration"),
    url_name="registrations:registration",
)
CANCELLED = DutyKind(
    "registrations",
    "place_cancelled",
    title=_("You registered, and it is cancelled"),
    press=_("See my registration"),
    url_name="registrations:registration",
)
