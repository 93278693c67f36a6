"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

REVIEW = NoticeKind("reviews", "review", _("someone asks what I say of the year of their plan"))
