"""Template contexts of a conversation and of a journal, under one name each: `talk`, `journal`."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from entrepairs.conversations.forms import JournalForm, MessageForm
from entrepairs.conversations.queries import CircleStanding, JournalPage, MessagePage
from entrepairs.people.models import Circle


@dataclass
class Talk:
    standing: CircleStanding
    path: str
    page: MessagePage
    form: MessageForm
    readers: Any  # who can read it, in words

    @property
    def circle(self) -> Circle:
        return self.standing.circle

    @property
    def closed(self) -> str:
        """Why there is no form; one that comes back stays, for the words in it."""
        return "" if self.form.is_bound else self.standing.why_closed

    @property
    def last(self) -> UUID | str:
        """The newest message of the page, by the name it has in addresses."""
        return self.page.newest.key if self.page.newest else ""


@dataclass
class Journal:
    standing: CircleStanding
    path: str
    page: JournalPage
    form: JournalForm
    readers: Any

    @property
    def closed(self) -> str:
        return "" if self.form.is_bound else self.standing.why_closed
