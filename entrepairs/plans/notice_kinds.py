"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

DOOR = NoticeKind("plans", "plan_door", _("someone invites me to their plan"))
ASKED = NoticeKind("plans", "plan_asked", _("someone asks me for a commitment in their plan"))
REVIEW = NoticeKind("plans", "plan_review", _("the review date of my plan has come"))
NOTE = NoticeKind("plans", "plan_note", _("someone writes a note in my plan"))
ENDED = NoticeKind("plans", "plan_ended", _("a plan that I was in ends"))
