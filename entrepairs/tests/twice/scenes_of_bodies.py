"""What is said to a body and asked of those who sit there, for worlds that are played twice."""

from collections.abc import Callable

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.items.tests.making import said
from entrepairs.mandates.actions.mandates import decline_mandate
from entrepairs.mandates.models import Mandate, Seat
from entrepairs.mandates.tests.making import proposed
from entrepairs.sittings.actions import seats
from entrepairs.sittings.models import Sitting
from entrepairs.sittings.tests.making import DAY, delegation, sitting_of
from entrepairs.tests.twice.world import World


def bodies_ask(who: str) -> Callable[[World], None]:
    """Bruno cannot come: his seat is offered to David. The seat of a second deputy is
    proposed to Amel, and somebody says something to the body, without a name."""

    def play(world: World) -> None:
        people = world.people
        mandates = delegation(people["Claire"], world.network, people["Bruno"], [people["David"]])
        body, term = mandates[0].body, mandates[0].term
        noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
        sitting = sitting_of(body, people["Bruno"], starts_at=noon + 9 * DAY)
        world.does("Bruno", seats.stay_away, sitting=sitting, deputy=None)
        with hats.system("test"):
            full = mandates[0].seat
            seat = Seat.objects.create(
                body=body, number=full.number, order=2, deputy_of=full, since=full.since
            )
        seat.body = body
        proposed(seat, term, people["Amel"], people["Claire"])
        said(body, people[who])

    return play


def bodies_hear_no(world: World) -> None:
    """David does not take the seat, and Amel not the mandate."""
    with hats.system("test"):
        sitting = Sitting.objects.select_related("body").get()
        mandate = Mandate.objects.select_related("body").get(accepted_at=None)
    world.does("David", seats.decline_seat, sitting=sitting)
    world.does("Amel", decline_mandate, mandate=mandate)
