"""Proposing, and answering."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrepairs.base import hats
from entrepairs.base.forms import once_of, page
from entrepairs.base.middleware import after_answer
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.notices import actions as notices
from entrepairs.notices.models import Notice
from entrepairs.pairs.actions import NotPossible, proposals, wishes
from entrepairs.pairs.forms import ProposeForm
from entrepairs.pairs.models import Proposal, Wish
from entrepairs.pairs.queries import proposals as queries
from entrepairs.pairs.queries.possible import reasons_with, shown_to
from entrepairs.pairs.views.steps import at_once, in_form, next_of


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: Any, key: str) -> HttpResponse:
    """A few words to someone whose wish stands, after seeing what they will see of me."""
    me = request.person_id
    wish = get_object_or_404(standing_wishes(me), person__key=key)
    other = wish.person
    form = ProposeForm(request.POST or None, name=other.name)
    made: list[Proposal] = []
    if form.is_valid() and in_form(form, lambda: made.append(proposals.propose(to=other, by=me, **form.cleaned_data))):
        if made and made[0].circle:
            messages.success(request, _("%(name)s had proposed it too: you are peers now.") % {"name": other.name})
            return redirect(made[0].circle.path)
        if made:
            messages.success(
                request, _("Sent to %(name)s, who answers or not, in their own time.") % {"name": other.name}
            )
        return redirect("pairs:proposals")
    context = {
        "other": other,
        "wish": wish,
        "reasons": reasons_with(me, [other])[other.pk],
        "mine": wishes.standing(me),
        "shown": shown_to(me, other),
    }
    return page(request, "pairs/propose.html", context, form=form)


def standing_wishes(me: int) -> Any:
    return Wish.objects.filter(closed_at__isnull=True).exclude(person=me).select_related("person")


@require_safe
def index(request: Any) -> HttpResponse:
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
        "days": proposals.STANDS.days,
    }
    if to_me:
        after_answer(request, lambda: have_seen(me))
    return render(request, "pairs/proposals.html", context)


def have_seen(me: int) -> None:
    with hats.person(me):
        notices.see(by=me, kinds=[Notice.Kind.PROPOSAL])


def gone(request: Any) -> HttpResponse:
    """Withdrawn, over, across a block, or never there: the same page, and the same status, for all of these."""
    return render(request, "pairs/gone.html", status=404)


def proposal_to(me: int, key: str) -> Proposal | None:
    return Proposal.objects.filter(key=key, to=me).select_related("by", "circle", "organisation").first()


@require_POST
def yes(request: Any, key: str) -> HttpResponse:
    proposal = proposal_to(request.person_id, key)
    if proposal is None:
        return gone(request)
    action = proposals.accept if proposal.organisation_id is None else proposals.agree
    try:
        circle = action(proposal=proposal, once=once_of(request), by=request.person_id)
    except AlreadyDone:
        return redirect(
            proposal.circle.path if proposal.circle else "pairs:proposals" if proposal.organisation else "pairs:list"
        )
    except NotPossible:
        return gone(request)
    name = {"name": proposal.by.name}
    if circle is None:
        messages.success(request, _("Your yes is kept. You are peers as soon as %(name)s says yes too.") % name)
        return redirect(next_of(request, "pairs:proposals"))
    messages.success(request, _("You and %(name)s are peers. A few words are enough to begin.") % name)
    return redirect(circle.path)


@require_POST
def not_now(request: Any, key: str) -> HttpResponse:
    proposal = proposal_to(request.person_id, key)
    if proposal is None:
        return gone(request)
    at_once(
        request,
        lambda: proposals.not_now(proposal=proposal, once=once_of(request), by=request.person_id),
        _("It is put aside. The other is not told."),
    )
    return redirect(next_of(request, "pairs:proposals"))


@require_POST
def withdraw(request: Any, key: str) -> HttpResponse:
    proposal = get_object_or_404(Proposal, key=key, by=request.person_id)
    at_once(
        request,
        lambda: proposals.withdraw(proposal=proposal, once=once_of(request), by=request.person_id),
        _("Withdrawn: the other does not see it any more."),
    )
    return redirect("pairs:proposals")
