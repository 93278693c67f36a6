"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

MANDATE = NoticeKind(
    "mandates", "mandate", _("an organisation proposes a mandate to me, or ends a mandate I hold")
)
