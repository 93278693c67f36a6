"""What is kept, and its files."""

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

__all__ = [
    "Author",
    "AuthorshipClaim",
    "DeclinedClaim",
    "File",
    "Resource",
    "ResourceOwner",
    "Series",
    "Subject",
    "Withdrawal",
]
