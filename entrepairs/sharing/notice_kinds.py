"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

SHARED = NoticeKind("sharing", "shared_file", _("someone shared a file in my group"))
