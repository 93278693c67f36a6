"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

DELEGATION = NoticeKind("delegations", "delegation", _("a delegation of mine can meet in a circle"))
