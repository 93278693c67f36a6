"""What the six did, in the ledger: each thing that stands in the network as if they had pressed."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Model, Q

from entrepairs.conversations.actions import SEND
from entrepairs.conversations.models import Message
from entrepairs.ledger.models import Deed
from entrepairs.ledger.verbs import Verb
from entrepairs.meetings.actions import noting, planning
from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.pairs.actions.invitations import ACCEPT, INVITE
from entrepairs.pairs.actions.wishes import OPEN_WISH
from entrepairs.pairs.models import Invitation, Wish
from entrepairs.people.actions.facets import TELL
from entrepairs.people.models import Circle, Facet
from entrepairs.simulation.persons import World
from entrepairs.simulation.pour import pour_rows


def build_deeds(world: World) -> None:
    """The oldest first, as the ledger would have grown."""
    six = [person.pk for person in world.six.values()]
    deeds = [*alone(six), *invited(six), *met(six)]
    pour_rows(sorted(deeds, key=lambda deed: (deed.at, deed.by_person, deed.verb)))


def done(verb: Verb, by: int, at: datetime, about: int | None = None, key: str = "") -> Deed:
    return Deed(
        by_person=by,
        about_person=about,
        verb=verb.name,
        room=verb.room,
        object_key=key,
        at=at,
    )


def alone(six: list[int]) -> Iterator[Deed]:
    """Said of oneself."""
    for facet in Facet.objects.filter(person__in=six).select_related("concept").order_by("pk"):
        yield done(TELL, facet.person_id, facet.told_at, key=facet.what)
    for wish in Wish.objects.filter(person__in=six).order_by("pk"):
        yield done(OPEN_WISH, wish.person_id, wish.made_at)


def invited(six: list[int]) -> Iterator[Deed]:
    """One by one: of those that a round sends, the ledger says only that it was released."""
    one_of_six = Q(by__in=six) | Q(to__in=six)
    for one in Invitation.objects.filter(one_of_six, organisation=None).order_by("pk"):
        yield done(INVITE, one.by_id, one.made_at, one.to_id)
        if one.accepted_at:
            yield done(ACCEPT, one.to_id, one.accepted_at, one.by_id, one.key)


def met(six: list[int]) -> Iterator[Deed]:
    """Between two: words, meetings, what each brought."""
    pairs = Circle.objects.filter(kind="pair", memberships__person__in=six).distinct()
    two = {
        circle.pk: [one.person_id for one in circle.memberships.all()]
        for circle in pairs.prefetch_related("memberships")
    }

    def between(verb: Verb, row: Any, by: int, at: datetime, key: str) -> Deed:
        [other] = (one for one in two[row.circle_id] if one != by)
        return done(verb, by, at, other, key)

    def of(model: type[Model], *related: str) -> Iterable[Any]:
        rows = model._default_manager.filter(circle__in=list(two)).order_by("pk")
        return rows.select_related(*related) if related else rows

    for message in of(Message, "circle"):
        yield between(SEND, message, message.author_id, message.sent_at, message.circle.key)
    for meeting in of(Meeting):
        yield between(planning.PLAN, meeting, meeting.asked_by_id, meeting.proposed_at, meeting.key)
        if meeting.agreed_by_id:
            yield between(
                planning.ACCEPT, meeting, meeting.agreed_by_id, meeting.agreed_at, meeting.key
            )
    noted = {}
    for line in of(Contribution, "meeting"):
        noted[line.meeting_id] = line  # several lines are one note
    for line in noted.values():
        yield between(noting.NOTE, line, line.noted_by_id, line.noted_at, line.meeting.key)
        if line.confirmed_by_id:
            by, at = line.confirmed_by_id, line.confirmed_at
            yield between(noting.CONFIRM, line, by, at, line.meeting.key)
