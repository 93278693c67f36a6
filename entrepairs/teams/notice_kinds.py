"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

TEAM = NoticeKind("teams", "team", _("a team offers me a role, or a role of mine in it ends"))
