"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

READ = NoticeKind("calls", "read", _("I am asked to review contributions to an event"))
DECISION = NoticeKind("calls", "decision", _("my contribution to an event is answered"))
