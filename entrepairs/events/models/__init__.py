"""Events: their programme, and who comes."""

from entrepairs.events.models.asking import Asking, Declined
from entrepairs.events.models.programme import (
    Chair,
    Event,
    Kept,
    Material,
    Room,
    Session,
    Speaker,
    Speaking,
    Talk,
    Track,
)
from entrepairs.events.models.registration import Registration

__all__ = [
    "Asking",
    "Chair",
    "Declined",
    "Event",
    "Kept",
    "Material",
    "Registration",
    "Room",
    "Session",
    "Speaker",
    "Speaking",
    "Talk",
    "Track",
]
