"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

ASKED = NoticeKind(
    "learning", "step_asked", _("somebody asks me to confirm what they learned or taught")
)
CONFIRMED = NoticeKind("learning", "step_yes", _("what I learned or taught has been confirmed"))
