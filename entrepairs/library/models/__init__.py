"""What is kept, and its files."""

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

__all__ = [
    "Author",
    "Entry",
    "File",
    "Keeper",
    "Resource",
    "Series",
    "Subject",
    "Withdrawal",
    "Word",
]
