"""What this room asks of people: the texts of its lines on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind, asks, tells

ASKED = asks(
    "learning",
    "step_asked",
    title=_("%(name)s asks you to confirm what you saw"),
    more=_("It becomes an attestation only with your yes."),
    url_name="learning:asked",
)
CONFIRMED: DutyKind = tells(
    "learning",
    "step_yes",
    title=_("What you learned or taught has been confirmed"),
    url_name="learning:step",
)
