"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

SAID = NoticeKind("items", "item_said", _("something is entrusted to a body where I sit"))
ITEM = NoticeKind("items", "item", _("something I said to a body takes a step"))
