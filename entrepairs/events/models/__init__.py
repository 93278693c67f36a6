"""Events: their programme, the call for contributions before it, and who comes."""

from entrepairs.calls.models import (
    Answer,
    Call,
    DecisionLetter,
    Question,
    Reader,
    Review,
    ReviewAssignment,
    Submission,
    SubmissionAuthor,
    SubmissionDecision,
    SubmissionKind,
    Submitter,
)
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
from entrepairs.registrations.models import Registration

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
