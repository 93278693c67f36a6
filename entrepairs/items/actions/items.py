"""Items: said to a body, said too, in other words, put into another, erased."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.fields import new_key
from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.items.models import Item, Outcome, Raiser, Sighting, Version
from entrepairs.items.notice_kinds import SAID
from entrepairs.items.queries.items import holders_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.mandates.models import Body
from entrepairs.notices import actions as notices
from entrepairs.people.models import Circle, Person


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said to a body, by whom, and what who says it wants to know of it."""

    title: str
    words: str
    day: dt.date
    circle: Circle | None = None
    at_meeting: bool = False
    by_name: bool = False
    tell: str = Raiser.Tell.EACH

    @property
    def source(self) -> str:
        if self.circle is None:
            return Item.Source.PERSON
        return Item.Source.MEETING if self.at_meeting else Item.Source.CIRCLE


SAY = Verb("items", "say_item", gettext_lazy("You said something to a body"), NOT_TOLD)


@action
def say_item(
    *,
    body: Body,
    saying: Saying,
    outcome: Outcome | None = None,
    once: UUID | None,
    by: Person | int,
) -> Item:
    """The delegation is told that something was said, not by whom."""
    key = new_key()
    note_deed(SAY, by=by, object_key=key, once=once)
    circle = saying.circle and saying.circle.pk
    told = (saying.title.strip(), saying.words.strip(), saying.by_name, saying.tell)
    values = (key, body.pk, saying.source, circle, saying.day, *told, outcome and outcome.pk)
    number = call_function("say_item", *values)
    if number is None:
        raise NotPossible(_("You cannot say this in the name of that group now."))
    item = Item.objects.get(pk=number)
    holders = holders_of(body) - {id_of(by)}
    notices.tell(person=holders, kind=SAID, about=f"{key}:said", path=item.path)
    return item


REWORD = Verb("items", "reword_item", gettext_lazy("You wrote an item in other words"), NOT_TOLD)


def _other_was_first() -> NotPossible:
    return NotPossible(_("Another version has just been written. Read it first."))


@action
def reword_item(
    *, item: Item, after: int, title: str, words: str, once: UUID | None, by: Person | int
) -> None:
    """By the delegation, under its name; by who said it, without, until somebody carries it.

    `after` is the number of the version that was read.
    """
    note_deed(REWORD, by=by, object_key=item.key, once=once)
    if item.number != after:
        raise _other_was_first()
    sits = id_of(by) in holders_of(item.body)
    with refused_in_words({"item_version_once": _other_was_first}):
        Version.objects.create(
            item=item,
            number=after + 1,
            title=title.strip(),
            words=words.strip(),
            made_by_id=id_of(by) if sits else None,
            made_on=timezone.localdate(),
        )


JOIN = Verb("items", "join_item", gettext_lazy("You said that you say it too"), NOT_TOLD)


@action
def join_item(*, item: Item, once: UUID | None, by: Person | int) -> None:
    """I say it too, without my name: what becomes of it is told to me."""
    note_deed(JOIN, by=by, object_key=item.key, once=once)
    Raiser.objects.get_or_create(item=item, person_id=id_of(by))


FOLLOW = Verb("items", "follow_item", gettext_lazy("You chose how you follow an item"), NOT_TOLD)


@action
def follow_item(
    *, item: Item, by_name: bool, tell: str, once: UUID | None, by: Person | int
) -> None:
    """Whether my name is read with it, and what is told to me."""
    note_deed(FOLLOW, by=by, object_key=item.key, once=once)
    mine = Raiser.objects.filter(item=item, person=id_of(by))
    if not mine.update(is_named=by_name, tell=tell):
        raise NotPossible


LEAVE = Verb("items", "leave_item", gettext_lazy("You withdrew what you said to a body"), NOT_TOLD)


@action
def leave_item(*, item: Item, once: UUID | None, by: Person | int) -> bool:
    """I am no more among those who said it. What only I said, and no agenda had, is erased: true
    when it was."""
    note_deed(LEAVE, by=by, object_key=item.key, once=once)
    came = call_function("leave_item", item.pk)
    if came is None:
        raise NotPossible
    return bool(came == "erased")


MERGE = Verb("items", "merge_item", gettext_lazy("You put an item into another"), NOT_TOLD)


@action
def merge_item(*, item: Item, into: Item, once: UUID | None, by: Person | int) -> None:
    """By the delegation, within one body. Its trail can still be read; those who said it follow."""
    note_deed(MERGE, by=by, object_key=item.key, once=once)
    if not call_function("merge_item", item.pk, into.pk):
        raise NotPossible(_("These two items cannot become one: read them again."))
    call_function("tell_of_merging", item.pk)


ERASE = Verb("items", "erase_words", gettext_lazy("You erased the text of an item"), NOT_TOLD)


@action
def erase_words(*, item: Item, once: UUID | None, by: Person | int) -> None:
    """By the delegation. An item that was on an agenda stays, without its words."""
    note_deed(ERASE, by=by, object_key=item.key, once=once)
    if not call_function("erase_words", item.pk):
        raise NotPossible


SEE = Verb("items", "say_seen", gettext_lazy("You said what you saw on the spot"), NOT_TOLD)


@action
def say_seen(*, item: Item, seen: str, once: UUID | None, by: Person | int) -> None:
    """By who said it, once something was done; without a name, and changed as often as wanted."""
    note_deed(SEE, by=by, object_key=item.key, once=once)
    mine = Sighting.objects.filter(item=item, person=id_of(by))
    if not mine.update(seen=seen):
        Sighting.objects.create(item=item, person_id=id_of(by), seen=seen)
