"""What is kept, its files, and who is heard in it."""

from entrepairs.library.models.files import File
from entrepairs.library.models.kept import (
    Author,
    Claim,
    Entry,
    Keeper,
    Resource,
    Series,
    Subject,
    Unclaimed,
    Withdrawal,
    Word,
)
from entrepairs.library.models.recordings import Asking, Captions, Channel, Chapter, Consent, Cut, Segment, Voice

__all__ = [
    "Asking",
    "Author",
    "Captions",
    "Channel",
    "Chapter",
    "Claim",
    "Consent",
    "Cut",
    "Entry",
    "File",
    "Keeper",
    "Resource",
    "Segment",
    "Series",
    "Subject",
    "Unclaimed",
    "Voice",
    "Withdrawal",
    "Word",
]
