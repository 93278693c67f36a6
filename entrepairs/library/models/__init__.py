"""What is kept, its files, and who is heard in it."""

from entrepairs.library.models.files import File
from entrepairs.library.models.resources import (
    Author,
    AuthorshipClaim,
    DeclinedClaim,
    Resource,
    ResourceOwner,
    Series,
    Subject,
    Withdrawal,
)
from entrepairs.recordings.models import (
    Captions,
    Channel,
    Chapter,
    Consent,
    ConsentRequest,
    Cut,
    Segment,
    Voice,
)
from entrepairs.search.models import Entry, IndexedWord

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
