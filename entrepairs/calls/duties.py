"""What calls ask of readers and tell to authors: the texts of its lines on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind

READ = DutyKind(
    "calls",
    "read",
    title=_("You have contributions to review for an event"),
    press=_("See the request"),
    url_name="calls:reader",
    minutes=20,
)
OFF = DutyKind(
    "calls",
    "decision_off",
    title=_("An event you sent a contribution for is cancelled"),
    press=_("See my contribution"),
    url_name="calls:contribution",
)
DECISION = DutyKind(
    "calls",
    "decision",
    title=_("Your contribution to an event has been answered"),
    press=_("Read the answer"),
    url_name="calls:contribution",
)
