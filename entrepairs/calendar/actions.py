"""The secret address under which a calendar reads all that is one person's."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy

from entrepairs.calendar import feed_tokens
from entrepairs.calendar.models import Feed
from entrepairs.core.identity import id_of
from entrepairs.core.secret_links import digest
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Person

MAKE_CALENDAR = Verb(
    "calendar",
    "make_calendar",
    gettext_lazy("You made an address for your calendar"),
    NOT_TOLD,
)


@action
def make_calendar(*, once: UUID | None, by: Person | int) -> Feed:
    """A new secret address; the former one answers no more."""
    note_deed(MAKE_CALENDAR, by=by, once=once)
    me, salt = id_of(by), feed_tokens.new_salt()
    values = {
        "salt": salt,
        "digest": digest(feed_tokens.token_of(me, salt)),
        "made_at": timezone.now(),
    }
    return Feed.objects.update_or_create(person_id=me, defaults=values)[0]


REMOVE_CALENDAR = Verb(
    "calendar",
    "remove_calendar",
    gettext_lazy("You deleted the address of your calendar"),
    NOT_TOLD,
)


@action
def remove_calendar(*, once: UUID | None, by: Person | int) -> None:
    note_deed(REMOVE_CALENDAR, by=by, once=once)
    forget_address(id_of(by))


def forget_address(person: int) -> None:
    """It answers no more, in whatever calendar it was put."""
    Feed.objects.filter(person_id=person).delete()
