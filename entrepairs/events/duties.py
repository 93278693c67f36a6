"""What those who prepare events ask of people: the texts of its lines on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind

PREPARE = DutyKind(
    "events",
    "asked_to_prepare",
    title=_("Would you prepare an event with others?"),
    press=_("Read and answer"),
    url_name="events:asked",
)
SPEAKER = DutyKind(
    "events",
    "asked_if_speaker",
    title=_("Is a speaker of this event you?"),
    press=_("Read and answer"),
    url_name="events:asked",
)
