"""Calls for contributions: what is asked, sent, read without names, and decided."""

from entrepairs.calls.models.calls import LONGEST, Call, Question, SubmissionKind
from entrepairs.calls.models.reviews import (
    DecisionLetter,
    Reader,
    Review,
    ReviewAssignment,
    SubmissionDecision,
)
from entrepairs.calls.models.submissions import Answer, Submission, SubmissionAuthor, Submitter

__all__ = [
    "LONGEST",
    "Answer",
    "Call",
    "DecisionLetter",
    "Question",
    "Reader",
    "Review",
    "ReviewAssignment",
    "Submission",
    "SubmissionAuthor",
    "SubmissionDecision",
    "SubmissionKind",
    "Submitter",
]
