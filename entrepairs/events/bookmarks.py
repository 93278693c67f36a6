"""One's own programme: sessions kept and let go."""

from uuid import UUID

from entrepairs.events.models import Bookmark, Session
from entrepairs.ledger.actions import note_deed


def keep(*, session: Session, once: UUID | None, by: int) -> None:
    note_deed(verb="keep", room="events", by=by, object_key=session.key, once=once)
    Bookmark.objects.get_or_create(person_id=by, session=session)


def let_go(*, session: Session, once: UUID | None, by: int) -> None:
    note_deed(verb="let_go", room="events", by=by, object_key=session.key, once=once)
    Bookmark.objects.filter(person=by, session=session).delete()
