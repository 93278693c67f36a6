"""What becomes of the pairs and searches of a person who leaves, or is erased."""

from django.db.models.functions import Now

from entrepairs.ledger.models import Audience
from entrepairs.pairs.actions.invitations import withdraw_invitation
from entrepairs.pairs.actions.pausing_and_ending import end_pair
from entrepairs.pairs.actions.wishes import close_wish
from entrepairs.pairs.models import Wish
from entrepairs.pairs.queries.invitations import waiting_invitations
from entrepairs.pairs.round_opt_in import be_in_rounds
from entrepairs.people import hooks
from entrepairs.people.models import Circle, Membership, Person


def leave_all(me: int) -> None:
    """At once: no search, no round, no invitation that waits, no pair."""
    if Wish.objects.filter(person=me, closed_at__isnull=True).exists():
        close_wish(once=None, by=me)
    be_in_rounds(organisations=(), by=me)
    for invitation in waiting_invitations().filter(by=me):
        withdraw_invitation(invitation=invitation, once=None, by=me)
    current = Membership.objects.current().filter(person=me, circle__kind=Circle.Kind.PAIR)
    for circle in Circle.objects.filter(pk__in=current.values("circle"), ended_at=None):
        end_pair(circle=circle, once=None, by=me)


def erase_traces(person: int, gone: str) -> None:
    """In each pair, somebody without a name and of no other place stands for them: what the other
    person wrote there stays theirs to read."""
    for membership in Membership.objects.filter(person=person, circle__kind=Circle.Kind.PAIR):
        nobody = Person.objects.create(name=gone, audience=Audience.ME, paused_at=Now())
        Membership.objects.filter(pk=membership.pk).update(person=nobody)


hooks.on_leave.append(leave_all)
hooks.on_erase.append(erase_traces)
