"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

INVITATION = NoticeKind("pairs", "invitation", _("someone would like to get to know me"))
YES = NoticeKind("pairs", "yes", _("someone said yes to me"))
AGREEMENT = NoticeKind("pairs", "agreement", _("our agreement changes"))
