"""Two years of items to the bodies where people of L'Escale sit: one of every state, and more."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from entrepairs.items.models import AT_SITTINGS, Item, Outcome, Raiser, Sighting, Stage, Version
from entrepairs.items.search_entries import entry_of
from entrepairs.mandates.models import Body, Mandate
from entrepairs.people.models import Circle, Person
from entrepairs.search.index import index_entries
from entrepairs.simulation.mandates import BODIES
from entrepairs.simulation.persons import World
from entrepairs.simulation.texts import Chance
from entrepairs.sittings.models import Sitting

SEED = 37  # its own: the rest of the network stays as it was drawn


def build_items(world: World, until: datetime) -> None:
    """What was put into another comes after it in the list."""
    told = yaml.safe_load((Path(__file__).parent / "items.yaml").read_text())
    chance, made = Chance(SEED), list[Item]()
    bodies = {body.name: body for body in Body.objects.all()}
    group = Circle.objects.filter(kind="group", memberships__person=world.six["Amel"]).first()
    for one in told:
        body = bodies[BODIES[one["body"]][1]]
        item = _say(one, body, group, world, chance, until)
        _lead(item, one["stages"], _holder_of(body), until)
        item.refresh_from_db()
        _share(item, one, chance)
        if "into" in one:
            Item.objects.filter(pk=item.pk).update(merged_into=made[one["into"]], merged_at=until)
        made.append(item)


def _day(ago: int, until: datetime) -> date:
    return (until - timedelta(days=ago)).date()


def _holder_of(body: Body) -> Person | None:
    held = Mandate.objects.filter(body=body).exclude(accepted_at=None).order_by("pk")
    first = held.select_related("person").first()
    return first.person if first else None


def _say(
    one: dict[str, Any],
    body: Body,
    group: Circle | None,
    world: World,
    chance: Chance,
    until: datetime,
) -> Item:
    said = _day(one["said"], until)
    in_group = one["source"] != "person" and group is not None
    item = Item.objects.create(
        key=chance.new_key(),
        body=body,
        source=one["source"] if in_group else "person",
        circle=group if in_group else None,
        said_on=said,
        stands_on=said,
        title=one["title"],
        words=one["words"],
    )
    Version.objects.create(item=item, number=1, title=item.title, words=item.words, made_on=said)
    Stage.objects.create(item=item, kind="said", day=said, noted_at=until)
    for named in ("who", "named"):
        for name in one.get(named, ()):
            person = world.six[name]
            Raiser.objects.create(item=item, person=person, is_named=named == "named")
    for name, seen in one.get("saw", {}).items():
        Sighting.objects.create(item=item, person=world.six[name], seen=seen)
    return item


def _lead(
    item: Item, stages: list[tuple[str, int, dict[str, Any]]], by: Person | None, until: datetime
) -> None:
    before = item.said_on
    for kind, ago, facts in stages:
        at = min(until, until - timedelta(days=ago))
        day = _day(ago, until)
        sitting = _sitting_between(item.body, before, day) if kind in AT_SITTINGS else None
        told = {"noted_by": by, "noted_at": at, "sitting": sitting, **facts}
        before = Stage.objects.create(item=item, kind=kind, day=day, **told).day
        if sitting:
            before = sitting.day


def _sitting_between(body: Body, first: date, last: date) -> Sitting | None:
    """The last one of these days, which becomes the day of the stage."""
    rows = Sitting.objects.filter(body=body, cancelled_at=None, day__range=(first, last))
    return rows.order_by("-day").first()


def _share(item: Item, one: dict[str, Any], chance: Chance) -> None:
    if "outcome" not in one:
        return
    outcome = Outcome.objects.create(
        key=chance.new_key(),
        item=item,
        body=item.body,
        title=item.title,
        words=one["outcome"],
        answer=item.answer,
        day=item.stands_on,
    )
    index_entries(entry_of(outcome))
