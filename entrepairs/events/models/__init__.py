"""Events: their programme, who prepares them, and what is kept of them."""

from entrepairs.events.models.invitations import DeclinedEventInvitation, EventInvitation
from entrepairs.events.models.materials import Bookmark, Material
from entrepairs.events.models.programme import (
    Event,
    Room,
    Session,
    SessionChair,
    Speaker,
    Talk,
    TalkSpeaker,
    Track,
)

__all__ = [
    "Bookmark",
    "DeclinedEventInvitation",
    "Event",
    "EventInvitation",
    "Material",
    "Room",
    "Session",
    "SessionChair",
    "Speaker",
    "Talk",
    "TalkSpeaker",
    "Track",
]
