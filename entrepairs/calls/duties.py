"""What calls ask of readers and tell to authors: the texts of its lines on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind

READ = DutyKind(
    "calls",
    "read",
    title=_("Contributions to an event wait for your reading"),
    press=_("See what is asked"),
    url_name="calls:reader",
)
DECISION = DutyKind(
    "calls",
    "decision",
    title=_("What you offered to an event has an answer"),
    press=_("Read the answer"),
    url_name="calls:contribution",
)
