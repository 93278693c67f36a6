"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

ASKED = NoticeKind("events", "asked", _("someone asks me to agree to something"))
