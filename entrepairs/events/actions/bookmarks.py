"""One's own programme: sessions kept and let go."""

from uuid import UUID

from django.utils.translation import gettext_lazy

from entrepairs.events.models import Bookmark, Session
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import action
from entrepairs.ledger.verbs import NOT_TOLD, Verb

KEEP = Verb("events", "keep", gettext_lazy("You added a session to your programme"), NOT_TOLD)


@action
def keep_session(*, session: Session, once: UUID | None, by: int) -> None:
    note_deed(KEEP, by=by, object_key=session.key, once=once)
    Bookmark.objects.get_or_create(person_id=by, session=session)


LET_GO = Verb(
    "events", "let_go", gettext_lazy("You removed a session from your programme"), NOT_TOLD
)


@action
def let_session_go(*, session: Session, once: UUID | None, by: int) -> None:
    note_deed(LET_GO, by=by, object_key=session.key, once=once)
    Bookmark.objects.filter(person=by, session=session).delete()
