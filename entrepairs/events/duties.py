"""What those who prepare events ask of people: the texts of its lines on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import asks

PREPARE = asks(
    "events",
    "asked_to_prepare",
    title=_("Would you like to help organise an event?"),
    url_name="events:asked",
)
SPEAKER = asks(
    "events",
    "asked_if_speaker",
    title=_("Are you one of the speakers at this event?"),
    url_name="events:asked",
)
