"""What other rooms call: telling a person something once, and what they have seen of it."""

from entrepairs.notices.actions.telling import see, see_after_answer, tell

__all__ = ["see", "see_after_answer", "tell"]
