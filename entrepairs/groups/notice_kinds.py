"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

DOOR = NoticeKind("groups", "group_door", _("someone asks to join my group, or invites me to one"))
VISIT = NoticeKind("groups", "group_visit", _("my visit to a group ends soon"))
AGREEMENT = NoticeKind("groups", "group_words", _("my group has a new agreement to read"))
BACKING = NoticeKind("groups", "group_asked", _("a group asks my organisation to support it"))
WIDER = NoticeKind("groups", "group_wider", _("a group I belong to may open to more people"))
ENDED = NoticeKind("groups", "group_ended", _("a group I belong to ends"))
