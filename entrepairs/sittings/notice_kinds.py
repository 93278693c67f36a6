"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

SEAT_OFFER = NoticeKind("sittings", "seat_offer", _("a seat is offered to me for a sitting"))
SEAT_TAKEN = NoticeKind("sittings", "seat_taken", _("a deputy takes a seat, or gives it back"))
SITTING = NoticeKind("sittings", "sitting", _("a sitting is added, moved or cancelled"))
