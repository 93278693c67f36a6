"""Rounds of an organisation: who opted in, one released, one to read, and its peer helpers."""

from datetime import datetime, timedelta

from entrepairs.ledger.models import Audience, Consent
from entrepairs.pairs.models import Invitation, Refusal, RoundOptIn, Wish
from entrepairs.pairs.round_opt_in import CONSENT
from entrepairs.people.models import Affiliation, Circle, Membership, Organisation, Person
from entrepairs.rounds.models import Round
from entrepairs.simulation.pairing import find_pairs
from entrepairs.simulation.persons import World
from entrepairs.simulation.pour import pour_rows
from entrepairs.simulation.texts import Chance
from entrepairs.simulation.wishes import take_standing_places
from entrepairs.vocabulary.models import Concept

WILLING = 0.8  # of those of an organisation who wish to meet someone
BEFORE, STANDS = timedelta(days=62), timedelta(days=21)
YES, NO_ANSWER = 8, 9  # pairs of the round released before
MOST = 3_000  # people with whom a round is worked out while the sample is built


def build_rounds(world: World, seed: int, until: datetime) -> Round:
    """A chance of its own: what came before stays as it was.

    What is to read is worked out afterwards.
    """
    chance = Chance(f"{seed} rounds")
    escale, claire = world.organisations[0], world.six["Claire"]
    here = opt_some_in(world, escale, chance, until)
    build_team(world, escale, chance, until)
    free = [who for who in here if who not in world.six.values()]
    build_released_round(world, free, chance, until, seed)
    return Round.objects.create(
        key=chance.new_key(),
        organisation=escale,
        seed=seed,
        opened_by=claire,
        opened_at=until - timedelta(hours=2),
        state=Round.State.COMPUTING,
        attempt=1,
    )


def opt_some_in(
    world: World, escale: Organisation, chance: Chance, until: datetime
) -> list[Person]:
    """Those who opted in with their wish, where they are; of the six, Amel and Bruno."""
    wishing = set(Wish.objects.filter(closed_at=None).values_list("person", flat=True))
    some = [
        who
        for who in world.people
        if who.pk in wishing and who.pk in world.home and chance.random() < WILLING
    ]
    rows = [(who, world.home[who.pk]) for who in some] + [
        (world.six[name], escale) for name in ("Amel", "Bruno")
    ]
    pour_rows(
        RoundOptIn(person_id=who.pk, organisation_id=home.pk, since=until - timedelta(days=90))
        for who, home in rows
    )
    pour_rows(
        Consent(
            person=who.pk,
            what=f"{CONSENT}:{home.key}",
            audience=Audience.ORGANISATIONS,
            language="fr",
            given_at=until - timedelta(days=90),
        )
        for who, home in rows
    )
    return [who for who, home in rows if home == escale]


def build_team(world: World, escale: Organisation, chance: Chance, until: datetime) -> None:
    """A team around which a round may be made: Bruno and two others, as volunteers."""
    since = until - timedelta(days=200)
    circle = Circle(
        key=chance.new_key(),
        kind="team",
        name="Pairs-aidants de L’Escale",
        organisation=escale,
        started_at=since,
    )
    circle.save()
    role = Concept.objects.get(scheme="role", key="peer_helper")
    statute = Concept.objects.get(scheme="statute", key="volunteer")
    of_escale = Affiliation.objects.current().filter(organisation=escale, coordinator=False)
    mine = RoundOptIn.objects.filter(organisation=escale, person__in=of_escale.values("person"))
    others = list(
        mine.exclude(person=world.six["Bruno"])
        .exclude(person=world.six["Amel"])
        .order_by("person")[:2]
    )
    helpers = [world.six["Bruno"].pk, *(one.person_id for one in others)]
    pour_rows(
        Membership(circle=circle, person_id=who, role=role, statute=statute, since=since)
        for who in helpers
    )
    Wish.objects.filter(person__in=helpers, closed_at=None).update(room_for=3)


def build_released_round(
    world: World, here: list[Person], chance: Chance, until: datetime, seed: int
) -> None:
    """Its time is over: some said yes to each other, some no, the others nothing."""
    escale, claire = world.organisations[0], world.six["Claire"]
    at = until - BEFORE
    standing = Wish.objects.filter(closed_at=None, made_at__lt=at - timedelta(days=2))
    wished = set(standing.values_list("person", flat=True))
    later = Membership.objects.filter(circle__kind=Circle.Kind.PAIR, since__gt=at)
    found_since = set(later.values_list("person", flat=True))
    there = [who for who in here if who.pk in wished - found_since]
    twos = find_pairs(there, world, seed)[: YES + NO_ANSWER]
    if len(twos) < YES + NO_ANSWER:  # a tiny sample
        return
    figures = {
        "waiting": {"total": 2 * len(there), "parts": {"can": 2 * len(there)}, "rest": False},
        "asked": {"total": len(twos), "parts": {"asked": len(twos)}, "rest": False},
    }
    past = Round.objects.create(
        key=chance.new_key(),
        organisation=escale,
        seed=chance.getrandbits(62),
        opened_by=claire,
        opened_at=at - timedelta(days=1),
        state=Round.State.RELEASED,
        ended_at=at,
        figures=figures,
        gap=0.0,
    )
    _answer_invitations(past, twos, chance)


def _answer_invitations(past: Round, twos: list[tuple[Person, Person]], chance: Chance) -> None:
    """The first are pairs since three days after; some of the others said no, and nobody saw it."""
    at = past.opened_at + timedelta(days=1)
    circles = pour_rows(
        Circle(
            key=chance.new_key(),
            kind="pair",
            organisation_id=past.organisation_id,
            started_at=at + timedelta(days=3),
        )
        for _two in twos[:YES]
    )
    pour_rows(
        Membership(circle_id=circle.pk, person_id=who.pk, since=circle.started_at)
        for circle, two in zip(circles, twos, strict=False)
        for who in two
    )
    take_standing_places([who.pk for two in twos[:YES] for who in two], at + timedelta(days=3))
    made = pour_rows(
        Invitation(
            key=chance.new_key(),
            by_id=by.pk,
            to_id=to.pk,
            made_at=at,
            expires_at=at + STANDS,
            organisation_id=past.organisation_id,
            round_id=past.pk,
            yes_at=None,
            accepted_at=circles[number].started_at if number < YES else None,
            circle_id=circles[number].pk if number < YES else None,
        )
        for number, (one, other) in enumerate(twos)
        for by, to in ((one, other), (other, one))
    )
    pour_rows(
        Refusal(invitation_id=one.pk, person_id=one.to_id, at=at + timedelta(days=2))
        for one in made[2 * YES :: 5]
    )


def work_out(round: Round, people: int) -> None:
    """As the job does; a large network leaves it to the worker, rather than wait here."""
    from entrepairs.core import jobs
    from entrepairs.rounds import worker
    from entrepairs.rounds.jobs import find_pairs

    if people <= MOST:
        worker.work_out_round(round.pk, round.attempt)
    else:
        jobs.defer(find_pairs, round_id=round.pk, attempt=round.attempt)
