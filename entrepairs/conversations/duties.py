"""What waits to be read: the texts of its lines on Today."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from entrepairs.ui.duties import DutyKind

HOW_MANY = ngettext_lazy("%(number)s message", "%(number)s messages", "number")

UNREAD = DutyKind(
    "conversations",
    "unread",
    title=_("%(name)s wrote to you"),
    more=HOW_MANY,
    press=_("Read"),
    url_name="pairs:pair",
    dated=True,
    counts_at="circles",
    minutes=2,
)
UNREAD_GROUP = DutyKind(
    "conversations",
    "unread_group",
    title="%(title)s",
    more=HOW_MANY,
    press=_("Read"),
    url_name="groups:talk",
    dated=True,
    counts_at="circles",
)
UNREAD_HERE = DutyKind("conversations", "unread_here", title="%(title)s", more=HOW_MANY, dated=True)
