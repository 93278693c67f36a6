"""Events: their programme, the call for contributions before it, and who comes."""

from entrepairs.events.models.asking import Asking, Declined
from entrepairs.events.models.belonging import Kept, Material
from entrepairs.events.models.calls import (
    Answer,
    Author,
    Call,
    Decision,
    Letter,
    Question,
    Reader,
    Reading,
    Review,
    Submission,
    SubmissionKind,
    Submitter,
)
from entrepairs.events.models.programme import (
    Chair,
    Event,
    Room,
    Session,
    Speaker,
    Speaking,
    Talk,
    Track,
)
from entrepairs.events.models.registration import Registration

__all__ = [
    "Answer",
    "Asking",
    "Author",
    "Call",
    "Chair",
    "Decision",
    "Declined",
    "Event",
    "Kept",
    "Letter",
    "Material",
    "Question",
    "Reader",
    "Reading",
    "Registration",
    "Review",
    "Room",
    "Session",
    "Speaker",
    "Speaking",
    "Submission",
    "SubmissionKind",
    "Submitter",
    "Talk",
    "Track",
]
