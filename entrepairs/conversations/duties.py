"""What waits to be read: the texts of its lines on Today."""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from entrepairs.people.models import Circle
from entrepairs.ui.duties import DutyKind, Line

HOW_MANY = ngettext_lazy("%(number)s message", "%(number)s messages", "number")


def find_conversation(line: Line) -> str:
    """Where the rooms above say that circles of its kind are."""
    return Circle(kind=line.details["circle"], key=line.key).talk_path


unread_line = partial(
    DutyKind,
    "conversations",
    more=HOW_MANY,
    press=_("Read"),
    path=find_conversation,
    dated=True,
    counts_at="circles",
)

UNREAD = unread_line("unread", title=_("%(name)s wrote to you"), minutes=2)
UNREAD_HERE = unread_line("unread_here", title="%(title)s")
