"""What this room tells, once."""

from django.utils.translation import gettext_lazy as _

from entrepairs.notices.kinds import NoticeKind

EXPORT = NoticeKind("rights", "export", _("the copy of my data is ready"))
# Mailed whatever a person chose: somebody else may have asked for it on their device.
ERASURE = NoticeKind(
    "rights", "erasure", _("someone asked for all my data to be erased"), always=True
)
# Mailed whatever a person chose: somebody else may have asked in their name.
REQUEST = NoticeKind(
    "rights", "request", _("there is news of a request about my data"), always=True
)
IDLE = NoticeKind(
    "rights", "idle", _("my account will be erased because I have not come for long"), always=True
)
