"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

MANDATE = NoticeKind(
    "mandates", "mandate", _("a mandate is proposed to me; one that I hold is ended, or extended")
)
