"""What is asked of those who are heard, and of those who cut: the texts of its lines on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind

HEARD = DutyKind(
    "recordings",
    "heard",
    title=_("Can we publish what you said?"),
    press=_("Listen and answer"),
    url_name="recordings:my_voice",
    minutes=10,
)
CUT = DutyKind(
    "recordings",
    "cut",
    title=_("A passage must be cut from a recording"),
    press=_("See the details"),
    url_name="recordings:cuts",
    keyed=False,
)
