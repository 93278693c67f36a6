"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

SWAP = NoticeKind("gatherings", "turn_swap", _("someone suggests to swap turns in my group"))
