"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

TO_RULE = NoticeKind("safeguarding", "to_rule", _("I am asked to decide on a report"))
RULING = NoticeKind(
    "safeguarding", "ruling", _("something is decided about my words, or what I reported")
)
ON_CALL = NoticeKind("safeguarding", "on_call", _("I am asked to be on call"))
ROTA = NoticeKind("safeguarding", "rota", _("I am asked to decide on reports from time to time"))
