"""Inviting and answering: yes makes a pair, "not now" is never shown."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core import hats, jobs
from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.pairs.actions import wishes
from entrepairs.pairs.actions.locks import hold_two
from entrepairs.pairs.jobs import predict_invitation
from entrepairs.pairs.models import Invitation, Refusal, Wish
from entrepairs.pairs.notice_kinds import YES
from entrepairs.pairs.outcomes import learning_organisation
from entrepairs.pairs.queries.invitations import is_waiting, waiting_invitations
from entrepairs.people import circles
from entrepairs.people.models import Affiliation, Block, Circle, Membership, Organisation, Person
from entrepairs.suggestions.quiet_period import QUIET

STANDS = timedelta(days=21)
AT_ONCE = 5  # invitations that wait for an answer

LIST = "/pairs/invitations/"


INVITE = Verb(
    "pairs",
    "invite",
    gettext_lazy("You invited %(who)s to get to know each other"),
    gettext_lazy("%(who)s invited you to get to know each other"),
)


@action
def invite(*, to: Person, words: str, once: UUID | None, by: Person | int) -> Invitation:
    """I would like to know this person. If they invited me too, we are a pair now: `circle`."""
    me = id_of(by)
    note_deed(INVITE, by=me, about=to.pk, once=once)
    hold_two(me, to.pk)
    if pair_of_two(me, to.pk):
        raise NotPossible(_("%(name)s and you are already in contact.") % {"name": to.name})
    mine = Invitation(by_id=me, to=to, words=words.strip(), expires_at=timezone.now() + STANDS)
    if (theirs := _who_wants_to_know_me(to.pk)) is not None:
        with hats.system("two people invited each other: their pair is made"):
            mine.save()
            _make_pair(Invitation.objects.select_related("organisation").get(pk=theirs), me)
            mine.refresh_from_db()
            return mine
    _check_may_invite(me, to)
    mine.save()
    _deliver_invitation(mine)
    if learning_organisation(me) is not None:
        jobs.defer(predict_invitation, invitation_id=mine.pk)
    return mine


def _their_yes(me: int, other: int) -> Invitation | None:
    """What says that they would like to know me: their invitation, or their yes in a round."""
    if _is_blocked(me, other):
        return None
    theirs = waiting_invitations().filter(by=other, to=me).select_related("organisation")
    if not waiting_invitations().filter(by=me, to=other, yes_at__isnull=False).exists():
        theirs = theirs.filter(organisation__isnull=True)
    return theirs.first()


def _who_wants_to_know_me(other: int) -> int | None:
    """The number of the invitation by which the other wants to know me already, if any."""
    found: int | None = call_function("wants_to_know_me", other)
    return found


def _deliver_invitation(invitation: Invitation) -> None:
    """The person invited is told, unless a limit of theirs says no for them: then they find it
    among what they put off. Who invites does not learn which."""
    call_function("deliver_invitation", invitation.pk)


def _check_may_invite(me: int, to: Person) -> None:
    """NotPossible when one of the two has no wish, or when I invited too often."""
    if Person.objects.filter(pk=me, paused_at__isnull=False).exists():
        raise NotPossible(_("You paused. End your pause first: then you can invite."))
    if to.pk == me or not Wish.objects.filter(person=to, closed_at__isnull=True).exists():
        raise NotPossible(_("This person is not looking for a peer at the moment."))
    if wishes.standing_wish(me) is None:
        raise NotPossible(
            _(
                "First say that you are looking for a peer. Only people who are looking "
                "can see each other."
            )
        )
    sent = Invitation.objects.filter(by=me).aggregate(
        lately=Count("pk", filter=Q(to=to, made_at__gt=timezone.now() - QUIET)),
        waiting=Count("pk", filter=is_waiting()),
    )
    if sent["lately"]:
        raise NotPossible(
            _(
                "%(name)s has already received an invitation from you. You can "
                "invite the same person once every 6 months."
            )
            % {"name": to.name}
        )
    if sent["waiting"] >= AT_ONCE:
        raise NotPossible(
            _(
                "%(count)s of your invitations are still waiting for an answer. Give "
                "people time to read them, or cancel one."
            )
            % {"count": AT_ONCE}
        )


WITHDRAW = Verb("pairs", "withdraw", gettext_lazy("You cancelled an invitation"), NOT_TOLD)


@action
def withdraw_invitation(*, invitation: Invitation, once: UUID | None, by: Person | int) -> None:
    """The other does not see it any more. It still counts towards one in six months."""
    me = id_of(by)
    note_deed(WITHDRAW, by=me, object_key=invitation.key, once=once)
    if not waiting_invitations().filter(pk=invitation.pk, by=me).update(withdrawn_at=Now()):
        raise NotPossible(_("This invitation is no longer waiting for an answer."))


NOT_NOW = Verb(
    "pairs",
    "not_now",
    gettext_lazy("You answered “not now” to an invitation. Nobody else knows."),
    NOT_TOLD,
)


@action
def refuse_invitation(*, invitation: Invitation, once: UUID | None, by: Person | int) -> None:
    """A silent no. Its deed is about nobody and its row is mine alone: the other cannot tell it
    from no answer."""
    me = id_of(by)
    note_deed(NOT_NOW, by=me, object_key=invitation.key, once=once)
    now = waiting_invitations().filter(pk=invitation.pk, to=me).first()
    if now is None:
        raise NotPossible(_("This invitation is no longer waiting for an answer."))
    if now.yes_at:
        call_function("take_back_my_yes", now.pk)
    Refusal.objects.bulk_create(
        [Refusal(invitation=invitation, person_id=me)], ignore_conflicts=True
    )


ACCEPT = Verb(
    "pairs",
    "accept",
    gettext_lazy("You said yes to %(who)s"),
    gettext_lazy("%(who)s said yes to you"),
)


@action
def accept_invitation(*, invitation: Invitation, once: UUID | None, by: Person | int) -> Circle:
    """Yes: the two are a pair from now on. Also after a "not now", while the invitation waits."""
    me, other = id_of(by), invitation.by_id
    note_deed(ACCEPT, by=me, about=other, object_key=invitation.key, once=once)
    hold_two(me, other)
    with hats.system("both said yes: their pair is made"):
        now = _hold_invitation(invitation, me)
        if not now.is_direct and not now.circle:
            # A round asks both: see agree_to_round().
            raise NotPossible(_("This invitation is no longer waiting for an answer."))
        return now.circle or _make_pair(now, me)


ACCEPT_ROUND = Verb(
    "pairs",
    "accept_round",
    gettext_lazy("You said yes to an invitation from your organisation"),
    NOT_TOLD,
)


@action
def agree_to_round(*, invitation: Invitation, once: UUID | None, by: Person | int) -> Circle | None:
    """Yes to a round. The two are a pair once both said it; until then nobody is told."""
    me = id_of(by)
    note_deed(ACCEPT_ROUND, by=me, object_key=invitation.key, once=once)
    hold_two(me, invitation.by_id)
    with hats.system("a yes to a round is kept, or makes their pair when it is the second"):
        now = _hold_invitation(invitation, me)
        if now.circle or _their_yes(me, now.by_id):
            return now.circle or _make_pair(now, me)
        # Asked whatever the other answered: what is said of their room tells nothing of that.
        _check_room(me, wishes.find_full(me, now.by_id))
        Refusal.objects.filter(invitation=now, person=me).delete()
        Invitation.objects.filter(pk=now.pk, yes_at__isnull=True).update(yes_at=Now())
        return None


def _hold_invitation(invitation: Invitation, me: int) -> Invitation:
    """The invitation to me as it is now, held: it waits for me, or made a pair. System hat."""
    rows = Invitation.objects.select_for_update(of=("self",)).select_related(
        "circle", "organisation"
    )
    now = rows.filter(is_waiting() | Q(circle__isnull=False), pk=invitation.pk, to=me).first()
    if now is None or (now.is_direct and _is_blocked(me, now.by_id)):
        raise NotPossible(_("This invitation is no longer waiting for an answer."))
    return now


def _is_blocked(one: int, other: int) -> bool:
    return Block.objects.filter(
        Q(person=one, blocked=other) | Q(person=other, blocked=one)
    ).exists()


def pair_of_two(one: int, other: int) -> Circle | None:
    """Their pair that has not ended, if any."""
    theirs, mine = (Membership.objects.current().filter(person=who) for who in (other, one))
    return Circle.objects.filter(
        kind=Circle.Kind.PAIR,
        ended_at__isnull=True,
        pk__in=theirs.values("circle"),
        memberships__in=mine,
    ).first()


def _make_pair(invitation: Invitation, me: int) -> Circle:
    """The pair of an invitation that `me` accepts: theirs, or a new one. System hat, both held."""
    other = invitation.by_id
    circle = pair_of_two(me, other)
    if circle is None:
        circle = Circle.objects.create(
            kind=Circle.Kind.PAIR,
            organisation=invitation.organisation or _shared_organisation(me, other),
        )
        circles.add_membership(circle=circle, person=other)
        circles.add_membership(circle=circle, person=me, asked_by=Membership.Asked.PEER)
        _check_room(me, wishes.take_places(me, other))
        notices.tell(person=other, kind=YES, about=circle.key, path=circle.path, by=me)
    both = waiting_invitations().filter(Q(by=me, to=other) | Q(by=other, to=me))
    Refusal.objects.filter(invitation__in=both).delete()
    both.update(accepted_at=Now(), circle=circle)
    return circle


class NoRoom(NotPossible):
    """The place is taken: the yes came when one of the two had as many peers as they wanted."""


def _check_room(me: int, full: list[int]) -> None:
    """NoRoom when I, or the other, have no room for a peer more: theirs is not mine to know."""
    if me in full:
        raise NoRoom(
            _(
                "You have as many peers as you wanted. To say yes, first start looking for a "
                "peer again."
            )
        )
    if full:
        raise NoRoom(_("A yes is not possible for now. It is not because of you."))


def _shared_organisation(one: int, other: int) -> Organisation | None:
    """The one where both are, the longest for the second; none when they share none."""
    theirs = Affiliation.objects.current().filter(person=other).values("organisation")
    mine = Affiliation.objects.current().filter(person=one, organisation__in=theirs)
    first = mine.select_related("organisation").order_by("since", "pk").first()
    return first.organisation if first else None


def put_mine_aside(me: int) -> None:
    """Part of a pause: those I invited see nothing of it meanwhile, and are told of nothing."""
    call_function("hold_back_my_invitations")


def put_mine_back(me: int) -> None:
    """The pause is over: what still waits is seen again, and told to those who had not seen it."""
    call_function("let_my_invitations_go")


def close_across_block(by: int, blocked: int) -> None:
    """Part of a block: what I sent is withdrawn, what I received is refused in silence."""
    hold_two(by, blocked)
    call_function("close_invitations_across", blocked)
