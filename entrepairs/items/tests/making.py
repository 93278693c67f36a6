"""Items, made for tests: said to a body where somebody sits, and led through their stages."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from entrepairs.core import hats
from entrepairs.items.actions.items import Saying, join_item, say_item
from entrepairs.items.actions.stages import StageFacts, note_stage
from entrepairs.items.models import Item, Stage
from entrepairs.mandates.models import Body
from entrepairs.mandates.tests.making import held, kept_body
from entrepairs.people.models import Organisation, Person
from entrepairs.tests.posting import text
from entrepairs.ui.formats import today

DAY = timedelta(days=1)
# What each stage needs before it.
WAY: dict[str, dict[str, str]] = {
    "carry": {"answer": "yes"},
    "agenda": {},
    "answered": {"answer": "yes", "by_whom": "Direction", "words": "Les affiches datent"},
    "decided": {"answer": "yes", "how": "all", "words": "Six services"},
    "done": {"by_whom": "Qualité", "words": "Quatre services"},
    "told": {"words": "Les affiches sont là"},
}


def delegation(organisation: Organisation, by: Person, person: Person) -> Body:
    """A body where this person holds a full seat today."""
    body, term, seat = kept_body(organisation, by)
    held(seat, term, person, by)
    return body


def said(body: Body, person: Person, title: str = "Afficher les horaires", **more: Any) -> Item:
    values: dict[str, Any] = {"words": "Personne ne la comprend", "day": today() - 9 * DAY}
    with hats.person(person.pk):
        saying = Saying(title, **values | more)
        item = say_item(body=body, saying=saying, once=uuid4(), by=person)
    item.body = body
    return item


def noted(item: Item, person: Person, kind: str, **facts: Any) -> Stage:
    told: dict[str, Any] = {"day": today(), **WAY[kind], **facts}
    with hats.person(person.pk):
        return note_stage(item=item, kind=kind, facts=StageFacts(**told), once=uuid4(), by=person)


def led(item: Item, person: Person, until: str) -> Item:
    """Through all stages up to that one; the item as it then is."""
    for kind in WAY:
        noted(item, person, kind)
        if kind == until:
            break
    return row(item)


def joined(item: Item, person: Person) -> None:
    with hats.person(person.pk):
        join_item(item=item, once=uuid4(), by=person)


def main_of(answer: Any) -> str:
    """The page without what stands around it: the navigation names the peers of who reads it."""
    page = text(answer)
    return page[page.index("<main") : page.index("</main>")]


def row(item: Item) -> Item:
    with hats.system("test"):
        return Item.objects.select_related("body").get(pk=item.pk)
