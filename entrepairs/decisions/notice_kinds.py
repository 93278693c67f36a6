"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

PROPOSAL = NoticeKind("decisions", "proposal", _("my group has a proposal to read and answer"))
SOON = NoticeKind(
    "decisions", "answer_soon", _("a decision of my group ends soon, and I have not answered")
)
DECIDED = NoticeKind("decisions", "decided", _("the answers to a proposal of my group are known"))
DATES = NoticeKind("decisions", "dates", _("my group looks for a date"))
DATES_SOON = NoticeKind(
    "decisions", "dates_soon", _("the search for a date ends soon, and I have not answered")
)
