"""What this room asks of people: the texts of its lines on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind

COORDINATE = DutyKind(
    "people",
    "coordinate",
    title=_("Would you coordinate %(title)s?"),
    press=_("Read and answer"),
    url_name="me",
    keyed=False,
)
