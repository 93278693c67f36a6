"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

CANDIDACY = NoticeKind(
    "vacancies", "candidacy", _("somebody offers to take a seat that I call for")
)
CALL_ENDED = NoticeKind("vacancies", "call_ended", _("a call for a seat that I answered has ended"))
