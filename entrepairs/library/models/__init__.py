"""What is kept, its files, and who is heard in it."""

from entrepairs.library.models.files import File
from entrepairs.library.models.kept import (
    Author,
    Entry,
    Keeper,
    Resource,
    Series,
    Subject,
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
    "Consent",
    "Cut",
    "Entry",
    "File",
    "Keeper",
    "Resource",
    "Segment",
    "Series",
    "Subject",
    "Voice",
    "Withdrawal",
    "Word",
]
