"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

SWAP = NoticeKind("gatherings", "turn_swap", _("someone suggests to swap turns in my group"))
BROUGHT = NoticeKind(
    "gatherings", "brought", _("someone fills in what we brought each other in my group")
)
LEFT = NoticeKind(
    "gatherings", "group_apart", _("I left a co-reflection group: I manage one of its members")
)
VISIT = NoticeKind(
    "gatherings", "group_visits", _("a group invites mine to a meeting, or says yes")
)
