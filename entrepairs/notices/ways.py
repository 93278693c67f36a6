"""Ways by which what waits reaches a person: to a device, by email, by text message.

Each notice goes by one way, the first that the person chose and has; where that fails, by the next.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from entrepairs.core.jobs import GivenUp

QUIET_FROM, QUIET_UNTIL = 21, 8  # o'clock, where the person is, until they say otherwise
TEXT = _("You have a new notification")  # all that any way says


class NotSent(Exception):
    """It did not leave by this way; another may take it. Says why, without whom it was for."""


class NotSentForGood(NotSent, GivenUp):
    """The same, and trying this way again would not help."""


@dataclass(frozen=True, slots=True)
class Way:
    """One of them. `name` is what is kept; without what it needs, it is closed for everybody."""

    name: str
    label: Any
    setting: str

    @property
    def is_open(self) -> bool:
        return bool(getattr(settings, self.setting))


PUSH = Way("push", _("On my devices"), "PUSH_KEY")
EMAIL = Way("email", _("By email"), "MAILS_LEAVE")
SMS = Way("sms", _("By text message"), "TEXTS_LEAVE")
# In this order for who has not chosen: each is turned on by a press of its own.
WAYS = (PUSH, EMAIL, SMS)
USUAL = [way.name for way in WAYS]
