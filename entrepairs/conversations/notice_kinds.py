"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

MESSAGE = NoticeKind("conversations", "message", _("someone wrote to me"))
