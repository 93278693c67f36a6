"""How long the same person is not asked again."""

from datetime import timedelta

QUIET = timedelta(days=183)  # one invitation to the same person in so long, whatever became of it
