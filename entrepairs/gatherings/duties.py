"""What gatherings ask of people: the texts of their lines on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind

SWAP = DutyKind(
    "gatherings",
    "turn_swap",
    title=_("%(name)s suggests to swap turns with you"),
    press=_("Read and answer"),
    url_name="groups:group",
)
