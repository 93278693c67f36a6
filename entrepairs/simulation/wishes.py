"""Wishes to meet someone, opened and closed as pairs are made, and their receipts."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import F

from entrepairs.ledger.models import Audience, Consent
from entrepairs.pairs.actions.wishes import CONSENT
from entrepairs.pairs.models import Wish
from entrepairs.people.models import Person
from entrepairs.simulation.persons import World
from entrepairs.simulation.pour import pour_rows
from entrepairs.simulation.texts import Chance

WISHING = 0.85  # of the people, at one time or another
AGAIN = 0.6  # of those who have found as many peers as they wanted


def draw_wishes(world: World, chance: Chance) -> dict[int, list[Wish]]:
    """Of each who wishes to meet someone, from the day after they came."""
    return {
        who.pk: [make_wish(who, world, chance, who.created_at + timedelta(days=1))]
        for who in world.people
        if chance.random() < WISHING
    }


def make_wish(who: Person, world: World, chance: Chance, at: datetime) -> Wish:
    """For the network, or for one's organisation where one has one."""
    narrow = chance.random() < 0.25 and who.pk in world.home
    audience = Audience.ORGANISATIONS if narrow else Audience.NETWORK
    return Wish(
        person_id=who.pk,
        words=chance.pick_text("wishes", who.language),
        audience=audience,
        room_for=chance.choice([1, 1, 2]),
        made_at=at,
    )


def take_place(who: Person, world: World, chance: Chance, at: datetime, until: datetime) -> None:
    """A pair is made; with no room left the wish closes, and some open another afterwards."""
    rows = world.wishes[who.pk]
    last = rows[-1]
    last.room_for -= 1
    if last.room_for:
        return
    last.closed_at = at
    if chance.random() < AGAIN and (later := until - timedelta(days=3)) > at:
        rows.append(make_wish(who, world, chance, at + (later - at) * chance.uniform(0.3, 0.9)))


def take_standing_places(people: list[int], at: datetime) -> None:
    """As the yes to a round does, of wishes that stand."""
    standing = Wish.objects.filter(person__in=people, closed_at=None)
    standing.update(room_for=F("room_for") - 1)
    standing.filter(room_for=0).update(closed_at=at)


def close_met_wish(who: Person, at: datetime) -> Wish:
    """The wish of which a pair was made."""
    made = at - timedelta(days=8)
    return Wish(person_id=who.pk, words="", room_for=0, made_at=made, closed_at=at)


def build_receipts() -> None:
    """Of every name and of every wish, with the moment when it closed."""
    pour_rows(receipts())


def receipts() -> Iterator[Consent]:
    for who, audience, language, at in Person.objects.order_by("pk").values_list(
        "pk", "audience", "language", "created_at"
    ):
        yield Consent(person=who, what="name", audience=audience, language=language, given_at=at)
    languages = dict(Person.objects.values_list("pk", "language"))
    for who, audience, made_at, closed_at in Wish.objects.order_by("pk").values_list(
        "person", "audience", "made_at", "closed_at"
    ):
        yield Consent(
            person=who,
            what=CONSENT,
            audience=audience,
            language=languages[who],
            given_at=made_at,
            withdrawn_at=closed_at,
        )
