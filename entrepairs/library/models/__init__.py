"""What is kept, and its files."""

from entrepairs.library.models.files import Cover, File
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
from entrepairs.library.models.shelves import Follower, Recommendation

__all__ = [
    "Author",
    "AuthorshipClaim",
    "Cover",
    "DeclinedClaim",
    "File",
    "Follower",
    "Recommendation",
    "Resource",
    "ResourceOwner",
    "Series",
    "Subject",
    "Withdrawal",
]
