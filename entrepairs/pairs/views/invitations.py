"""Proposing, and answering."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrepairs.core import hats
from entrepairs.core.next_address import next_path
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.run import run_button, run_form
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices import actions as notices
from entrepairs.notices.models import Notice
from entrepairs.pairs.actions import invitations, wishes
from entrepairs.pairs.forms import ProposeForm
from entrepairs.pairs.models import Invitation, Wish
from entrepairs.pairs.queries import invitations as queries
from entrepairs.pairs.queries.possible import reasons_with, shown_to
from entrepairs.people.models import Person
from entrepairs.ui.forms import once_of, page
from entrepairs.ui.middleware import after_answer


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: SignedInRequest, key: str) -> HttpResponse:
    """A few words to someone whose wish stands, after seeing what they will see of me."""
    me = request.person_id
    wish = get_object_or_404(standing_wishes(me), person__key=key)
    other = wish.person
    form = ProposeForm(request.POST or None, name=other.name)
    if form.is_valid():
        words = form.cleaned_data["words"]
        if ran := run_form(request, form, invitations.invite, to=other, words=words):
            return invited(request, other, ran.result)
    context = {
        "other": other,
        "wish": wish,
        "reasons": reasons_with(me, [other])[other.pk],
        "mine": wishes.standing(me),
        "shown": shown_to(me, other),
    }
    return page(request, "pairs/invite.html", context, form=form)


def invited(request: SignedInRequest, other: Person, made: Invitation | None) -> HttpResponse:
    """Says what came of it; nothing for a form sent a second time."""
    name = {"name": other.name}
    if made and made.circle:
        messages.success(request, _("%(name)s had proposed it too: you are peers now.") % name)
        return redirect(made.circle.path)
    if made:
        sent = _("Sent to %(name)s, who answers or not, in their own time.")
        messages.success(request, sent % name)
    return redirect("pairs:invitations")


def standing_wishes(me: int) -> Any:
    return Wish.objects.filter(closed_at__isnull=True).exclude(person=me).select_related("person")


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """What waits for my answer, and what I proposed."""
    me = request.person_id
    to_me = list(queries.to_me(me))
    reasons = reasons_with(me, [row.by for row in to_me])
    lines = [(row, reasons[row.by_id]) for row in to_me]
    context = {
        "received": [line for line in lines if not line[0].put_off and not line[0].yes_at],
        "agreed": [line[0] for line in lines if line[0].yes_at],
        "put_off": [line for line in lines if line[0].put_off],
        "sent": queries.sent(me),
        "days": invitations.STANDS.days,
    }
    if to_me:
        after_answer(request, lambda: have_seen(me))
    return render(request, "pairs/invitations.html", context)


def have_seen(me: int) -> None:
    with hats.person(me):
        notices.see(by=me, kinds=[Notice.Kind.INVITATION])


def gone(request: SignedInRequest) -> HttpResponse:
    """Withdrawn, over, across a block, or never there: the same page, and the same status, for all of these."""
    return render(request, "pairs/gone.html", status=404)


def invitation_to(me: int, key: str) -> Invitation | None:
    return (
        Invitation.objects.filter(key=key, to=me)
        .select_related("by", "circle", "organisation")
        .first()
    )


@require_POST
def yes(request: SignedInRequest, key: str) -> HttpResponse:
    invitation = invitation_to(request.person_id, key)
    if invitation is None:
        return gone(request)
    action = invitations.accept if invitation.organisation_id is None else invitations.agree
    try:
        circle = action(invitation=invitation, once=once_of(request), by=request.person_id)
    except AlreadyDone:
        return redirect(
            invitation.circle.path
            if invitation.circle
            else "pairs:invitations"
            if invitation.organisation
            else "pairs:list"
        )
    except NotPossible:
        return gone(request)
    name = {"name": invitation.by.name}
    if circle is None:
        messages.success(
            request, _("Your yes is kept. You are peers as soon as %(name)s says yes too.") % name
        )
        return redirect(next_path(request, "pairs:invitations"))
    messages.success(
        request, _("You and %(name)s are peers. A few words are enough to begin.") % name
    )
    return redirect(circle.path)


@require_POST
def not_now(request: SignedInRequest, key: str) -> HttpResponse:
    invitation = invitation_to(request.person_id, key)
    if invitation is None:
        return gone(request)
    done = _("It is put aside. The other is not told.")
    run_button(request, invitations.not_now, invitation=invitation, done=done)
    return redirect(next_path(request, "pairs:invitations"))


@require_POST
def withdraw(request: SignedInRequest, key: str) -> HttpResponse:
    invitation = get_object_or_404(Invitation, key=key, by=request.person_id)
    done = _("Withdrawn: the other does not see it any more.")
    run_button(request, invitations.withdraw, invitation=invitation, done=done)
    return redirect("pairs:invitations")
