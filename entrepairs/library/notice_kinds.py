"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

CLAIM = NoticeKind("library", "claim", _("someone asks me or says who made a library document"))
PUBLISHED = NoticeKind("library", "published", _("something is published in a series I follow"))
