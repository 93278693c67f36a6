"""Invitations that made no pair: some wait, some were refused, the others were not answered."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from entrepairs.pairs.actions.invitations import STANDS
from entrepairs.pairs.models import Invitation, Refusal, Wish
from entrepairs.people.models import Facet, Person
from entrepairs.simulation.persons import World
from entrepairs.simulation.pour import pour_rows
from entrepairs.simulation.texts import Chance

PAUSED = 12  # one of so many couples has somebody on a pause
REFUSED = 3  # one of so many invitations
WAITS = 2  # one of so many is recent
TO_AMEL = (
    "Bonjour Amel. Sortie d’hôpital, recherche de logement : je connais aussi. "
    "Le mardi soir, au téléphone ou en marchant ?"
)


def build_invitations(world: World, seed: int, until: datetime) -> None:
    """Between two who might suit each other, while both wish to meet someone; and one to Amel.

    A chance of its own: what came before stays as it was.
    """
    chance = Chance(f"{seed} unanswered")
    paused = [one.pk for one, _other in world.unpaired[2::PAUSED]]
    Person.objects.filter(pk__in=paused).update(paused_at=until - timedelta(days=6))
    made = pour_rows(draw_invitations(world, chance, until))
    pour_rows(
        Refusal(
            invitation_id=one.pk,
            person_id=one.to_id,
            at=one.made_at + min(until - one.made_at, timedelta(days=4)) / 2,
        )
        for one in made[::REFUSED]
    )
    pour_rows(
        make_invitation(who, world.six["Amel"], TO_AMEL, chance, until - timedelta(hours=20))
        for who in who_lived_the_same(until)
    )


def draw_invitations(world: World, chance: Chance, until: datetime) -> Iterator[Invitation]:
    standing = Wish.objects.filter(closed_at=None, person__paused_at=None)
    since = dict(standing.values_list("person", "made_at"))
    asked = set(Invitation.objects.values_list("by", "to"))
    for number, (by, to) in enumerate(world.unpaired):
        days = chance.uniform(0.2, 15) if number % WAITS == 0 else chance.uniform(25, 120)
        at = until - timedelta(days=days)
        if {(by.pk, to.pk), (to.pk, by.pk)}.isdisjoint(asked) and all(
            who.pk in since and since[who.pk] < at for who in (by, to)
        ):
            words = chance.pick_text("invitations", by.language)
            yield make_invitation(by, to, words, chance, at)


def make_invitation(by: Person, to: Person, words: str, chance: Chance, at: datetime) -> Invitation:
    return Invitation(
        key=chance.new_key(),
        by_id=by.pk,
        to_id=to.pk,
        words=words,
        made_at=at,
        expires_at=at + STANDS,
    )


def who_lived_the_same(until: datetime) -> list[Person]:
    """As Amel, if anybody; else one who wishes to meet someone."""
    lived = Facet.objects.filter(
        person=OuterRef("pk"), concept__key__in=("leaving_hospital", "street", "shelter")
    )
    wishing = Wish.objects.filter(closed_at=None, made_at__lt=until - timedelta(days=2))
    others = Person.objects.filter(account=None, paused_at=None, pk__in=wishing.values("person"))
    return list(others.order_by(Exists(lived).desc(), "pk")[:1])
