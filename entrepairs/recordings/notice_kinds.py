"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

HEARD = NoticeKind("recordings", "heard", _("I am asked whether I may be heard in a recording"))
CUT = NoticeKind("recordings", "cut", _("a passage must be cut from a recording"))
