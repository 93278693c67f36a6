"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

PROPOSAL = NoticeKind("decisions", "proposal", _("my group has a proposal to read and answer"))
SOON = NoticeKind(
    "decisions", "answer_soon", _("a decision of my group ends soon, and I have not answered")
)
DECIDED = NoticeKind("decisions", "decided", _("the answers to a proposal of my group are known"))
