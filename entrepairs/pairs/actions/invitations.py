"""Proposing to get to know each other, and answering: yes makes a pair, not now is never shown."""

from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core import hats
from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.notices.models import Notice
from entrepairs.pairs.actions import wishes
from entrepairs.pairs.actions.steps import hold_two
from entrepairs.pairs.models import Invitation, Refusal, Wish
from entrepairs.pairs.outcomes import keep, predict
from entrepairs.people import circles
from entrepairs.people.models import (
    Affiliation,
    Block,
    Circle,
    Membership,
    Organisation,
    Person,
)
from entrepairs.suggestions.quiet_period import QUIET

STANDS = timedelta(days=21)
AT_ONCE = 5  # proposals that wait for an answer

LIST = "/pairs/invitations/"


def waiting(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Neither withdrawn, accepted nor expired. A refusal is in a table that whoever proposed cannot see: it stands."""
    return invitations.filter(
        withdrawn_at__isnull=True, accepted_at__isnull=True, expires_at__gt=Now()
    )


INVITE = Verb(
    "pairs",
    "invite",
    gettext_lazy("You proposed to %(who)s to get to know each other"),
    gettext_lazy("%(who)s proposed to you to get to know each other"),
)


@action
def invite(*, to: Person, words: str, once: UUID | None, by: Person | int) -> Invitation:
    """I would like to know this person. When they have proposed it too, we are a pair at once: `circle` says which."""
    me = id_of(by)
    note_deed(INVITE, by=me, about=to.pk, once=once)
    hold_two(me, to.pk)
    if pair_of_two(me, to.pk):
        raise NotPossible(_("You and %(name)s are peers already.") % {"name": to.name})
    mine = Invitation(by_id=me, to=to, words=words.strip(), expires_at=timezone.now() + STANDS)
    if (theirs := wants_to_know(to.pk)) is not None:
        with hats.system("two people invited each other: their pair is made"):
            mine.save()
            _pair(Invitation.objects.select_related("organisation").get(pk=theirs), me)
            mine.refresh_from_db()
            return mine
    _check_may_invite(me, to)
    # Worked out before it is there: who was invited is no possible peer any more.
    predicted = predict(me=me, other=to.pk)
    mine.save()
    keep(invitation=mine, predicted=predicted)
    if not is_refused_by_limit(mine):
        notices.tell(person=to.pk, kind=Notice.Kind.INVITATION, about=mine.key, path=LIST, by=me)
    return mine


def _their_yes(me: int, other: int) -> Invitation | None:
    """What says that they would like to know me: they proposed it, or said yes when a round proposed me."""
    if _blocked(me, other):
        return None
    theirs = waiting(Invitation.objects.filter(by=other, to=me)).select_related("organisation")
    if not waiting(Invitation.objects.filter(by=me, to=other, yes_at__isnull=False)).exists():
        theirs = theirs.filter(organisation__isnull=True)
    return theirs.first()


def wants_to_know(other: int) -> int | None:
    """The number of the invitation by which the other wants to know me already, if any."""
    with connection.cursor() as cursor:
        cursor.execute("select wants_to_know_me(%s)", [other])
        found: int | None = cursor.fetchone()[0]
    return found


def is_refused_by_limit(invitation: Invitation) -> bool:
    """Lets a limit of the person invited, which may be hidden from me, say no for them."""
    with connection.cursor() as cursor:
        cursor.execute("select refuse_by_limit(%s)", [invitation.pk])
        return bool(cursor.fetchone()[0])


def _check_may_invite(me: int, to: Person) -> None:
    if to.pk == me or not Wish.objects.filter(person=to, closed_at__isnull=True).exists():
        raise NotPossible(_("This person is not looking for someone at the moment."))
    if wishes.standing(me) is None:
        raise NotPossible(
            _("First say that you would like to meet someone: you see each other on equal terms.")
        )
    sent = Invitation.objects.filter(by=me)
    if sent.filter(to=to, made_at__gt=timezone.now() - QUIET).exists():
        raise NotPossible(
            _(
                "You have written to %(name)s already. Only one proposal to the same person in six months."
            )
            % {"name": to.name}
        )
    if waiting(sent).count() >= AT_ONCE:
        raise NotPossible(
            _("%(count)s of your proposals wait for an answer. Let them be read, or withdraw one.")
            % {"count": AT_ONCE}
        )


WITHDRAW = Verb("pairs", "withdraw", gettext_lazy("You withdrew a proposal"), NOT_TOLD)


@action
def withdraw(*, invitation: Invitation, once: UUID | None, by: Person | int) -> None:
    """The other does not see it any more. It still counts as written: the same person is not asked twice in six months."""
    me = id_of(by)
    note_deed(WITHDRAW, by=me, object_key=invitation.key, once=once)
    if not waiting(Invitation.objects.filter(pk=invitation.pk, by=me)).update(withdrawn_at=Now()):
        raise NotPossible(_("This proposal does not wait any more."))
    notices.withdraw(kinds=[Notice.Kind.INVITATION], about=invitation.key)


NOT_NOW = Verb(
    "pairs",
    "not_now",
    gettext_lazy("You said “not now” to a proposal; nobody else knows"),
    NOT_TOLD,
)


@action
def not_now(*, invitation: Invitation, once: UUID | None, by: Person | int) -> None:
    """A silent no. Its deed is about nobody and its row is mine alone: whoever proposed cannot tell it from no answer."""
    me = id_of(by)
    note_deed(NOT_NOW, by=me, object_key=invitation.key, once=once)
    now = waiting(Invitation.objects.filter(pk=invitation.pk, to=me)).first()
    if now is None:
        raise NotPossible(_("This proposal does not wait any more."))
    if now.yes_at:
        with hats.system("a yes to a round is taken back before the other's came"):
            waiting(Invitation.objects.filter(pk=now.pk, to=me)).update(yes_at=None)
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
def accept(*, invitation: Invitation, once: UUID | None, by: Person | int) -> Circle:
    """Yes: the two are a pair from now on. Their wishes have room for one fewer. Also after a "not now", while it stands."""
    me = id_of(by)
    note_deed(
        ACCEPT,
        by=me,
        about=invitation.by_id,
        object_key=invitation.key,
        once=once,
    )
    hold_two(me, invitation.by_id)
    with hats.system("both said yes: their pair is made"):
        now = _standing(invitation, me)
        if now.organisation_id is not None and not now.circle:
            raise NotPossible(
                _("This proposal does not wait any more.")
            )  # a round asks both: see agree()
        return now.circle or _pair(now, me)


ACCEPT_ROUND = Verb(
    "pairs", "accept_round", gettext_lazy("You said yes to a proposal of a round"), NOT_TOLD
)


@action
def agree(*, invitation: Invitation, once: UUID | None, by: Person | int) -> Circle | None:
    """Yes to a round. The two are a pair once both have said it; until then nothing comes back, and nobody is told."""
    me = id_of(by)
    note_deed(ACCEPT_ROUND, by=me, object_key=invitation.key, once=once)
    hold_two(me, invitation.by_id)
    with hats.system("a yes to a round is kept, or makes their pair when it is the second"):
        now = _standing(invitation, me)
        if now.circle or _their_yes(me, now.by_id):
            return now.circle or _pair(now, me)
        Refusal.objects.filter(invitation=now, person=me).delete()
        Invitation.objects.filter(pk=now.pk, yes_at__isnull=True).update(yes_at=Now())
        return None


def _standing(invitation: Invitation, me: int) -> Invitation:
    """The proposal to me as it is now, held; it waits for my answer, or has made a pair. Under the system hat."""
    rows = Invitation.objects.select_for_update(of=("self",)).select_related(
        "circle", "organisation"
    )
    now = rows.filter(pk=invitation.pk, to=me).first()
    if (
        now is None
        or _blocked(me, now.by_id)
        or not (now.circle or waiting(Invitation.objects.filter(pk=now.pk)))
    ):
        raise NotPossible(_("This proposal does not wait any more."))
    return now


def _blocked(one: int, other: int) -> bool:
    return Block.objects.filter(
        Q(person=one, blocked=other) | Q(person=other, blocked=one)
    ).exists()


def pair_of_two(one: int, other: int) -> Circle | None:
    """Their pair that has not ended, if any."""
    both = Membership.objects.filter(person=other, until__isnull=True)
    return Circle.objects.filter(
        kind=Circle.Kind.PAIR,
        ended_at__isnull=True,
        pk__in=both.values("circle"),
        memberships__person=one,
        memberships__until__isnull=True,
    ).first()


def _pair(invitation: Invitation, me: int) -> Circle:
    """The pair of a proposal that `me` says yes to, the one there is or a new one; under the system hat, both held."""
    other = invitation.by_id
    circle = pair_of_two(me, other)
    if circle is None:
        circle = circles.make(
            kind=Circle.Kind.PAIR,
            organisation=invitation.organisation or _shared_organisation(me, other),
        )
        circles.add(circle=circle, person=other)
        circles.add(circle=circle, person=me, asked_by=Membership.Asked.PEER)
        for person in (me, other):
            wishes.one_fewer(person)
        notices.tell(
            person=other, kind=Notice.Kind.YES, about=invitation.key, path=circle.path, by=me
        )
    crossed = waiting(Invitation.objects.filter(Q(by=me, to=other) | Q(by=other, to=me)))
    Refusal.objects.filter(invitation__in=crossed).delete()
    crossed.update(accepted_at=Now(), circle=circle)
    return circle


def _shared_organisation(one: int, other: int) -> Organisation | None:
    """The one where both are, the longest for the second to come; none when they share none."""
    now = Q(since__lte=Now()) & (Q(until__isnull=True) | Q(until__gt=Now()))
    theirs = Affiliation.objects.filter(now, person=other).values("organisation")
    mine = Affiliation.objects.filter(now, person=one, organisation__in=theirs).order_by(
        "since", "pk"
    )
    first = mine.select_related("organisation").first()
    return first.organisation if first else None


def between_no_more(by: int, blocked: int) -> None:
    """A block: what I proposed is withdrawn; what was proposed to me stands for the other as if I had not answered."""
    hold_two(by, blocked)
    with hats.system("proposals across a block: withdrawn, or silently refused"):
        waiting(Invitation.objects.filter(by=by, to=blocked)).update(withdrawn_at=Now())
        theirs = waiting(Invitation.objects.filter(by=blocked, to=by))
        Refusal.objects.bulk_create(
            [Refusal(invitation=p, person_id=by) for p in theirs], ignore_conflicts=True
        )
