"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

REPORT = NoticeKind("reports", "report", _("my group has a yearly report to read"))
