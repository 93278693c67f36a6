"""What is asked of those who are heard, and of those who cut: the texts of its lines on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind

HEARD = DutyKind(
    "recordings",
    "heard",
    title=_("May what you said be heard?"),
    press=_("Listen and answer"),
    url_name="recordings:my_voice",
)
CUT = DutyKind(
    "recordings",
    "cut",
    title=_("Something is to be cut from a recording"),
    press=_("See what"),
    url_name="recordings:cuts",
    keyed=False,
)
