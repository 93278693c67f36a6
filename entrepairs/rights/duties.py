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
KEEP_ACCOUNT = line(
    "keep_account",
    title=_("Your account will be erased: you have not come for long"),
    more=_("Do you want to keep it? Days left: %(number)s"),
    press=_("Keep my account"),
)
EXPORT_READY = line(
    "export_ready",
    title=_("The copy of your data is ready"),
    press=_("Open the page"),
    news=True,
)

asked = partial(DutyKind, "rights", url_name="rights:requests", keyed=False)

REQUEST_YES = asked(
    "request_yes",
    title=_("Someone asks for something about your data, in your name"),
    more=_("Nothing is done without your yes."),
    press=_("Answer"),
)
REQUEST_DIED = asked(
    "request_died",
    title=_("Someone told us that you have died"),
    more=_("You are here? Say so, and nothing is erased."),
    press=_("Answer"),
)
REQUEST_NOTED = asked(
    "request_noted",
    title=_("News of a request about your data"),
    more=_("Days left to answer: %(number)s"),
    press=_("Open the page"),
    news=True,
)
REQUEST_TOLD = asked(
    "request_told",
    title=_("Your request about your data is answered"),
    press=_("Open the page"),
    news=True,
)
