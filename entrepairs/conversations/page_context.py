"""What the templates of a conversation and of a journal need, under one name each: `talk` and `journal`."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from entrepairs.conversations.forms import JournalForm, MessageForm
from entrepairs.conversations.queries import JournalPage, Page
from entrepairs.people.models import Circle


def why_closed(circle: Any) -> str:
    """Why nothing can be written here now; nothing when it can. `circle` comes from queries.standing()."""
    if circle.may_write:
        return ""
    if circle.paused_at and not circle.ended_at:
        return _("This is paused: nothing can be written for now. You can still read.")
    return _("This has ended: nothing more can be written. You can still read.")


@dataclass
class Talk:
    circle: Circle
    path: str
    page: Page
    form: MessageForm
    readers: Any  # who can read it, in words

    @property
    def closed(self) -> str:
        """Why there is no place to write; a form that comes back keeps its place, for the words in it."""
        return "" if self.form.is_bound else why_closed(self.circle)

    @property
    def last(self) -> UUID | str:
        """The newest message of the page, by the name it has in addresses."""
        return self.page.newest.key if self.page.newest else ""


@dataclass
class Journal:
    circle: Circle
    path: str
    page: JournalPage
    form: JournalForm
    readers: Any

    @property
    def closed(self) -> str:
        return "" if self.form.is_bound else why_closed(self.circle)
