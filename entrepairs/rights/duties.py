"""What leaving asks of people: the texts of their lines on Today."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind

line = partial(DutyKind, "rights", url_name="rights:data", keyed=False)

COME_BACK = line(
    "come_back",
    title=_("You left the network"),
    more=_("Days left to come back: %(number)s"),
    press=_("Come back"),
)
CALL_OFF = line(
    "call_off",
    title=_("Everything about you will be erased"),
    more=_("You did not ask for it? Cancel. Days left: %(number)s"),
    press=_("Cancel the erasure"),
)
EXPORT_READY = line(
    "export_ready",
    title=_("The copy of your data is ready"),
    press=_("Open the page"),
    news=True,
)
