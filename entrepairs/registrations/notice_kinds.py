"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

PLACE = NoticeKind("registrations", "place", _("I have a place at an event"))
