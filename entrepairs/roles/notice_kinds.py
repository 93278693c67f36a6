"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

ROLE = NoticeKind(
    "roles", "role", _("an organisation offers me a role, or ends a role that I hold")
)
