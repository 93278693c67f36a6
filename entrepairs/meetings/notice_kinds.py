"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

MEETING = NoticeKind("meetings", "meeting", _("a meeting is suggested, changed or cancelled"))
REMINDER = NoticeKind("meetings", "reminder", _("a meeting is coming up"))
NOTE = NoticeKind("meetings", "note", _("a meeting has been filled in"))
