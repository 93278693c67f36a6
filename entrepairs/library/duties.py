"""What the library asks of people: the texts of its lines on Today."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind, asks

CLAIM_OF_ME = asks(
    "library",
    "claim_of_me",
    title=_("Are you the author of this?"),
    url_name="library:claim",
)
CLAIM_OF_THEM = asks(
    "library",
    "claim_of_them",
    title=_("%(name)s says they are the author of this"),
    url_name="library:claim",
)
PUBLISHED = DutyKind(
    "library",
    "published",
    title=_("New in a series you follow"),
    press=_("See what is new"),
    url_name="library:series",
    news=True,
)
