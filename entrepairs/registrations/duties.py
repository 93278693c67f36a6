"""What is told to those who registered: the texts of its lines on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind

PLACE = DutyKind(
    "registrations",
    "place",
    title=_("A place is free and it is now yours"),
    press=_("See my registration"),
    url_name="registrations:registration",
)
ADDED = DutyKind(
    "registrations",
    "place_added",
    title=_("The organisers ask whether you come to an event"),
    press=_("Answer"),
    url_name="registrations:registration",
)
NEWS = DutyKind(
    "registrations",
    "place_news",
    title=_("The organisers of an event wrote to you"),
    press=_("Read the message"),
    url_name="registrations:registration",
)
CANCELLED = DutyKind(
    "registrations",
    "place_cancelled",
    title=_("An event you registered for is cancelled"),
    press=_("See my registration"),
    url_name="registrations:registration",
)
